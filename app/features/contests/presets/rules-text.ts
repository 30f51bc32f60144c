import { plainPoints } from "~/domain/kernel/decimal";
import type { EditionDraft } from "~/domain/contest/edition-draft";
import { countingRounds, rubricFor } from "~/domain/contest/rules";
import { formatsFor } from "~/i18n/formats";
import type { ContestPreset } from "./preset";

const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join("\n");

const asked = (parts: EditionDraft["parts"]) => parts.map(({ label, required }) => `${label}${required ? "" : " (nếu có)"};`);

/** What stands for `{…}` in the articles of a preset. The rules are published in Vietnamese, whoever makes the edition. */
function facts(draft: Omit<EditionDraft, "slug" | "codePrefix" | "rulesText">): Readonly<Record<string, string>> {
  const formats = formatsFor("vi");
  const counting = countingRounds(draft.rounds);
  const last = counting.at(-1);
  const criteria = (last && rubricFor(last, null)?.criteria) ?? [];
  return {
    host: draft.hostName,
    fields: list(draft.fields.map(({ name }) => `${name};`)),
    criteria: list(criteria.map(({ label, max }) => `${label}: ${formats.decimal(plainPoints(max))} điểm;`)),
    parts: list(asked(draft.parts.filter(({ kind }) => kind !== "FILE"))),
    files: list(asked(draft.parts.filter(({ kind, forJudges }) => kind === "FILE" && forJudges))),
    prizes: list(draft.tiers.map(({ label, quota, money }) => `${label}: ${quota} giải, mỗi giải ${formats.money(money)};`)),
    createdSince: String(draft.createdSinceYear ?? ""),
    maxAuthors: String(draft.maxAuthors ?? ""),
    birthFrom: draft.birthDateFrom ? formats.date(draft.birthDateFrom) : "",
    birthTo: draft.birthDateTo ? formats.date(draft.birthDateTo) : "",
    opens: formats.dateTime(draft.dates.opensAt),
    closes: formats.dateTime(draft.dates.closesAt),
    announcement: draft.dates.announcementAt ? formats.date(draft.dates.announcementAt) : "thông báo sau",
    judges: String(draft.ranking.minJudges),
    weights: counting.map(({ weight }) => formats.share(weight)).join(" và "),
  };
}

/** The first version of the rules of a new edition, for the secretary to work on. */
export function rulesTextOf(preset: ContestPreset, draft: Omit<EditionDraft, "slug" | "codePrefix" | "rulesText">): string {
  const values = facts(draft);
  return preset.articles
    .map(({ heading, text }, index) => `Điều ${index + 1}. ${heading}\n${text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "")}`)
    .join("\n\n");
}
