import type { LoaderFunctionArgs } from "@remix-run/node";
import { ceremonyState } from "~/features/ceremony/programme.server";
import { refuse } from "~/platform/http/responses.server";
import { stateAnswer } from "~/platform/http/state-answer.server";
import { requireEdition } from "./staff-access.server";

/** Asked every other second by the screen and the phones of a ceremony. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "ceremony.lead");
  const { services, now } = args.context;
  const state = await ceremonyState(services, { actor, edition, now });
  if (!state.ok) refuse(state.reason);
  return stateAnswer(args.request, state.value);
}
