import { paths } from "~/paths";
import { useHref, useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";
import type { EntryPaperFile } from "../entry-paper-files";

interface EntryPapersProps {
  entryId: string;
  /** a submitted version or a draft is there */
  has: { submitted: boolean; draft: boolean };
  /** label of the part that takes the signed form, where the edition has one */
  signedPart: string | null;
  /** where to upload it; null where nothing may be changed */
  filesStep: string | null;
  /** a guardian sees the version of the page only */
  isGuardian: boolean;
}

/** Papers of one's own entry: to print, to sign, to keep. */
export function EntryPapers({ entryId, has, signedPart, filesStep, isGuardian }: EntryPapersProps) {
  const { papers } = useMessages();
  const href = useHref();
  const address = (file: EntryPaperFile, ofDraft = false) => href(paths.entryPaper(entryId, file, ofDraft));
  const isBoth = has.submitted && has.draft && !isGuardian;
  return (
    <Card title={papers.title}>
      <PaperLinks
        links={[
          [address("phieu-dang-ky.pdf"), papers.form],
          [address("phieu-dang-ky.docx"), papers.formWord],
          [address("ho-so.pdf"), papers.dossier],
          ...(has.submitted ? [[address("bien-nhan.pdf"), papers.receipt] as const] : []),
        ]}
      />
      {!has.submitted && <p className="muted">{papers.draftText}</p>}
      {isBoth && (
        <section>
          <h3>{papers.draftTitle}</h3>
          <p className="muted">{papers.draftText}</p>
          <PaperLinks
            links={[
              [address("phieu-dang-ky.pdf", true), papers.form],
              [address("phieu-dang-ky.docx", true), papers.formWord],
              [address("ho-so.pdf", true), papers.dossier],
            ]}
          />
        </section>
      )}
      <section>
        <h3>{papers.signTitle}</h3>
        <p>
          {papers.sign} {signedPart !== null && filesStep !== null && papers.sendBack(signedPart)}
        </p>
        {signedPart !== null && filesStep !== null && <a href={filesStep}>{papers.toFiles}</a>}
      </section>
    </Card>
  );
}

/** Papers of a submitted entry for staff. */
export function StaffEntryPapers({ slug, entryId }: { slug: string; entryId: string }) {
  const { papers } = useMessages();
  const href = useHref();
  const address = (file: EntryPaperFile) => href(paths.screenEntryPaper(slug, entryId, file));
  return (
    <Card title={papers.staffTitle} look="quiet">
      <PaperLinks
        links={[
          [address("ho-so.pdf"), papers.dossier],
          [address("phieu-dang-ky.pdf"), papers.form],
          [address("phieu-dang-ky.docx"), papers.formWord],
          [address("bien-nhan.pdf"), papers.receipt],
        ]}
      />
      <p className="muted">{papers.staffNote}</p>
    </Card>
  );
}

function PaperLinks({ links }: { links: readonly (readonly [string, string])[] }) {
  return (
    <ul className="space-y-1">
      {links.map(([address, label]) => (
        <li key={address}>
          <a href={address}>{label}</a>
        </li>
      ))}
    </ul>
  );
}
