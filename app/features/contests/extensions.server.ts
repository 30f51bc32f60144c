import { randomUUID } from "node:crypto";
import { extensionsOf, type EditionRow } from "~/data/editions.server";
import { editionRules } from "~/data/editions-rules.server";
import type { Services } from "~/features/services";

/** Extensions of an edition for its staff, the newest first, the names of the rounds whose dates may move, and a ready id for the next. */
export async function extensionHistory({ db }: Pick<Services, "db">, edition: EditionRow) {
  const [extensions, rules] = await Promise.all([extensionsOf(db, edition.id), editionRules(db.prisma, edition.id)]);
  return {
    newId: randomUUID(),
    extensions: extensions.map(({ id, fromAt, toAt, reason, at, actorName }) => ({ id, fromAt, toAt, reason, at, actorName })),
    roundNames: rules.rounds.map(({ code, name }) => ({ code, name })),
  };
}
