import type { RequestHandler, Request } from "express";
import type { Actor } from "~/domain/access/roles";
import { accessEdition, findEdition } from "~/features/contests/edition-access.server";
import type { Services } from "~/features/services";
import { paperDesk } from "~/i18n/vi/paper-desk";
import { papersZip } from "./papers-zip.server";
import { zipHandler } from "./zip-download.server";

/** Where the zip is, in both languages. */
export const PAPERS_ZIP = ["/ban-to-chuc/:edition/giay-to.zip", "/en/ban-to-chuc/:edition/giay-to.zip"];

/** Sends the zip of all papers of an edition, as PDF or, with `dang=docx`, as Word files. */
export function sendPapers(services: Services, actorOf: (request: Request) => Promise<Actor | null>): RequestHandler {
  return zipHandler(services, actorOf, async ({ actor, request, onProgress }) => {
    const now = services.clock.now();
    const access = accessEdition({ actor, edition: await findEdition(services, request.params["edition"] ?? ""), action: "paper.view", now });
    if (!access.ok) return null;
    const { edition } = access.value;
    const format = request.query["dang"] === "docx" ? "docx" : "pdf";
    return { name: `${paperDesk.zipFile}-${edition.slug}`, zip: await papersZip(services, { edition, viewerId: actor.userId, now, format, onProgress }) };
  });
}
