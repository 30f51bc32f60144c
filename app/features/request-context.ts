import type { Actor } from "~/domain/access/roles";
import type { Services } from "./services";

/** What the server hands to every loader and action. */
export interface RequestContext {
  services: Services;
  /** the moment the request arrived: every rule of one request sees the same clock */
  now: Date;
  /** for the content security policy of pages with scripts */
  nonce: string;
  /** shown to people on errors, found in the log */
  reference: string;
  /** the signed-in person, looked up once a request */
  actor(): Promise<Actor | null>;
}
