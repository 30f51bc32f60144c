import { data, redirect } from "@remix-run/node";
import { partField } from "~/domain/entry/completeness";
import { fileField } from "~/domain/entry/file-gaps";
import type { Actor } from "~/domain/access/roles";
import { typedLine } from "~/features/entries/typed-text";
import { fileReasonText } from "~/features/files/file-texts";
import { type RefusedFile, takeFormFiles } from "~/features/files/form-files.server";
import { captionFile, declareFile, moveFile, removeFile, saveLink } from "~/features/files/entry-files.server";
import { stepPath } from "~/features/entries/steps";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { refuse, statusOf } from "~/platform/http/responses.server";
import type { StepRequest } from "./step-route.server";

/** What the page of the files answers when an act was refused: the words, and the field they belong to. */
export interface FilesAnswer {
  field: string;
  text: string;
  /** a web address as typed */
  link?: string;
}

type Acted = { ok: true; value: { partKey?: string | null; key?: string } } | { ok: false; reason: string };

/** Carries out one act of the forms of the files: `declare` (the script's), `remove`, `up`, `down`, `caption`, `link`. */
export async function actOnFiles({ params, context }: StepRequest, actor: Actor, form: FormData): Promise<Acted> {
  const { services, now } = context;
  const entryId = params.id ?? "";
  const key = String(form.get("key") ?? "");
  const partKey = String(form.get("partKey") ?? "");
  switch (form.get("intent")) {
    case "declare":
      return declareFile(services, { actor, now, input: { entryId, partKey, key, ...declaredOf(form) } });
    case "remove":
      return removeFile(services, { actor, now, input: { entryId, key } });
    case "up":
    case "down":
      return moveFile(services, { actor, now, input: { entryId, key, by: form.get("intent") === "up" ? -1 : 1 } });
    case "caption":
      return captionFile(services, { actor, now, input: { entryId, key, caption: typedLine(form, "caption") ?? "" } });
    case "link":
      return saveLink(services, { actor, now, input: { entryId, partKey, link: typedLine(form, "link") ?? "" } });
    default:
      return { ok: false, reason: "invalid" };
  }
}

function declaredOf(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? "");
  return { name: text("name"), size: /^\d{1,15}$/.test(text("size")) ? Number(text("size")) : -1, type: text("type"), sha256: text("sha256") || null, replaces: text("replaces") || null };
}

export const isFormWithFiles = (request: Request): boolean => /^multipart\/form-data/i.test(request.headers.get("content-type") ?? "");

/** Files sent by the form itself, without the script; `?muc=` names their part, so that its limits hold while the form is read. */
export async function takeFiles(args: StepRequest, actor: Actor) {
  const { request, params, context } = args;
  const { services, now } = context;
  const partKey = new URL(request.url).searchParams.get("muc") ?? "";
  const taken = await takeFormFiles(services, { actor, entryId: params.id ?? "", partKey, now }, request);
  const form = new FormData();
  form.set("partKey", partKey);
  if (!taken.ok) return answerFiles(args, form, taken);
  return taken.value.length === 0 ? answerFiles(args, form, { ok: true, value: { partKey } }) : answerRefused(args, partKey, taken.value);
}

function answerRefused(args: StepRequest, partKey: string, refused: readonly RefusedFile[]) {
  const messages = messagesFor(localeOfPath(new URL(args.request.url).pathname));
  const text = refused.map(({ name, reason }) => `${name}: ${fileReasonText(messages, reason)}`).join("\n");
  return data<FilesAnswer>({ field: partField(partKey), text }, { status: statusOf(refused[0]?.reason ?? "invalid") });
}

/** Back to the part that was changed, or the words why not, at their field. */
export function answerFiles({ request, params }: StepRequest, form: FormData, acted: Acted) {
  const url = new URL(request.url);
  const locale = localeOfPath(url.pathname);
  const text = (name: string) => String(form.get(name) ?? "");
  if (acted.ok) {
    const part = acted.value.partKey ?? text("partKey");
    throw redirect(withLocale(stepPath(params.id ?? "", "files"), locale) + (part ? `#${partField(part)}` : ""), 303);
  }
  if (["not_found", "forbidden", "unauthenticated"].includes(acted.reason)) refuse(acted.reason);
  const messages = messagesFor(locale);
  const isLink = form.get("intent") === "link";
  const field = isLink ? `link-${text("partKey")}` : text("key") ? fileField(text("key")) : partField(text("partKey"));
  const answer: FilesAnswer = { field, text: fileReasonText(messages, acted.reason), ...(isLink ? { link: text("link") } : {}) };
  return data(answer, { status: statusOf(acted.reason) });
}
