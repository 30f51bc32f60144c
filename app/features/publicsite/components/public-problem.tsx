import { statusText } from "~/i18n/reasons";
import { editionName } from "~/i18n/known-names";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { LinkButton, SearchBar } from "~/ui/primitives";

/** What the result page says before publication. */
export interface NotPublishedDetails {
  reason?: string;
  edition?: { slug: string; title: string; kind: "TECHNICAL" | "YOUTH"; number: number };
  plannedAt?: string | null;
}

/** A public page that is not there: why, and where to go. */
export function PublicProblem({ status, details }: { status: number; details: NotPublishedDetails | null }) {
  const messages = useMessages();
  const href = useHref();
  const { notFound } = messages.publicsite;
  if (details?.reason === "results_not_published" && details.edition) return <NotPublished edition={details.edition} plannedAt={details.plannedAt ?? null} />;
  const { title, text } = status === 404 ? notFound : statusText(messages, status);
  return (
    <div className="problem">
      <PageHeader title={title} lead={text} />
      <p>{notFound.try}</p>
      <SearchBar action={href(paths.search())} placeholder={messages.publicsite.search.placeholder} />
      <LinkButton href={href(paths.home())}>{notFound.home}</LinkButton>
    </div>
  );
}

function NotPublished({ edition, plannedAt }: { edition: NonNullable<NotPublishedDetails["edition"]>; plannedAt: string | null }) {
  const { publicsite } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const name = editionName(useLocale(), edition);
  const { notPublished } = publicsite;
  return (
    <div className="problem">
      <PageHeader title={notPublished.title} lead={notPublished.text(name)} eyebrow={name} />
      <p className="planned">{plannedAt ? notPublished.planned(formats.dateTime(plannedAt)) : notPublished.unknown}</p>
      <LinkButton kind="primary" href={href(paths.edition(edition.slug))}>
        {notPublished.back}
      </LinkButton>
    </div>
  );
}
