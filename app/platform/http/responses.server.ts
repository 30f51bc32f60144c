import { redirect } from "@remix-run/node";
import type { Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { localeOfPath, withLocale } from "~/i18n/locale";

/**
 * The HTTP status of a reason code.
 * 404 hides what is not yours; 409 is a lost race or a state that forbids it; 410 is a deadline that has passed.
 */
const STATUS: Readonly<Record<string, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  conflict_of_interest: 403,
  not_found: 404,
  results_not_published: 404,
  wrong_phase: 409,
  not_open: 409,
  version_conflict: 409,
  commitment_changed: 409,
  other_writer: 403,
  sheet_locked: 409,
  result_proposed: 409,
  rescore_open: 409,
  rescores_open: 409,
  meeting_over: 409,
  agenda_empty: 409,
  rescore_closed: 409,
  sheets_open: 409,
  scores_changed: 409,
  nothing_changed: 409,
  rubric_changed: 409,
  no_sheets: 409,
  already_decided: 409,
  changed_since_proposal: 409,
  changed_since_published: 409,
  changed_outside: 409,
  appeal_waiting: 409,
  appeal_not_upheld: 409,
  appeals_waiting: 409,
  appeals_not_taken: 409,
  correction_open: 409,
  private_data_cleared: 409,
  already_answered: 409,
  not_judged: 409,
  window_open: 409,
  appeals_closed: 410,
  letter_sent: 409,
  letter_empty: 409,
  result_signed: 409,
  award_given: 409,
  given_already: 409,
  quota_full: 409,
  ties_undecided: 409,
  stale_choices: 409,
  no_such_tie: 409,
  own_proposal: 403,
  own_conflict: 403,
  interest_confirms: 403,
  own_sheet: 403,
  own_paper: 403,
  judges_entry: 403,
  field_at_work: 409,
  panel_at_work: 409,
  member_at_work: 409,
  entry_at_work: 409,
  entry_not_in_round: 409,
  sheets_begun: 409,
  judge_full: 409,
  judge_in_conflict: 409,
  judge_not_in_panel: 409,
  plan_changed: 409,
  drawn_again: 409,
  judge_left: 409,
  search_failed: 500,
  infeasible: 409,
  first_round: 409,
  found_by_rule: 409,
  not_locked: 409,
  no_rubric: 409,
  entry_left: 410,
  round_over: 410,
  round_over_unlock: 410,
  rescore_under_way: 409,
  already_done: 409,
  being_prepared: 409,
  findings_open: 409,
  files_processing: 409,
  nothing_to_reopen: 409,
  already_exists: 409,
  paper_unchecked: 409,
  files_awaited: 409,
  own_keying: 403,
  own_contacts: 403,
  thing_returned: 409,
  deadline_passed: 410,
  late: 410,
  id_taken: 409,
  too_many: 409,
  late_decided: 409,
  gone: 410,
  rate_limited: 429,
  vote_gone: 409,
  award_follows: 409,
  quota_chosen: 409,
  spread_open: 409,
  vote_needed: 409,
  stage_missing: 409,
  interest_in_paper: 403,
  changed_since_draft: 409,
  issued_already: 409,
  papers_busy: 503,
  paper_under_way: 503,
  paper_failed: 500,
};

/** Status of a refusal; 400 for whatever is wrong with the input itself. */
export function statusOf(reason: string): number {
  return STATUS[reason] ?? 400;
}

/** Ends the request with the page for a reason. Thrown from loaders and actions. */
export function refuse(reason: string, details: Record<string, unknown> = {}): never {
  throw Response.json({ reason, ...details }, { status: statusOf(reason) });
}

/**
 * The signed-in person, or a redirect to the sign-in page that leads back here.
 * A sent form answers 401 instead: a redirect would lose what was typed without a word.
 */
export function requireActor(actor: Actor | null, request: Request): Actor {
  if (actor) return actor;
  const url = new URL(request.url);
  if (request.method !== "GET" && request.method !== "HEAD") refuse("unauthenticated");
  const signIn = withLocale("/dang-nhap", localeOfPath(url.pathname));
  throw redirect(`${signIn}?tiep=${encodeURIComponent(url.pathname.replace(/\.data$/, "") + url.search)}`);
}

/** Throws the page for a denial; what is not yours does not exist for you. */
export function enforce(decision: { allowed: true } | { allowed: false; reason: Denial }): void {
  if (!decision.allowed) refuse(decision.reason);
}

/** A place on this site to go on to; anything else (another host, `//host`, a scheme) becomes `fallback`. */
export function safeRedirectTarget(target: string | null, fallback: string): string {
  if (!target || !/^\/(?![/\\])/.test(target)) return fallback;
  return URL.canParse(target, "http://here.invalid") && new URL(target, "http://here.invalid").host === "here.invalid" ? target : fallback;
}
