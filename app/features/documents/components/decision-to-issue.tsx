import { AWARD_DECISION } from "~/domain/documents/paper-kinds";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";

/** That the signed decision was not issued as a paper, without which the public has none to load. @param paper number and day to issue it with @param mayIssue whether the reader may open the paper */
export function DecisionToIssue({ slug, paper, mayIssue }: { slug: string; paper: { number: string; date: string } | null; mayIssue: boolean }) {
  const texts = useMessages().paperDesk.publicDecision;
  const { date } = useFormats();
  const href = useHref();
  if (paper === null) return null;
  return (
    <Notice tone="warning" title={texts.notIssued}>
      <p>
        {texts.notIssuedWill(paper.number, date(paper.date))} {mayIssue && <a href={href(paths.paperKind(slug, AWARD_DECISION))}>{texts.issueIt}</a>}
      </p>
    </Notice>
  );
}
