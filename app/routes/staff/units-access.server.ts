import type { AppLoadContext } from "@remix-run/node";
import { can, SYSTEM_SUBJECT } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import type { Action } from "~/domain/access/table";
import { refuse, requireActor } from "~/platform/http/responses.server";

/** The signed-in person who may perform an action that belongs to no edition. For whoever is no staff the page doesn't exist. */
export async function requireSystem({ request, context }: { request: Request; context: AppLoadContext }, action: Action): Promise<Actor> {
  const actor = requireActor(await context.actor(), request);
  if (!isStaff(actor)) refuse("not_found");
  const decision = can(actor, action, SYSTEM_SUBJECT);
  if (!decision.allowed) refuse(decision.reason);
  return actor;
}
