import type { AppLoadContext } from "@remix-run/node";
import type { Actor } from "~/domain/access/roles";
import type { Action } from "~/domain/access/table";
import { accessEdition, type AccessedEdition } from "~/features/contests/edition-access.server";
import { refuse, requireActor } from "~/platform/http/responses.server";

interface StaffRequest {
  request: Request;
  params: { edition?: string | undefined };
  context: AppLoadContext;
}

/** The signed-in member of staff and the edition of the address; whoever may not gets the page that says why. */
export async function requireEdition({ request, params, context }: StaffRequest, action: Action): Promise<AccessedEdition & { actor: Actor }> {
  const actor = requireActor(await context.actor(), request);
  const access = await accessEdition(context.services, { actor, slug: params.edition ?? "", action, now: context.now });
  if (!access.ok) refuse(access.reason);
  return { actor, ...access.value };
}
