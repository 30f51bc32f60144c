import type { Reader } from "~/data/editions.server";
import { chainFunctions } from "~/data/ledger.server";
import { type AwardContent, specialAwardsStated } from "~/data/special-awards.server";
import { type CommendationOnRecord, ERASED, type LetterOnRecord, type RecordedHonours } from "~/domain/ledger/honour-rows";
import { NAME_GONE } from "~/domain/retention/retention";

/** Special awards and commendations of an edition as the record speaks of them. Four statements. */
export async function honoursOnRecord(reader: Reader, editionId: string): Promise<RecordedHonours> {
  const [stated, given, commendations, letters] = await Promise.all([
    specialAwardsStated(reader, editionId),
    reader.specialAwardGiven.findMany({ where: { specialAward: { editionId } }, include: { specialAward: { select: { code: true } }, entry: { select: { code: true } } } }),
    commendationsOnRecord(reader, editionId),
    lettersOnRecord(reader, editionId),
  ]);
  return {
    terms: new Map(stated.map((award) => [award.code, termsHash(award)])),
    given: new Map(
      given.map(({ id, specialAward, unitId, entry, authorKey, recipientName, value, voteId, revokedAt }) => [
        id,
        { award: specialAward.code, unit: unitId, entry: entry?.code ?? null, author: authorKey, name: nameOnRecord(id, recipientName), value: countedHash(id, value), vote: voteId, isRevoked: revokedAt !== null },
      ]),
    ),
    commendations,
    letters,
  };
}

/** What an event says of the terms of a special award: SHA-256 of the RFC 8785 form. */
export function termsHash({ rule, label, ruleText, points, minimum, quota, money }: AwardContent): string {
  return chainFunctions.sha256Hex(chainFunctions.canonical({ rule, label, ruleText, points: points && { ...points }, minimum, quota, money }));
}

/** What the event of a special award says of what the rule counted. */
export const countedHash = (givenId: string, value: string): string => chainFunctions.sha256Hex(`${givenId} ${value}`);

/** What it says of a name that was typed; ERASED where the row no longer has it. */
function nameOnRecord(id: string, name: string | null): string | null {
  if (name === null) return null;
  return name === NAME_GONE ? ERASED : chainFunctions.sha256Hex(`${id} ${name}`);
}

/** What the event of a sent letter says of its words, whose opening and signatory are public but for a name. */
export const wordsHash = ({ id, opening, signerTitle, signerName }: { id: string; opening: string; signerTitle: string; signerName: string }): string =>
  chainFunctions.sha256Hex(`${id} ${chainFunctions.canonical({ opening, signerTitle, signerName })}`);

/** What the event of a signed letter says of the authority as it stands on papers. */
export const authorityHash = (letterId: string, content: unknown): string => chainFunctions.sha256Hex(`${letterId} ${chainFunctions.canonical(content)}`);

/** What it says of the code by which a printed commendation is checked. */
export const commendationCodeHash = (code: string): string => chainFunctions.sha256Hex(code);

interface CommendationRow extends Omit<CommendationOnRecord, "recipient" | "code" | "proposedAt" | "publishedAt"> {
  id: string;
  proposedAt: Date;
  publishedAt: Date | null;
  /** itself, not its hash */
  plainCode: string | null;
  recipientKind: string;
  name: string;
  detail: string;
  salt: string | null;
}

async function commendationsOnRecord(reader: Reader, editionId: string): Promise<RecordedHonours["commendations"]> {
  const rows = await reader.$queryRaw<CommendationRow[]>`
    SELECT c."id"::text AS "id", c."kind"::text AS "kind", c."state"::text AS "state", c."recipientKind"::text AS "recipientKind", c."recipientName" AS "name", c."recipientDetail" AS "detail",
           c."letterId"::text AS "letter", coalesce(c."bookNumber", '') AS "book", c."code" AS "plainCode", c."mayPublish", c."money", c."authorityId"::text AS "authority",
           c."proposedAt", c."publishedAt", coalesce(g."hash", 'absent') AS "grounds", r."hash" AS "reason", nullif(g."salt", '') AS "salt"
      FROM "Commendation" c LEFT JOIN "ErasableText" g ON g."id" = c."groundsId" LEFT JOIN "ErasableText" r ON r."id" = c."reasonId" WHERE c."editionId" = ${editionId}::uuid`;
  return new Map(
    rows.map(({ id, recipientKind, name, detail, salt, plainCode, proposedAt, publishedAt, ...row }) => [
      id,
      { ...row, code: plainCode === null ? null : commendationCodeHash(plainCode), proposedAt: proposedAt.toISOString(), publishedAt: publishedAt?.toISOString() ?? null, recipient: salt === null ? null : chainFunctions.sha256Hex(`${salt}${chainFunctions.canonical({ recipientKind, name, detail })}`) },
    ]),
  );
}

interface LetterWords {
  id: string;
  opening: string;
  signerTitle: string;
  signerName: string;
  authorityAsSigned: unknown;
}

/** Letters that were sent; those being prepared are in no event. */
async function lettersOnRecord(reader: Reader, editionId: string): Promise<RecordedHonours["letters"]> {
  const rows = await reader.$queryRaw<(Omit<LetterOnRecord, "words" | "authority"> & LetterWords)[]>`
    SELECT l."id"::text AS "id", l."number" || ' ' || coalesce(l."date"::text, '') AS "sent", l."decisionNumber" || ' ' || coalesce(l."decisionDate"::text, '') AS "signed", f."sha256" AS "scan",
           l."opening", l."signerTitle", l."signerName", l."authorityAsSigned", l."emblemFileId"::text AS "emblem"
      FROM "CommendationLetter" l LEFT JOIN "StoredFile" f ON f."id" = l."scanFileId"
     WHERE l."editionId" = ${editionId}::uuid AND num_nonnulls(l."number", l."decisionNumber", f."id") > 0`;
  return new Map(
    rows.map(({ id, opening, signerTitle, signerName, authorityAsSigned, ...letter }) => [
      id,
      { ...letter, words: wordsHash({ id, opening, signerTitle, signerName }), authority: authorityAsSigned === null ? null : authorityHash(id, authorityAsSigned) },
    ]),
  );
}
