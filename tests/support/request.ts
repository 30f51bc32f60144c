import type { AppLoadContext } from "@remix-run/node";
import type { Actor } from "~/domain/access/roles";
import type { Services } from "~/features/services";

/** The context of a request by `actor` (null: a visitor), at the services' clock. */
export function contextFor(services: Services, actor: Actor | null): AppLoadContext {
  return { services, now: services.clock.now(), nonce: "test-nonce", reference: "TEST000000", actor: async () => actor };
}

/** A posted form, as a browser without scripts sends it. */
export function postForm(path: string, fields: Record<string, string | readonly string[]>): Request {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
  return new Request(`http://localhost:3000${path}`, { method: "POST", body });
}

export function getPage(path: string): Request {
  return new Request(`http://localhost:3000${path}`);
}

/** What a loader or action answered: its value, or the Response it threw. */
export async function outcomeOf<T>(work: Promise<T>): Promise<{ value: T; response: null } | { value: null; response: Response }> {
  try {
    return { value: await work, response: null };
  } catch (thrown) {
    if (thrown instanceof Response) return { value: null, response: thrown };
    throw thrown;
  }
}
