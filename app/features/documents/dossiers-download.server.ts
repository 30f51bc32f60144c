import type { RequestHandler, Request } from "express";
import type { Actor } from "~/domain/access/roles";
import { accessEdition, findEdition } from "~/features/contests/edition-access.server";
import type { Services } from "~/features/services";
import { dossiersZip } from "./dossiers-zip.server";
import { zipHandler } from "./zip-download.server";

/** Where the zip is, in both languages. */
export const DOSSIERS_ZIP = ["/ban-to-chuc/:edition/ho-so.zip", "/en/ban-to-chuc/:edition/ho-so.zip"];

/** Sends the zip of all dossiers to whoever may inspect them. */
export function sendDossiers(services: Services, actorOf: (request: Request) => Promise<Actor | null>): RequestHandler {
  return zipHandler(services, actorOf, async ({ actor, request, onProgress }) => {
    const now = services.clock.now();
    const access = accessEdition({ actor, edition: await findEdition(services, request.params["edition"] ?? ""), action: "entry.inspect", now });
    if (!access.ok) return null;
    const { edition } = access.value;
    return { name: `ho-so-${edition.slug}`, zip: await dossiersZip(services, { edition, userId: actor.userId, now, onProgress }) };
  });
}
