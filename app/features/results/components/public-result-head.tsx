import { editionName } from "~/i18n/known-names";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { Badge, LinkButton } from "~/ui/primitives";
import type { resultView } from "../public-result-view";

type View = Omit<ReturnType<typeof resultView>, "groups" | "top">;

function Ceremony({ ceremony }: Pick<View, "ceremony">) {
  const { resultPages } = useMessages();
  const formats = useFormats();
  if (!ceremony) return null;
  const { at, place } = ceremony;
  return (
    <p>
      {resultPages.ceremony}: <strong>{at ? resultPages.ceremonyAt(formats.dateTime(at), place) : resultPages.ceremonyDateLater(place)}</strong>
    </p>
  );
}

/** What the result is: by which decision, how final, where to read more and to download it. */
export function ResultHead({ result }: { result: View }) {
  const { edition, decision, provisional, figures } = result;
  const { publicsite, resultPages } = useMessages();
  const texts = publicsite.results;
  const formats = useFormats();
  const href = useHref();
  const name = editionName(useLocale(), edition);
  const { slug } = edition;
  return (
    <>
      <PageHeader
        crumbs={[{ label: name, href: href(paths.edition(slug)) }, { label: texts.title }]}
        eyebrow={edition.hostName}
        title={texts.of(name)}
        meta={
          <>
            <Badge tone={provisional ? "info" : "success"}>{provisional ? texts.provisional : texts.final}</Badge>
            {decision.number !== null && (
              <span className="strong">{decision.date ? texts.decision(decision.number, formats.longDate(decision.date)) : texts.decisionOnly(decision.number)}</span>
            )}
            <span>{texts.publishedAt(formats.dateTime(edition.publishedAt))}</span>
          </>
        }
        lead={
          <>
            {figures.prizes > 0 && <p>{texts.summary(formats.integer(figures.prizes), formats.integer(figures.entries), formats.integer(figures.fields))}</p>}
            <Ceremony ceremony={result.ceremony} />
          </>
        }
        actions={
          <>
            {result.hasDecisionPaper && (
              <LinkButton icon="download" href={href(paths.publicDecision(slug))}>
                {resultPages.decisionPaper}
              </LinkButton>
            )}
            <LinkButton icon="download" href={paths.resultsCsv(slug)}>
              {texts.downloadCsv}
            </LinkButton>
            <LinkButton kind="quiet" href={paths.resultsJson(slug)}>
              {texts.downloadJson}
            </LinkButton>
          </>
        }
      />
      <p className="onward">
        <a href={href(paths.statistics(slug))}>{resultPages.statistics}</a>
        <a href={href(paths.press(slug))}>{resultPages.press}</a>
        <a href={href(paths.publicCommendations())}>{resultPages.commendations}</a>
        <a href={`${href(paths.openData())}#cac-cot`}>{publicsite.openData.columnsLink}</a>
      </p>
    </>
  );
}
