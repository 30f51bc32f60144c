import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { OwnRescores } from "~/features/judging/components/own-rescores";
import { OwnRounds } from "~/features/judging/components/own-rounds";
import { ownRescores } from "~/features/judging/queries-rescore.server";
import { ownRounds } from "~/features/judging/queries-sheet.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { requireActor } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).judging.mine.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const [rounds, meetings] = await Promise.all([ownRounds(context.services, actor, context.now), ownRescores(context.services, actor, context.now)]);
  return { rounds, meetings };
}

export default function MyJudging() {
  const { rounds, meetings } = useLoaderData<typeof loader>();
  const { judging } = useMessages();
  const [search] = useSearchParams();
  return (
    <>
      <PageHeader title={judging.mine.title} />
      {search.get("da") === "khai" && (
        <Notice tone="success" live>
          {judging.declare.done}
        </Notice>
      )}
      <OwnRescores meetings={meetings} />
      <OwnRounds rounds={rounds} />
    </>
  );
}
