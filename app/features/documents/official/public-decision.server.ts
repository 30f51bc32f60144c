import { createHash } from "node:crypto";
import { publishableAuthors } from "~/data/consents.server";
import type { EditionRow } from "~/data/editions.server";
import { publicDecision } from "~/data/issued-papers.server";
import type { PaperAuthor, PaperEntry } from "~/data/official-papers.server";
import { specialAwardsOf } from "~/data/special-awards.server";
import { refused, type Result } from "~/domain/kernel/result";
import { announcedEdition, isPublished } from "~/features/results/public-result.server";
import { formatsFor } from "~/i18n/formats";
import { paperDesk } from "~/i18n/vi/paper-desk";
import type { Paper } from "~/platform/render/paper";
import { type GateRefusal, paperGate } from "~/platform/render/paper-gate.server";
import { paperToJson } from "~/platform/render/paper-json";
import { renderPdf } from "~/platform/render/render.server";
import type { AwardLine } from "./award-lines";
import { awardDecisionPaper, awardDecisions } from "./award-decision.server";
import type { PaperServices } from "./draft.server";
import { issuedFrameOf } from "./issued-content";
import { resultsOnPaper } from "./results-on-paper.server";

const texts = paperDesk.publicDecision;
const { integer } = formatsFor("vi");

/**
 * The decision on the prizes as everybody may have it: the words and the number that were issued, the prizes of the published decision,
 * names of those alone who agreed that theirs are shown. Nothing of it is kept: a consent that is withdrawn is gone from the next one.
 * @throws RenderError
 */
export async function publicDecisionPdf(services: PaperServices, slug: string, now: Date): Promise<Result<Uint8Array, "not_found" | GateRefusal>> {
  const edition = await announcedEdition(services.db, slug, now);
  if (!edition || !isPublished(edition, now)) return refused("not_found");
  const paper = await publicPaper(services, edition, now);
  return paper ? drawn(paper) : refused("not_found");
}

async function publicPaper(services: PaperServices, edition: EditionRow, now: Date): Promise<Paper | null> {
  const reader = services.db.prisma;
  const issued = await publicDecision(reader, edition.id);
  const result = issued && (await resultsOnPaper({ services, edition, viewerId: null })).findLast(({ decision }) => decision.state === "PUBLISHED" && (decision.publishedAt ?? now) <= now);
  if (!result) return null;
  const frame = issuedFrameOf(issued.content, awardDecisions.slots(edition));
  const entries = [...result.lines, ...(result.corrected?.lines ?? [])].map(({ entry }) => entry);
  const shown = await shownEntries(services, entries);
  const named = (lines: readonly AwardLine[]) => lines.map((line) => ({ ...line, entry: shown.get(line.entry.id) ?? line.entry }));
  const corrected = result.corrected && { ...result.corrected, lines: named(result.corrected.lines) };
  const specials = (await specialAwardsOf(reader, edition.id))
    .filter(({ madeAt }) => madeAt <= issued.issuedAt)
    .map((award) => ({ ...award, name: award.publicName ?? texts.unnamed(award.entryCode ?? "") }));
  return { ...awardDecisionPaper({ edition, frame }, { ...result, lines: named(result.lines), corrected }, specials), footer: texts.footer };
}

/** Entries by id with the authors whose names may be shown; the others are counted, and where none may be, the code stands for them. */
async function shownEntries({ db }: PaperServices, entries: readonly PaperEntry[]): Promise<Map<string, PaperEntry>> {
  const authors = await publishableAuthors(db.prisma, [...new Set(entries.map(({ id }) => id))]);
  return new Map(
    entries.map((entry): [string, PaperEntry] => {
      const names = new Map((authors.get(entry.id) ?? []).map(({ key, name }) => [key, name]));
      const agreed = entry.authors.flatMap((author) => (names.get(author.key) ? [{ ...author, name: names.get(author.key) ?? "" }] : []));
      const others = entry.authors.length - agreed.length;
      const last = agreed.length === 0 ? texts.unnamed(entry.code) : others > 0 ? texts.others(integer(others)) : null;
      const listed = [...agreed, ...(last === null ? [] : [{ name: last }])].map(({ name }, index) => publicAuthor(name, index));
      return [entry.id, { ...entry, ownerName: "", authors: listed }];
    }),
  );
}

const publicAuthor = (name: string, index: number): PaperAuthor => ({ key: String(index), name, isChief: index === 0, unit: "", className: "", occupation: "", phone: "" });

/** Drawings of the last papers: many ask for the same one while their page is renewed. */
const MOST_KEPT = 4;
const kept = new Map<string, Promise<Result<Uint8Array, GateRefusal>>>();

/** In its turn, as every paper drawn while somebody waits; those who ask for the same one wait for the same turn. */
function drawn(paper: Paper): Promise<Result<Uint8Array, GateRefusal>> {
  const key = createHash("sha256").update(JSON.stringify(paperToJson(paper))).digest("hex");
  const known = kept.get(key);
  if (known) return known;
  const made = paperGate.run(() => renderPdf(paper));
  kept.set(key, made);
  made.then(({ ok: isDrawn }) => isDrawn || kept.delete(key)).catch(() => kept.delete(key));
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return made;
}
