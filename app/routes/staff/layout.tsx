import type { LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, Outlet, useLoaderData, useLocation, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { siteFrame } from "~/features/publicsite/site.server";
import { localeOfPath, withoutLocale } from "~/i18n/locale";
import { reasonText, statusText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { requireActor } from "~/platform/http/responses.server";
import { EditionBar, ErrorPage, PageHeader, SignedInLayout, signedInLinks } from "~/ui/layout";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { useReference } from "~/ui/reference";
import { Badge, LinkButton } from "~/ui/primitives";
import { workerOf } from "../signed-in/worker.server";
import { isWithin, SECTION_GROUPS, sectionsFor } from "./sections";
import { editionAccess } from "./staff-access.server";

export const links = signedInLinks;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const locale = localeOfPath(new URL(request.url).pathname);
  const { services, now } = context;
  const [site, person, access] = await Promise.all([
    siteFrame(services, { locale, now }),
    workerOf(services, actor),
    params.edition ? editionAccess({ request, params, context }, actor, "edition.view") : null,
  ]);
  if (!access?.ok) return { site, person, edition: null };
  const { edition, phase } = access.value;
  const { slug, title, opensAt, closesAt, judgingEndsAt, publishedAt } = edition;
  return { site, person, edition: { slug, title, phase, opensAt, closesAt, judgingEndsAt, publishedAt, sections: sectionsFor(actor, edition.id, phase) } };
}

export default function StaffPages() {
  const { site, person, edition } = useLoaderData<typeof loader>();
  return (
    <SignedInLayout site={site} person={person} editionBar={edition && <EditionAtWork edition={edition} />} wide>
      <Outlet />
    </SignedInLayout>
  );
}

/** What may not be done, or not now, is said within the frame: the way on stays in view. */
export function ErrorBoundary() {
  const error = useRouteError();
  const reference = useReference();
  const messages = useMessages();
  const href = useHref();
  const frame = useRouteLoaderData<typeof loader>(`${useLocale()}-staff-pages`);
  if (!isRouteErrorResponse(error)) return <ErrorPage status={500} reference={reference} />;
  const data = error.data as { reason?: string; held?: [string, string][] } | null;
  if (!frame || data?.held) return <ErrorPage status={error.status} reason={data?.reason} held={data?.held} />;
  const { title, text } = statusText(messages, error.status);
  return (
    <SignedInLayout site={frame.site} person={frame.person} editionBar={frame.edition && <EditionAtWork edition={frame.edition} />} wide>
      <PageHeader title={data?.reason === "wrong_phase" ? messages.errors.notNow : title} lead={data?.reason ? reasonText(messages, data.reason) : text} />
      <LinkButton href={href(frame.edition ? paths.desk(frame.edition.slug) : paths.myCorner())}>{frame.edition ? messages.errors.toDesk : messages.errors.toMyCorner}</LinkButton>
    </SignedInLayout>
  );
}

type EditionInView = NonNullable<Awaited<ReturnType<typeof loader>>["edition"]>;

function EditionAtWork({ edition }: { edition: EditionInView }) {
  const { common, frame } = useMessages();
  const { dateTime } = useFormats();
  const href = useHref();
  const here = withoutLocale(useLocation().pathname);
  const { slug, phase, publishedAt, opensAt, closesAt, judgingEndsAt } = edition;
  const when = publishedAt
    ? frame.publishedOn(dateTime(publishedAt))
    : phase === "DRAFT" || phase === "ANNOUNCED"
      ? frame.receiptFrom(dateTime(opensAt))
      : phase === "JUDGING"
        ? frame.judgingUntil(dateTime(judgingEndsAt))
        : frame.receiptUntil(dateTime(closesAt));
  const groups = SECTION_GROUPS.flatMap((group) => {
    const sections = group.sections.flatMap((section) => {
      const shown = edition.sections.find(({ name }) => name === section.name);
      return shown ? [{ label: frame.sections[section.name], href: shown.isOpen ? href(section.path(slug)) : null, current: isWithin(section, slug, here) }] : [];
    });
    const first = sections.find((section) => section.href !== null);
    return sections.length > 0 ? [{ label: frame.groups[group.name], href: first?.href ?? null, current: sections.some(({ current }) => current), sections }] : [];
  });
  return <EditionBar title={edition.title} href={href(paths.desk(slug))} phase={<Badge tone="info">{common.phase[phase]}</Badge>} when={when} groups={groups} />;
}
