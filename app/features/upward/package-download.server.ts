import type { RequestHandler, Request } from "express";
import packageJson from "../../../package.json";
import type { Actor } from "~/domain/access/roles";
import { accessEdition, findEdition } from "~/features/contests/edition-access.server";
import { zipHandler } from "~/features/documents/zip-download.server";
import type { Services } from "~/features/services";
import { upward } from "~/i18n/vi/upward";
import { loadSigner } from "~/platform/signing/signer.server";
import { makePackage } from "./make-package.server";

/** Where the package is, in both languages. */
export const NOMINATIONS_ZIP = ["/ban-to-chuc/:edition/de-cu.zip", "/en/ban-to-chuc/:edition/de-cu.zip"];
const MOST_RECIPIENT = 200;

/** The recipient as typed into the form of the page. */
export const recipientOf = (typed: unknown): string => (typeof typed === "string" ? typed : "").normalize("NFC").replace(/\p{Cc}/gu, " ").trim().slice(0, MOST_RECIPIENT);

/** Sends the package of nominations; where there is none, the page of nominations says why. */
export function sendNominations(services: Services, actorOf: (request: Request) => Promise<Actor | null>): RequestHandler {
  return zipHandler(services, actorOf, async ({ actor, request, onProgress }) => {
    const now = services.clock.now();
    const access = accessEdition({ actor, edition: await findEdition(services, request.params["edition"] ?? ""), action: "package.send", now });
    if (!access.ok) return null;
    const { edition } = access.value;
    const { name, version } = packageJson;
    const page = request.path.slice(0, -".zip".length);
    const recipient = recipientOf(request.query["noi-nhan"]);
    if (recipient === "") return { elsewhere: `${page}?goi=recipient_missing` };
    const packed = await makePackage(services, {
      edition, actorId: actor.userId, recipient, software: { name, version }, signer: await loadSigner(services.config), now,
      onProgress: ({ done, files }) => onProgress({ done, entries: files }),
    });
    if (!packed.ok) return { elsewhere: `${page}?goi=${packed.reason}` };
    return { name: upward.packageName(edition.slug), zip: packed.value.bytes(), length: packed.value.length };
  });
}
