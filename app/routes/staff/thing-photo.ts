import type { LoaderFunctionArgs } from "@remix-run/node";
import { photoOfThing } from "~/features/things/photo.server";
import { refuse } from "~/platform/http/responses.server";
import { sendStored } from "~/platform/http/send-stored.server";
import { requireEdition } from "./staff-access.server";

/** The photo of a thing, for the staff of its edition. */
export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "thing.manage");
  const photo = await photoOfThing(args.context.services, { editionId: edition.id, viewerId: actor.userId }, args.params["thing"] ?? "");
  if (!photo) refuse("not_found");
  return sendStored(photo);
}
