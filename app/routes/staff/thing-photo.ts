import { Readable } from "node:stream";
import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { photoOfThing } from "~/features/things/photo.server";
import { refuse } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

/** The photo of a thing, for the staff of its edition. */
export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "thing.manage");
  const photo = await photoOfThing(args.context.services, edition.id, args.params["thing"] ?? "");
  if (!photo) refuse("not_found");
  if (photo.address !== null) return redirect(photo.address, { headers: { "Cache-Control": "no-store" } });
  return new Response(Readable.toWeb(await photo.open()) as ReadableStream, {
    headers: {
      "Content-Type": photo.mime,
      "Content-Length": String(photo.size),
      "Content-Security-Policy": "sandbox; default-src 'none'; img-src 'self'",
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
      "X-Robots-Tag": "noindex, noimageindex",
    },
  });
}
