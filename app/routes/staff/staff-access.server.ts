import type { AppLoadContext } from "@remix-run/node";
import type { Actor } from "~/domain/access/roles";
import type { Action } from "~/domain/access/table";
import { accessEdition, findEdition, isOpenForCorrection, type AccessedEdition } from "~/features/contests/edition-access.server";
import { refuse, requireActor } from "~/platform/http/responses.server";

export interface StaffRequest {
  request: Request;
  params: { edition?: string | undefined };
  context: AppLoadContext;
}

const editions = new WeakMap<AppLoadContext, ReturnType<typeof findEdition>>();

/** The edition of the address, read once a request though frame and page both ask for it. */
function editionOf(context: AppLoadContext, slug: string): ReturnType<typeof findEdition> {
  const known = editions.get(context);
  if (known) return known;
  const found = findEdition(context.services, slug);
  editions.set(context, found);
  return found;
}

/** What the frame and `requireEdition` share: the outcome for `action`, without throwing. */
export async function editionAccess({ params, context }: StaffRequest, actor: Actor, action: Action) {
  const edition = await editionOf(context, params.edition ?? "");
  const { services, now } = context;
  return accessEdition({ actor, edition, action, now, isCorrected: await isOpenForCorrection(services, { edition, action, now }) });
}

/** The signed-in member of staff and the edition of the address; whoever may not gets the page that says why. */
export async function requireEdition(args: StaffRequest, action: Action): Promise<AccessedEdition & { actor: Actor }> {
  const actor = requireActor(await args.context.actor(), args.request);
  const access = await editionAccess(args, actor, action);
  if (!access.ok) refuse(access.reason);
  return { actor, ...access.value };
}
