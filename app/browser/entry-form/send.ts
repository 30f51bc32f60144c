import type { AutosaveAnswer } from "~/domain/entry/autosave";
import type { Inputs } from "./controls";

/** A field to be saved: what it says, over what. */
export interface Sending {
  field: string;
  inputs: Inputs;
  mark: string;
}

export type Sent =
  | { kind: "saved"; answer: AutosaveAnswer }
  /** the session ended (401), or another account is signed in (403) */
  | { kind: "signed-out" | "other-writer"; text: string }
  /** the server said no, and would again */
  | { kind: "refused"; text: string }
  /** nothing came back, or the server is in trouble: to be tried again */
  | { kind: "network" | "server" };

const PATIENCE_MS = 45_000;

/** Hidden inputs that say how to read the others, such as the keys of the authors. */
const OWN_HIDDEN = ["seen", "by", "shown", "version"];

export function bodyOf(form: HTMLFormElement, fields: readonly Sending[], seen: string): FormData {
  const body = new FormData();
  for (const input of form.querySelectorAll<HTMLInputElement>("input[type=hidden]")) if (!OWN_HIDDEN.includes(input.name) && input.name !== form.name) body.append(input.name, input.value);
  body.append("by", form.querySelector<HTMLInputElement>("input[name=by]")?.value ?? "");
  body.append("seen", seen);
  body.append("intent", "autosave");
  body.append("fields", fields.map(({ field }) => encodeURIComponent(field)).join(" "));
  for (const { inputs } of fields) for (const [name, text] of inputs) body.append(name, text);
  return body;
}

export async function send(address: string, body: FormData, keepalive = false): Promise<Sent> {
  let response: Response;
  try {
    response = await fetch(address, { method: "POST", body, keepalive, headers: { accept: "application/json" }, ...(keepalive ? {} : { signal: AbortSignal.timeout(PATIENCE_MS) }) });
  } catch {
    return { kind: "network" };
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer) return { kind: "saved", answer: answer as AutosaveAnswer };
  const { reason = "", text = "" } = (answer ?? {}) as { reason?: string; text?: string };
  if (reason === "unauthenticated") return { kind: "signed-out", text };
  if (reason === "other_writer") return { kind: "other-writer", text };
  return response.status >= 500 || response.status === 429 || response.ok ? { kind: "server" } : { kind: "refused", text };
}
