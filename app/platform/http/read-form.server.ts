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

/**
 * The signed-in person, for a form in which somebody has typed much. Where the session ended meanwhile it answers 401 with a
 * page that holds all that was sent, to be sent again after signing in.
 */
export async function actorOrHeldForm(actor: Actor | null, request: Request): Promise<Actor> {
  if (actor) return actor;
  const form = await readForm(request);
  const held = [...form].filter((field): field is [string, string] => typeof field[1] === "string");
  refuse("unauthenticated", { held });
}
