import type { EditionRow, Reader } from "~/data/editions.server";
import type { Tx } from "~/data/client.server";
import { Prisma } from "~/data/generated/client";
import { toVersion, VERSIONS_JSON, type VersionJson, type VersionRecord } from "~/data/entry-versions.server";
import { CONSENTS_JSON, toConsent, type ConsentJson, type ConsentRecord } from "~/data/consents.server";
import type { Actor } from "~/domain/access/roles";
import type { Relation } from "~/domain/access/table";
import type { PartRule } from "~/domain/contest/rules";
import type { Day } from "~/domain/entry/ages";
import type { EntryState, ScreeningState } from "~/domain/entry/states";
import { isUuid } from "~/domain/kernel/uuid";

/** How an entry came in: typed by whoever enters, or for them by a school or secretary, from a workbook, from a dossier on paper. */
export type EntryChannel = "ONLINE" | "ASSISTED" | "WORKBOOK" | "PAPER";

/** One entry with the version that counts, the draft beside it, and its consents. */
export interface EntryRecord {
  id: string;
  editionId: string;
  code: string | null;
  state: EntryState;
  screening: ScreeningState;
  screeningReason: string | null;
  supplementDueAt: Date | null;
  ownerId: string;
  filedByUnitId: string | null;
  title: string;
  submittedAt: Date | null;
  withdrawnAt: Date | null;
  /** until when bytes of declared files may follow the submission; null once all are here or the secretary went on without */
  filesDueAt: Date | null;
  /** when the owner of this draft was told that it goes without the guardian's consent */
  purgeWarnedAt: Date | null;
  /** how it came in */
  channel: EntryChannel;
  /** day of the postmark of a dossier on paper */
  postmarkedOn: Day | null;
  /** when a second person found that what was keyed in is what the paper says */
  checkedAt: Date | null;
  createdAt: Date;
  draft: VersionRecord | null;
  submitted: VersionRecord | null;
  consents: ConsentRecord[];
}

type EntryRow = Omit<EntryRecord, "draft" | "submitted" | "consents"> & { versions: VersionJson[]; consents: ConsentJson[] };

/** The entry with all that its pages need, in one statement; null where there is none (also for what is no id). */
export async function readEntry(reader: Reader, id: string): Promise<EntryRecord | null> {
  if (!isUuid(id)) return null;
  const [entry] = await readEntries(reader, [id]);
  return entry ?? null;
}

/** Several entries at once, newest first; one statement whatever their number. */
export async function readEntries(reader: Reader, ids: readonly string[]): Promise<EntryRecord[]> {
  if (ids.length === 0) return [];
  const rows = await reader.$queryRaw<EntryRow[]>`
    SELECT e."id"::text AS "id", e."editionId"::text AS "editionId", e."code", e."state"::text AS "state", e."screening"::text AS "screening",
           e."screeningReason", e."supplementDueAt", e."ownerId", e."filedByUnitId"::text AS "filedByUnitId", e."title",
           e."submittedAt", e."withdrawnAt", e."filesDueAt", e."purgeWarnedAt", e."channel"::text AS "channel", to_char(e."postmarkedOn", 'YYYY-MM-DD') AS "postmarkedOn", e."checkedAt", e."createdAt", ${VERSIONS_JSON} AS "versions", ${CONSENTS_JSON} AS "consents"
      FROM "Entry" e WHERE e."id" = ANY(${[...ids]}::uuid[]) ORDER BY e."createdAt" DESC, e."id"`;
  return rows.map(toEntry);
}

function toEntry({ versions, consents, ...entry }: EntryRow): EntryRecord {
  const read = versions.map(toVersion);
  return {
    ...entry,
    draft: read.find((version) => version.state === "DRAFT") ?? null,
    submitted: read.find((version) => version.state === "SUBMITTED") ?? null,
    consents: consents.map(toConsent),
  };
}

/** Ids of the entries a person sees as their own: begun by them, filed for their units, or theirs as author or guardian. */
export async function ownEntryIds(
  reader: Reader,
  person: { userId: string; unitIds: readonly string[] },
  page: { offset: number; limit: number },
): Promise<{ ids: string[]; total: number }> {
  const rows = await reader.$queryRaw<{ id: string; total: number }[]>`
    SELECT e."id"::text AS "id", (count(*) OVER ())::int AS "total" FROM "Entry" e
     WHERE e."ownerId" = ${person.userId} OR e."filedByUnitId" = ANY(${[...person.unitIds]}::uuid[])
        OR e."id" IN (SELECT v."entryId" FROM "EntryVersion" v JOIN "EntryAuthor" a ON a."versionId" = v."id"
                       WHERE (a."userId" = ${person.userId} OR a."guardianUserId" = ${person.userId}) AND v."state" IN ('DRAFT', 'SUBMITTED'))
     ORDER BY e."createdAt" DESC, e."id" OFFSET ${page.offset} LIMIT ${page.limit}`;
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 };
}

/** Locks the entry until the transaction ends: writers of one entry go one after the other. False where there is none. */
export async function lockEntry(tx: Tx, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Entry" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return rows.length > 0;
}

/** The version people see and edit: the draft where there is one, else the submitted one. */
export function versionInHand(entry: EntryRecord): VersionRecord | null {
  return entry.draft ?? entry.submitted;
}

/** How the actor stands to an entry that was read already. */
export function relationsOf(entry: EntryRecord, actor: Actor): Relation[] {
  const authors = [entry.draft, entry.submitted].flatMap((version) => version?.authors ?? []);
  const isOwner = entry.ownerId === actor.userId || authors.some((author) => author.userId === actor.userId);
  const isGuardian = authors.some((author) => author.guardianUserId === actor.userId);
  return [...(isOwner ? (["owner"] as const) : []), ...(actsForUnit(entry, actor) ? (["unit"] as const) : []), ...(isGuardian ? (["guardian"] as const) : [])];
}

function actsForUnit(entry: Pick<EntryRecord, "filedByUnitId" | "editionId">, actor: Actor): boolean {
  if (entry.filedByUnitId === null) return false;
  return actor.roles.some(
    ({ role, unitId, editionId }) => role === "SCHOOL" && unitId === entry.filedByUnitId && (editionId === null || editionId === entry.editionId),
  );
}

/** How the actor stands to an entry; nothing where there is no such entry. */
export async function relationsTo(reader: Reader, entryId: string, actor: Actor): Promise<Relation[]> {
  const entry = await readEntry(reader, entryId);
  return entry ? relationsOf(entry, actor) : [];
}

export interface FormField {
  id: string;
  code: string;
  name: string;
}

export interface FormPart extends PartRule {
  /** what judges give points for when they read this part: label and points in 1/10,000 */
  criteria: { label: string; max: number }[];
}

/** What the form of an edition asks. */
export interface EntryForm {
  edition: EditionRow;
  fields: FormField[];
  parts: FormPart[];
}

/** Criteria that are read beside a part `p`, in the general rubric of the edition's first round. */
const CRITERIA_OF_PART = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('label', c."label", 'max', c."max") ORDER BY c."position"), '[]')
    FROM "Criterion" c JOIN "Rubric" b ON b."id" = c."rubricId" AND b."fieldId" IS NULL
    JOIN "Round" r ON r."id" = b."roundId" AND r."editionId" = p."editionId"
   WHERE c."partKey" = p."key" AND r."position" = (SELECT min("position") FROM "Round" WHERE "editionId" = p."editionId"))`;

/** The edition with its fields and the parts of its description, criteria of the first round beside them; two statements. */
export async function readEntryForm(reader: Reader, editionId: string): Promise<EntryForm | null> {
  return (await readEntryForms(reader, [editionId])).get(editionId) ?? null;
}

/** The forms of several editions by id; two statements whatever their number. */
export async function readEntryForms(reader: Reader, editionIds: readonly string[]): Promise<Map<string, EntryForm>> {
  if (editionIds.length === 0) return new Map();
  const editions = await reader.edition.findMany({ where: { id: { in: [...editionIds] } } });
  const rows = await reader.$queryRaw<{ editionId: string; fields: FormField[]; parts: FormPart[] }[]>`
    SELECT e."id"::text AS "editionId",
           (SELECT coalesce(json_agg(json_build_object('id', f."id", 'code', f."code", 'name', f."name") ORDER BY f."position"), '[]')
              FROM "Field" f WHERE f."editionId" = e."id") AS "fields",
           (SELECT coalesce(json_agg(json_build_object('key', p."key", 'kind', p."kind", 'label', p."label", 'guidance', p."guidance", 'why', p."why",
                     'example', p."example", 'required', p."required", 'maxLength', p."maxLength", 'options', p."options", 'families', p."families",
                     'maxFiles', p."maxFiles", 'maxFileBytes', p."maxFileBytes", 'acceptsLink', p."acceptsLink", 'forJudges', p."forJudges",
                     'publishable', p."publishable", 'criteria', ${CRITERIA_OF_PART}) ORDER BY p."position"), '[]')
              FROM "DossierPart" p WHERE p."editionId" = e."id") AS "parts"
      FROM "Edition" e WHERE e."id" = ANY(${[...editionIds]}::uuid[])`;
  const asked = new Map(rows.map(({ editionId, ...form }) => [editionId, form]));
  return new Map(editions.map((edition) => [edition.id, { edition, fields: [], parts: [], ...asked.get(edition.id) }]));
}

/** Names of the register of units, offered while typing; the most used kinds first. */
export async function unitNamesToOffer(reader: Reader): Promise<string[]> {
  const rows = await reader.unit.findMany({ where: { mergedIntoId: null }, select: { name: true }, orderBy: [{ kind: "asc" }, { name: "asc" }], take: 200 });
  return rows.map((row) => row.name);
}

/** Labels of the prizes these entries got, in editions whose results are out at `now`; one statement. */
export async function awardsOfEntries(reader: Reader, entryIds: readonly string[], now: Date): Promise<Map<string, string>> {
  if (entryIds.length === 0) return new Map();
  const rows = await reader.$queryRaw<{ entryId: string; label: string }[]>`
    SELECT a."entryId"::text AS "entryId", t."label" FROM "Award" a JOIN "PrizeTier" t ON t."id" = a."tierId" JOIN "Edition" d ON d."id" = a."editionId"
     WHERE a."entryId" = ANY(${[...entryIds]}::uuid[]) AND d."publishedAt" <= ${now}`;
  return new Map(rows.map((row) => [row.entryId, row.label]));
}
