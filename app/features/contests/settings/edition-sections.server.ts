import { openUnit } from "~/data/editions-hosts.server";
import { hasEntryCodes, isEditionNameTaken, storeDates, updateEdition } from "~/data/editions.server";
import { unknownTieBreaks } from "~/domain/contest/completeness";
import { MEGABYTE, type DossierLimits } from "~/domain/contest/dossier-limits";
import type { Eligibility, Host } from "~/domain/contest/edition-draft";
import { codePrefixFault, slugFault } from "~/domain/contest/naming";
import type { RankingRule } from "~/domain/contest/rules";
import { changeFaults, timelineFaults, type EditionDates } from "~/domain/contest/timeline";
import { dayColumn } from "~/data/editions-create.server";
import { datesOf } from "../rules-record.server";
import { settingsCommand, type SettingsFault, type SettingsState } from "./change-settings.server";

export interface GeneralInput extends Host {
  number: number;
  period: string;
  title: string;
  slug: string;
  codePrefix: string;
}

/** Name, host, letterhead and contact. The address stays once announced, the prefix once an entry carries it. */
export const changeGeneral = settingsCommand<GeneralInput>(
  async (state, input) => {
    const faults = await nameFaults(state, input);
    if (input.hostUnitId !== null && !(await openUnit(state.tx, input.hostUnitId))) faults.push({ field: "hostUnitId", reason: "unit_unknown" });
    if (faults.length === 0) await updateEdition(state.tx, state.edition.id, input);
    return faults;
  },
  { sealed: false },
);

async function nameFaults({ tx, edition, isAnnounced }: SettingsState, input: GeneralInput): Promise<SettingsFault[]> {
  const faults: SettingsFault[] = [];
  if (input.slug !== edition.slug) {
    const malformed = slugFault(input.slug);
    if (isAnnounced) faults.push({ field: "slug", reason: "slug_is_public" });
    else if (malformed) faults.push({ field: "slug", reason: `slug_${malformed}` });
    else if (await isEditionNameTaken(tx, edition.id, { slug: input.slug })) faults.push({ field: "slug", reason: "slug_taken" });
  }
  if (input.codePrefix !== edition.codePrefix) {
    const malformed = codePrefixFault(input.codePrefix);
    if (await hasEntryCodes(tx, edition.id)) faults.push({ field: "codePrefix", reason: "prefix_in_use" });
    else if (malformed) faults.push({ field: "codePrefix", reason: `prefix_${malformed}` });
    else if (await isEditionNameTaken(tx, edition.id, { codePrefix: input.codePrefix })) faults.push({ field: "codePrefix", reason: "prefix_taken" });
  }
  return faults;
}

const MINUTE = 60_000;

/** Forms show and take minutes: a date that was not touched keeps the seconds it was stored with. */
function keepingSeconds(stored: EditionDates, typed: EditionDates): EditionDates {
  const keep = <T extends Date | null>(before: T, now: T): T =>
    before && now && Math.floor(before.getTime() / MINUTE) === Math.floor(now.getTime() / MINUTE) ? before : now;
  return {
    opensAt: keep(stored.opensAt, typed.opensAt),
    closesAt: keep(stored.closesAt, typed.closesAt),
    graceMinutes: typed.graceMinutes,
    screeningEndsAt: keep(stored.screeningEndsAt, typed.screeningEndsAt),
    rounds: stored.rounds.map((round) => {
      const wanted = typed.rounds.find(({ code }) => code === round.code) ?? round;
      return { code: round.code, startsAt: keep(round.startsAt, wanted.startsAt), endsAt: keep(round.endsAt, wanted.endsAt) };
    }),
    judgingEndsAt: keep(stored.judgingEndsAt, typed.judgingEndsAt),
    announcementAt: keep(stored.announcementAt, typed.announcementAt),
  };
}

/** All dates; of an announced edition only what has not happened yet, and the deadline by extension alone. */
export const changeTimeline = settingsCommand<EditionDates>(
  async ({ tx, edition, rules, isAnnounced, now }, input) => {
    const stored = datesOf(edition, rules);
    const wanted = keepingSeconds(stored, input);
    const faults: SettingsFault[] = [...timelineFaults(wanted), ...(isAnnounced ? changeFaults(stored, wanted, now) : [])];
    if (faults.length === 0) await storeDates(tx, edition, rules.rounds, wanted);
    return faults;
  },
  { sealed: false },
);

export const changeEligibility = settingsCommand<Eligibility>(
  async ({ tx, edition }, input) => {
    const { birthDateFrom, birthDateTo, createdSinceYear, maxAuthors } = input;
    if (birthDateFrom && birthDateTo && birthDateFrom > birthDateTo) return [{ field: "birthDateTo", reason: "birth_window_reversed" }];
    await updateEdition(tx, edition.id, { birthDateFrom: dayColumn(birthDateFrom), birthDateTo: dayColumn(birthDateTo), createdSinceYear, maxAuthors });
    return [];
  },
  { sealed: true },
);

export const changeRanking = settingsCommand<RankingRule>(
  async ({ tx, edition, rules }, input) => {
    const faults: SettingsFault[] = [];
    if (input.minJudges > input.judgesPerEntry) faults.push({ field: "minJudges", reason: "too_few_judges" });
    const fewest = Math.min(...rules.rounds.map(({ judgesPerEntry }) => judgesPerEntry ?? input.judgesPerEntry));
    if (input.minJudges > fewest && fewest < input.judgesPerEntry) faults.push({ field: "minJudges", reason: "too_few_judges" });
    for (const about of unknownTieBreaks(rules.rounds, input.tieBreak)) faults.push({ field: "tieBreak", reason: "tie_break_unknown", about });
    if (new Set(input.tieBreak).size < input.tieBreak.length) faults.push({ field: "tieBreak", reason: "tie_break_twice" });
    if (faults.length === 0) await updateEdition(tx, edition.id, { ...input });
    return faults;
  },
  { sealed: true },
);

/**
 * Limits of the whole dossier and the commitment. What was submitted stays as it was; whoever submits again affirms the new wording.
 * The age from which authors consent alone may be lowered at any time, raised only while nobody has relied on it by submitting.
 */
export const changeDossier = settingsCommand<DossierLimits>(
  async ({ tx, edition, rules }, input) => {
    const faults: SettingsFault[] = [];
    const largest = Math.max(0, ...rules.parts.map(({ maxFileBytes }) => maxFileBytes));
    if (input.entryMaxBytes < largest) faults.push({ field: "entryMaxMegabytes", reason: "entry_quota_small", about: String(largest / MEGABYTE) });
    if (input.totalMaxBytes !== null && input.totalMaxBytes < input.entryMaxBytes) faults.push({ field: "totalMaxGigabytes", reason: "total_quota_small" });
    if (input.selfConsentFrom > edition.selfConsentFrom && (await hasEntryCodes(tx, edition.id))) faults.push({ field: "selfConsentFrom", reason: "self_consent_relied_on" });
    if (faults.length === 0) await updateEdition(tx, edition.id, { ...input });
    return faults;
  },
  { sealed: false },
);

export const changeTexts = settingsCommand<{ introduction: string; rulesText: string }>(
  async ({ tx, edition, isAnnounced }, input) => {
    if (isAnnounced && input.rulesText === "") return [{ field: "rulesText", reason: "required" }];
    await updateEdition(tx, edition.id, input);
    return [];
  },
  { sealed: false },
);
