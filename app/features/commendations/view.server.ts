import { commendationCounts, commendationsWhere, listCommendations } from "~/data/commendations.server";
import { commendationSuggestions, type Suggestion } from "~/data/commendation-suggestions.server";
import { authorities, authorityById, decisionCorrections, letterById, lettersOf } from "~/data/commendation-letters.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { type CommendationState, isPrintable, stateAfter, type RecipientKind } from "~/domain/commendations/states";
import type { Phase } from "~/domain/contest/phases";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { commendationPaper } from "~/i18n/vi/commendation-paper";
import { commendationGrounds } from "~/i18n/vi/commendation-grounds";
import { letterSigner } from "./letter-paper.server";

export const COMMENDATIONS_PAGE = 50;
/** Empty rows a proposal begins with. */
const EMPTY_ROWS = 3;

type WithDatabase = Pick<Services, "db">;

interface Query {
  actor: Actor;
  edition: { id: string; title: string };
  phase: Phase;
}

const rightsOf = ({ actor, edition, phase }: Query) => ({
  mayManage: can(actor, "commendation.manage", { editionId: edition.id, phase }).allowed,
  mayPublish: can(actor, "commendation.publish", { editionId: edition.id, phase }).allowed,
});

/** The commendations of an edition with the letters they stand in. A fixed number of statements. */
export async function commendationsView({ db }: WithDatabase, { search, state, page, ...query }: Query & { search: string; state: CommendationState | null; page: number }) {
  const { edition } = query;
  const [listed, letters, counts, known] = await Promise.all([
    listCommendations(db, { editionId: edition.id, search, state, page, pageSize: COMMENDATIONS_PAGE }),
    lettersOf(db.prisma, edition.id),
    commendationCounts(db.prisma, edition.id),
    authorities(db.prisma),
  ]);
  const waiting = await db.prisma.commendation.groupBy({ by: ["authorityId"], where: { editionId: edition.id, state: "PROPOSED", letterId: null }, _count: true });
  return {
    ...listed,
    letters,
    counts: Object.fromEntries(counts),
    /** authorities for whom proposals stand in no letter yet */
    waiting: waiting.map(({ authorityId, _count }) => ({ authorityId, name: known.find(({ id }) => id === authorityId)?.name ?? "", count: _count, newId: crypto.randomUUID() })),
    hasAuthorities: known.length > 0,
    ...rightsOf(query),
  };
}

export type CommendationsView = Awaited<ReturnType<typeof commendationsView>>;

export interface ProposalRow {
  id: string;
  recipientKind: RecipientKind;
  name: string;
  detail: string;
  grounds: string;
}

const emptyRow = (): ProposalRow => ({ id: crypto.randomUUID(), recipientKind: "ORGANISATION", name: "", detail: "", grounds: "" });

/** A new proposal: whom the result speaks for, and rows for those that were chosen of them. */
export async function proposalView({ db }: WithDatabase, { edition, chosen }: { edition: { id: string; title: string }; chosen: readonly string[] }) {
  const [known, suggestions] = await Promise.all([authorities(db.prisma), commendationSuggestions(db.prisma, edition.id)]);
  const rows = suggestions.filter(({ key }) => chosen.includes(key)).map((suggestion) => rowOf(suggestion, edition.title));
  const empty = Array.from({ length: Math.max(rows.length === 0 ? EMPTY_ROWS : 1, EMPTY_ROWS - rows.length) }, emptyRow);
  return { authorities: known.map(({ id, name }) => ({ id, name })), suggestions: suggestions.filter(({ key }) => !chosen.includes(key)), rows: [...rows, ...empty] };
}

function rowOf({ kind, name, detail, entries, awarded, prize }: Suggestion, title: string): ProposalRow {
  const grounds = kind === "UNIT" ? commendationGrounds.unit(entries, awarded, title) : commendationGrounds.supervisor(prize, title);
  return { id: crypto.randomUUID(), recipientKind: kind === "UNIT" ? "COLLECTIVE" : "PERSON", name, detail, grounds };
}

export type ProposalView = Awaited<ReturnType<typeof proposalView>>;

/** One commendation, and what may be done with it. Null where there is none. */
export async function commendationView({ db }: WithDatabase, { id, ...query }: Query & { id: string }) {
  const [row] = isUuid(id) ? await commendationsWhere(db.prisma, query.edition.id, { ids: [id] }) : [];
  if (!row) return null;
  const inLetter = row.letterId !== null;
  const rights = rightsOf(query);
  const may = (act: Parameters<typeof stateAfter>[0]) => rights.mayManage && stateAfter(act, row.state, inLetter) !== null;
  const { groundsHash: _hash, ...shown } = row;
  return { row: shown, mayChange: may("change"), mayCorrect: rights.mayManage && row.state !== "DROPPED" && row.state !== "PROPOSED" && (row.recipientKind === "PERSON" || may("number")), mayNumber: may("number"), mayDrop: may("drop"), isPrintable: isPrintable(row.state) };
}

export type CommendationView = NonNullable<Awaited<ReturnType<typeof commendationView>>>;

/** A letter with those in it. Null where there is none. */
export async function letterView({ db }: WithDatabase, { id, ...query }: Query & { id: string }) {
  const letter = isUuid(id) ? await letterById(db.prisma, query.edition.id, id) : null;
  if (!letter) return null;
  const [rows, authority, corrections] = await Promise.all([
    commendationsWhere(db.prisma, query.edition.id, { letterId: id }),
    authorityById(db.prisma, letter.authorityId),
    decisionCorrections(db.prisma, query.edition.id, id),
  ]);
  const { version, number, date, decisionNumber, decisionDate, scanFileId, opening, signerTitle } = letter;
  const standing = rows.filter(({ state }) => state !== "DROPPED");
  return {
    letter: { id, version, number, date, decisionNumber, decisionDate, opening: opening || commendationPaper.letter.opening(query.edition.title), signerTitle: signerTitle || commendationPaper.letter.signer, signerName: await letterSigner(db.prisma, query.edition.id, letter), hasScan: scanFileId !== null },
    authority: letter.authorityAsSigned?.name ?? authority?.name ?? "",
    rows: rows.map(({ groundsHash: _hash, ...row }) => row),
    corrections,
    printable: standing.filter(({ state }) => isPrintable(state)).length,
    publishable: standing.filter(({ state }) => state === "SIGNED").length,
    ...rightsOf(query),
  };
}

export type LetterView = NonNullable<Awaited<ReturnType<typeof letterView>>>;

/** Authorities that sign, each with the version that was looked at, and the id a new one would get. */
export async function authoritiesView({ db }: WithDatabase) {
  const known = await authorities(db.prisma);
  return { authorities: known.map(({ createdAt: _at, ...authority }) => authority), newId: crypto.randomUUID() };
}
