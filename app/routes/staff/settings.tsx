import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { gapText } from "~/features/contests/reasons";
import { SECTION_SLUGS } from "~/features/contests/sections";
import { settingsOverview } from "~/features/contests/settings/settings-view.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Badge, LinkButton, Table } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).editions.settings.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, phase } = await requireEdition(args, "edition.view");
  const sections = await settingsOverview(args.context.services, { edition, now: args.context.now });
  return { slug: edition.slug, phase, sections };
}

export default function Settings() {
  const { slug, phase, sections } = useLoaderData<typeof loader>();
  const messages = useMessages();
  const { editions } = messages;
  const { settings } = editions;
  const href = useHref();
  return (
    <>
      <PageHeader
        title={settings.title}
        lead={settings.lead}
        actions={phase === "DRAFT" && <LinkButton href={href(paths.announceEdition(slug))}>{editions.desk.launch}</LinkButton>}
      />
      <Table
        caption={settings.title}
        rows={sections}
        rowKey={({ section }) => section}
        columns={[
          {
            key: "section",
            header: settings.title,
            primary: true,
            cell: ({ section }) => (
              <>
                <a href={href(paths.editionSettings(slug, SECTION_SLUGS[section]))}>{settings.section[section]}</a>
                <span className="hint">{settings.sectionLead[section]}</span>
              </>
            ),
          },
          {
            key: "gaps",
            header: editions.announce.missing,
            cell: ({ gaps }) =>
              gaps.length === 0 ? <Badge tone="success">{settings.complete}</Badge> : gaps.map((gap) => <p key={gap.reason + (gap.about ?? "")}>{gapText(messages, gap)}</p>),
          },
        ]}
      />
    </>
  );
}
