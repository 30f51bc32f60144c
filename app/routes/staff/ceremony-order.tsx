import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PrintedOrder } from "~/features/ceremony/components/printed-order";
import { orderLines } from "~/features/ceremony/order-lines";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { refuse } from "~/platform/http/responses.server";
import { headOf, requireCeremony } from "./ceremony-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).ceremony.order.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, programme } = await requireCeremony(args);
  if (!programme) refuse("not_found");
  return { slug: edition.slug, head: headOf(programme), isPublished: programme.isPublished, sections: orderLines(programme) };
}

export default function CeremonyOrder() {
  return <PrintedOrder {...useLoaderData<typeof loader>()} />;
}
