import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { isStaff } from "~/domain/access/roles";
import { NEXT_STEP_RIGHT, NextStep } from "~/features/contests/components/next-step";
import { staffHome } from "~/features/contests/staff-home.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { refuse, requireActor } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, DescriptionList, EmptyState, LinkButton } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).editions.staffHome.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  if (!isStaff(actor)) refuse("not_found");
  const home = await staffHome(context.services, { actor, now: context.now });
  const mayFollow = ({ id, phase }: (typeof home.editions)[number]) => can(actor, NEXT_STEP_RIGHT[phase], { editionId: id, phase }).allowed;
  return { ...home, editions: home.editions.map((edition) => ({ ...edition, mayFollow: mayFollow(edition) })) };
}

type Home = Awaited<ReturnType<typeof loader>>;

export default function StaffHome() {
  const { editions, may } = useLoaderData<typeof loader>();
  const { staffHome: texts } = useMessages().editions;
  const href = useHref();
  const create = may.create && (
    <LinkButton kind="primary" icon="plus" href={href(paths.newEdition())}>
      {texts.newEdition}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={texts.title} lead={texts.lead} actions={editions.length > 0 && create} />
      <section aria-label={texts.mine} className="mb-6 grid gap-4 lg:grid-cols-2 [&>.card]:mt-0">
        {editions.map((edition) => (
          <EditionCard key={edition.id} edition={edition} />
        ))}
      </section>
      {editions.length === 0 && (
        <EmptyState title={texts.emptyTitle} actions={create}>
          <p>{may.create ? texts.emptyCreate : texts.emptyWait}</p>
        </EmptyState>
      )}
      <Tools may={may} />
    </>
  );
}

function EditionCard({ edition }: { edition: Home["editions"][number] }) {
  const { editions, common } = useMessages();
  const { dateTime } = useFormats();
  const href = useHref();
  const texts = editions.staffHome;
  const facts = [
    { term: texts.host, description: edition.hostName },
    { term: texts.receipt, description: texts.receiptRange(dateTime(edition.opensAt), dateTime(edition.closesAt)) },
    { term: texts.next, description: <NextStep edition={edition} mayFollow={edition.mayFollow} /> },
  ];
  return (
    <Card
      eyebrow={`${edition.period} · ${edition.roles.map((role) => common.role[role]).join(", ")}`}
      title={<a href={href(paths.desk(edition.slug))}>{edition.title}</a>}
      aside={<Badge tone="info">{common.phase[edition.phase]}</Badge>}
    >
      <DescriptionList items={facts} />
    </Card>
  );
}

function Tools({ may }: { may: Home["may"] }) {
  const { staffHome: texts } = useMessages().editions;
  const href = useHref();
  const tools = [
    may.units && { href: paths.units(), label: texts.units, help: texts.unitsHelp },
    may.outbox && { href: paths.outbox(), label: texts.outbox, help: texts.outboxHelp },
    may.users && { href: paths.users(), label: texts.users, help: texts.usersHelp },
  ].filter((tool) => tool !== false);
  if (tools.length === 0) return null;
  return (
    <Card title={texts.tools}>
      <DescriptionList items={tools.map((tool) => ({ term: <a href={href(tool.href)}>{tool.label}</a>, description: tool.help }))} />
    </Card>
  );
}
