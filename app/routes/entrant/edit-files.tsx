import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FilesForm } from "~/features/files/components/files-form";
import { StepFrame } from "~/features/entries/components/step-frame";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { readForm } from "~/platform/http/read-form.server";
import { requireActor } from "~/platform/http/responses.server";
import { actOnFiles, answerFiles, isFormWithFiles, takeFiles } from "./files-route.server";
import { loadStep } from "./step-route.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).entries.stepTitle.files }, { name: "robots", content: "noindex" }];
export const handle = { pageScripts: ["uploads"] };

export function loader(args: LoaderFunctionArgs) {
  return loadStep(args, "files");
}

export async function action(args: ActionFunctionArgs) {
  const actor = requireActor(await args.context.actor(), args.request);
  if (isFormWithFiles(args.request)) return takeFiles(args, actor);
  const form = await readForm(args.request);
  return answerFiles(args, form, await actOnFiles(args, actor, form));
}

/** Step "Tệp": a card for each part that takes files. Works without scripts; with one, uploads survive cuts and reloads. */
export default function EditFiles() {
  const { view, errors } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <StepFrame view={view} step="files">
      <FilesForm view={view} errors={answer ? { ...errors, [answer.field]: [answer.text] } : errors} typedLink={answer?.link === undefined ? null : { field: answer.field, link: answer.link }} />
    </StepFrame>
  );
}
