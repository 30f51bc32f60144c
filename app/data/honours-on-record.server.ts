import type { Reader } from "~/data/editions.server";
import { chainFunctions } from "~/data/ledger.server";
import { ERASED, type RecordedHonours } from "~/domain/ledger/honour-rows";
import { NAME_GONE } from "~/domain/retention/retention";

/** Special awards and commendations of an edition as the record speaks of them. Two statements. */
export async function honoursOnRecord(reader: Reader, editionId: string): Promise<RecordedHonours> {
  const given = await reader.specialAwardGiven.findMany({ where: { specialAward: { editionId } }, include: { specialAward: { select: { code: true } }, entry: { select: { code: true } } } });
  const rows = await reader.$queryRaw<{ id: string; kind: string; state: "PROPOSED" | "SENT" | "SIGNED" | "PUBLISHED" | "DROPPED"; recipientKind: string; name: string; detail: string; salt: string | null }[]>`
    SELECT c."id"::text AS "id", c."kind"::text AS "kind", c."state"::text AS "state", c."recipientKind"::text AS "recipientKind", c."recipientName" AS "name", c."recipientDetail" AS "detail", g."salt"
      FROM "Commendation" c LEFT JOIN "ErasableText" g ON g."id" = c."groundsId" AND g."erasedAt" IS NULL WHERE c."editionId" = ${editionId}::uuid`;
  return {
    given: new Map(
      given.map(({ id, specialAward, unitId, entry, authorKey, recipientName, voteId, revokedAt }) => [
        id,
        { award: specialAward.code, unit: unitId, entry: entry?.code ?? null, author: authorKey, name: nameOnRecord(id, recipientName), vote: voteId, isRevoked: revokedAt !== null },
      ]),
    ),
    commendations: new Map(rows.map(({ id, kind, state, recipientKind, name, detail, salt }) => [id, { kind, state, recipient: salt === null ? null : chainFunctions.sha256Hex(`${salt}${chainFunctions.canonical({ recipientKind, name, detail })}`) }])),
  };
}

/** What the event of a special award says of a name that was typed; ERASED where the row no longer has it. */
function nameOnRecord(id: string, name: string | null): string | null {
  if (name === null) return null;
  return name === NAME_GONE ? ERASED : chainFunctions.sha256Hex(`${id} ${name}`);
}
