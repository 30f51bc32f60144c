import type { Actor } from "~/domain/access/roles";
import { refuse } from "./responses.server";

const MOST_BYTES = 2_000_000;

/**
 * The form a request carries. Forms of this site are texts: above 2 MB it answers 413 before reading.
 * @throws Response 400 for a body that is no form
 */
export async function readForm(request: Request): Promise<FormData> {
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) throw Response.json({ reason: "too_large" }, { status: 413 });
  try {
    return await request.formData();
  } catch {
    throw Response.json({ reason: "invalid" }, { status: 400 });
  }
}

/** Marks a form that comes back after signing in again. */
const HELD = "giu-lai";

/** What signing in adds to a held form; it is never held itself. */
const OF_SIGNING_IN = [HELD, "signInName", "password", "shared"];

/** The texts of a form that signing in again has to carry along, without those of the sign-in itself. */
export function heldFields(form: FormData): [name: string, text: string][] {
  return [...form].filter((field): field is [string, string] => typeof field[1] === "string" && !OF_SIGNING_IN.includes(field[0]));
}

/** True where the form was sent before and comes back after signing in again. */
export function wasHeld(form: FormData): boolean {
  return form.has(HELD);
}

/**
 * The signed-in person, for a form in which somebody has typed much. Where the session ended meanwhile it answers 401 with a
 * page that holds all that was sent and asks to sign in: the very same form is then sent once more.
 */
export async function actorOrHeldForm(actor: Actor | null, request: Request): Promise<Actor> {
  if (actor) return actor;
  refuse("unauthenticated", { held: heldFields(await readForm(request)) });
}
