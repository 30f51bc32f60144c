import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { lockSheets } from "~/features/judging/commands-lock.server";
import { LockManyPage, type LockRefusal } from "~/features/judging/components/lock-many-page";
import { completeSheets } from "~/features/judging/queries-own.server";
import { isUuid } from "~/domain/kernel/uuid";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { requireActor } from "~/platform/http/responses.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).scoreSheet.lockMany.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  return completeSheets(context.services, actor, context.now);
}

/** Locks the sheets that were read back, in the version that was read back. */
export async function action({ request, context }: ActionFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const { services, now } = context;
  const sheets = (await readForm(request)).getAll("phieu").flatMap(readBackOf);
  const { sheets: shown } = await completeSheets(services, actor, now);
  const codes = new Map(shown.map(({ id, code }) => [id, code]));
  const results = await lockSheets(services, { actor, sheets, now });
  const refusals = results.flatMap((result, index): LockRefusal[] => (result.ok ? [] : [{ code: codes.get(sheets[index]?.assignmentId ?? "") ?? "–", reason: result.reason }]));
  const locked = results.length - refusals.length;
  if (refusals.length === 0) throw redirect(`${withLocale(paths.judging(), localeOfPath(new URL(request.url).pathname))}?da=khoa&so=${locked}`, 303);
  return data({ refusals, locked }, { status: 409 });
}

/** `assignment:version`, as the page sends it; anything else is nothing that was read back. */
function readBackOf(value: FormDataEntryValue): { assignmentId: string; version: number }[] {
  const [, assignmentId = "", version = ""] = typeof value === "string" ? (/^([0-9a-f-]{36}):(\d{1,9})$/.exec(value) ?? []) : [];
  return isUuid(assignmentId) ? [{ assignmentId, version: Number(version) }] : [];
}

export default function LockOwnSheets() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <LockManyPage {...view} refusals={reply?.refusals ?? []} locked={reply?.locked ?? 0} />;
}
