import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";

/** What was imported, and what has to happen to the drafts next. */
export function Imported({ entries, authors, slug, isSchool }: { entries: number; authors: number; slug: string; isSchool: boolean }) {
  const { imports } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  return (
    <Notice tone="success" title={imports.doneTitle} live>
      <p>{imports.done(integer(entries), integer(authors))}</p>
      <p>{imports.doneNext}</p>
      <p>{isSchool ? <a href={href(paths.myEntries())}>{imports.toMyEntries}</a> : <a href={`${href(paths.screening(slug))}?loc=nhap`}>{imports.toDrafts}</a>}</p>
    </Notice>
  );
}
