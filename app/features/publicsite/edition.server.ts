import { editionBySlug, type EditionRow } from "~/data/editions.server";
import { editionRules, type EditionRules, type StoredPart } from "~/data/editions-rules.server";
import { publicExtensions } from "~/data/public-pages.server";
import { slugFault } from "~/domain/contest/naming";
import { phaseAt } from "~/domain/contest/phases";
import { articlesOf } from "~/domain/contest/rules-text";
import { type PartRule, rubricTotal } from "~/domain/contest/rules";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";

/** An edition the public may know of, by its address; malformed addresses are simply unknown. */
async function announced({ db }: Pick<Services, "db">, slug: string, now: Date): Promise<EditionRow | null> {
  const edition = slugFault(slug) === null ? await editionBySlug(db.prisma, slug) : null;
  return edition?.announcedAt && edition.announcedAt <= now ? edition : null;
}

const dayOf = (column: Date | null) => column?.toISOString().slice(0, 10) ?? null;

export type Milestone = { what: "announced" | "receipt" | "screening" | "round" | "result" | "final"; name: string | null; from: Date | null; to: Date | null };

/** The dates of an edition in their order; what has no date yet is left out. */
function milestones(edition: EditionRow, rules: EditionRules): Milestone[] {
  const at = (what: Milestone["what"], to: Date | null, from: Date | null = null, name: string | null = null): Milestone => ({ what, name, from, to });
  return [
    at("announced", edition.announcedAt),
    at("receipt", edition.closesAt, edition.opensAt),
    at("screening", edition.screeningEndsAt),
    ...rules.rounds.map((round) => at("round", round.endsAt, round.startsAt, round.name)),
    at("result", edition.publishedAt ?? edition.announcementAt),
    ...(edition.finalAt ? [at("final", edition.finalAt)] : []),
  ];
}

/** Rubrics of the rounds as the public reads them; a rubric all rounds share is listed once, for all of them. */
function criteriaOf({ rounds, fields }: EditionRules) {
  const shown = rounds.map((round) => ({
    name: round.name,
    weight: round.weight,
    rubrics: round.rubrics.map((rubric) => ({
      field: fields.find(({ code }) => code === rubric.fieldCode)?.name ?? null,
      total: rubricTotal(rubric),
      criteria: rubric.criteria.map(({ label, max, bands }) => ({ label, max, bands })),
    })),
  }));
  const first = JSON.stringify(shown[0]?.rubrics);
  return { rounds: shown, same: shown.length > 1 && shown.every(({ rubrics }) => JSON.stringify(rubrics) === first) };
}

/** The announcement of an edition; drafts do not exist. Three statements. */
export async function editionPage(services: Pick<Services, "db">, slug: string, now: Date) {
  const edition = await announced(services, slug, now);
  if (!edition) return refused("not_found");
  const [rules, extensions] = await Promise.all([editionRules(services.db.prisma, edition.id), publicExtensions(services.db, [edition.id])]);
  const { title, kind, number, period, hostName, introduction, contact, perField, createdSinceYear, maxAuthors, opensAt, closesAt, publishedAt } = edition;
  return ok({
    slug, title, kind, number, period, hostName, contact, perField, createdSinceYear, maxAuthors, opensAt, closesAt, publishedAt,
    phase: phaseAt(edition, now),
    now,
    introduction: introduction.split("\n").filter((line) => line.trim() !== ""),
    selfConsentFrom: edition.selfConsentFrom,
    birthDateFrom: dayOf(edition.birthDateFrom),
    birthDateTo: dayOf(edition.birthDateTo),
    milestones: milestones(edition, rules),
    fields: rules.fields.map(({ name }) => name),
    tiers: rules.tiers.filter(({ quota }) => quota > 0).map(({ code, label, quota, minScore, money }) => ({ code, label, quota, minScore, money })),
    criteria: criteriaOf(rules),
    parts: rules.parts.map(publicPart),
    commitment: edition.commitmentText,
    extensions: extensions.map(({ fromAt, toAt, reason, at }) => ({ fromAt, toAt, reason, at })),
  });
}

/** A part of the dossier as the public page tells of it. */
export type PublicPart = Omit<PartRule, "key" | "why" | "example" | "forJudges" | "publishable">;

function publicPart({ kind, label, guidance, required, maxLength, options, families, maxFiles, maxFileBytes, acceptsLink }: StoredPart): PublicPart {
  return { kind, label, guidance, required, maxLength, options, families, maxFiles, maxFileBytes, acceptsLink };
}

type Value<T> = T extends { ok: true; value: infer V } ? V : never;
export type EditionView = Value<Awaited<ReturnType<typeof editionPage>>>;

/** The text of the rules, article by article. One statement. */
export async function rulesPage(services: Pick<Services, "db">, slug: string, now: Date): Promise<Result<RulesView, "not_found">> {
  const edition = await announced(services, slug, now);
  if (!edition) return refused("not_found");
  const { title, kind, number, hostName, appealDays, retentionMonths } = edition;
  return ok({ slug, title, kind, number, hostName, appealDays, retentionMonths, articles: articlesOf(edition.rulesText) });
}

export interface RulesView extends Pick<EditionRow, "slug" | "title" | "kind" | "number" | "hostName" | "appealDays" | "retentionMonths"> {
  articles: ReturnType<typeof articlesOf>;
}
