import type { EditionRow } from "~/data/editions.server";
import { roundsAndFields } from "~/data/panels.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { messagesFor } from "~/i18n/messages";
import type { Locale } from "~/i18n/locale";
import { assignment as assignmentEn } from "~/i18n/en/assignment";
import { assignment as assignmentVi } from "~/i18n/vi/assignment";
import { infeasibleReasonText } from "./assignment-problem";
import { planRound, type PlannedRound } from "./commands-plan.server";
import { chooseRound } from "./queries-assignments.server";
import { withFieldName } from "./round-problem";

/** Most judges an entry can be given. */
export const MOST_PER_ENTRY = 15;

export interface PlanView {
  rounds: { code: string; name: string }[];
  round: { id: string; code: string; name: string };
  perEntry: number;
  /** why there is no plan */
  problems: string[];
  plan: {
    added: number;
    kept: number;
    maxLoad: number;
    loads: { code: string; name: string; load: number; before: number }[];
    entries: { code: string; title: string; judges: { code: string; isNew: boolean }[] }[];
    fingerprint: string;
  } | null;
}

/** How many judges per entry an address or a form asks for; the edition's number where it says nothing readable. */
export function perEntryOf(text: string | null, edition: Pick<EditionRow, "judgesPerEntry">): number {
  const number = Number(text ?? "");
  return text !== null && /^\d{1,2}$/.test(text.trim()) && number >= 1 && number <= MOST_PER_ENTRY ? number : edition.judgesPerEntry;
}

/** The plan for a round, to be looked at before it is applied. Three statements. */
export async function planView(
  { db }: Pick<Services, "db">,
  query: { edition: Pick<EditionRow, "id">; round: string | null; perEntry: number; locale: Locale; signal?: AbortSignal },
): Promise<Result<PlanView, "not_found">> {
  const { edition, perEntry, locale } = query;
  const { rounds, fields } = await roundsAndFields(db.prisma, edition.id);
  const round = chooseRound(rounds, query.round);
  if (!round) return refused("not_found");
  const planned = await planRound(db, { roundId: round.id, perEntry, ...(query.signal ? { signal: query.signal } : {}) });
  const view = {
    rounds: rounds.map(({ code, name }) => ({ code, name })),
    round: { id: round.id, code: round.code, name: round.name },
    perEntry,
  };
  if (!planned.ok) return ok({ ...view, problems: [messagesFor(locale).judging.reasons[planned.reason]], plan: null });
  const { answer } = planned.value;
  if (answer.status === "optimal") return ok({ ...view, problems: [], plan: shownPlan(planned.value, answer) });
  const texts = locale === "vi" ? assignmentVi : assignmentEn;
  return ok({ ...view, problems: answer.reasons.map((reason) => infeasibleReasonText(withFieldName(reason, fields), texts)), plan: null });
}

function shownPlan(plan: PlannedRound, answer: Extract<PlannedRound["answer"], { status: "optimal" }>): NonNullable<PlanView["plan"]> {
  const added = new Set(plan.added.map(([judge, entry]) => `${judge} ${entry}`));
  const byEntry = new Map<string, { code: string; isNew: boolean }[]>(plan.entries.map(({ code }) => [code, []]));
  for (const [judge, entry] of answer.assignments) byEntry.get(entry)?.push({ code: judge, isNew: added.has(`${judge} ${entry}`) });
  return {
    added: plan.added.length,
    kept: answer.assignments.length - plan.added.length,
    maxLoad: answer.maxLoad,
    loads: plan.judges.map(({ code, name, load }) => ({ code, name, before: load, load: answer.loads.get(code) ?? 0 })),
    entries: plan.entries.map(({ code, title }) => ({ code, title, judges: byEntry.get(code) ?? [] })),
    fingerprint: plan.fingerprint,
  };
}
