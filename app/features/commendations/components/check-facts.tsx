import { Original } from "~/features/publicsite/components/original";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, DescriptionList, LinkButton, Mono, Notice } from "~/ui/primitives";
import type { CommendationCheck } from "../check.server";

/** What a printed commendation says, and whether it holds. */
export function CommendationFacts({ commendation }: { commendation: CommendationCheck }) {
  const { commendationCheck: texts, certificates, commendations } = useMessages();
  const { date } = useFormats();
  const href = useHref();
  const { code, isDropped, kind, name, isErased, detail, grounds, authority, decisionNumber, decisionDate, bookNumber, editionTitle } = commendation;
  const { check } = certificates;
  return (
    <>
      <Notice tone={isDropped ? "danger" : "success"} title={isDropped ? texts.dropped : texts.valid}>
        {isDropped ? texts.droppedHelp : texts.validHelp}
      </Notice>
      <Card>
        <DescriptionList
          items={[
            { term: check.code, description: <Mono>{code}</Mono> },
            { term: texts.kind, description: commendations.kind[kind] },
            { term: texts.recipient, description: name === null ? <span className="muted">{isErased ? check.nameErased : texts.nameHidden}</span> : <strong>{name}</strong> },
            ...(detail === "" ? [] : [{ term: texts.detail, description: <Original>{detail}</Original> }]),
            ...(grounds === null ? [] : [{ term: texts.grounds, description: <Original>{grounds}</Original> }]),
            { term: check.edition, description: <Original>{editionTitle}</Original> },
            { term: check.decision, description: commendations.public.decision(decisionNumber, date(decisionDate), authority) },
            ...(bookNumber === null ? [] : [{ term: check.book, description: bookNumber }]),
          ]}
        />
        <p className="actions">
          <LinkButton href={href(paths.publicCommendations())}>{texts.seeAll}</LinkButton>
        </p>
      </Card>
    </>
  );
}
