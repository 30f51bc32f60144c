import type { EditionRow } from "~/data/editions.server";
import type { EditionRules, StoredRound } from "~/data/editions-rules.server";
import { formatsFor } from "~/i18n/formats";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialRules } from "~/i18n/vi/official-papers-rules";

const texts = officialRules.judging;
const formats = formatsFor("vi");

/** How entries are judged and ranked, out of the rounds and the rules of ranking. */
export function judgingRules(edition: EditionRow, { rounds }: EditionRules): string[] {
  const { entry } = officialPapers.words[edition.kind];
  const blind = rounds.filter(({ blind: isBlind }) => isBlind).map(({ name }) => lower(name));
  return [
    rounds.length === 1 ? texts.one(lower(rounds[0]?.name ?? "")) : texts.rounds(formats.list(rounds.map(weighed))),
    judges(edition, rounds, entry),
    rounds.length === 1 ? texts.meanOne(edition.decimals) : texts.mean(edition.decimals),
    ...rounds.flatMap((round, index) => admission(edition, round, index === rounds.length - 1)),
    ...(edition.maxSpread === null ? [] : [texts.spread(formats.score(edition.maxSpread))]),
    `${ties(edition, rounds)} ${texts.rule[edition.voteRule]}`,
    ...(blind.length === 0 ? [] : [texts.blind(formats.list(blind))]),
    texts.interest[edition.kind],
  ];
}

/** How many judge an entry: a round may ask for another number than the edition. */
function judges({ judgesPerEntry, minJudges }: EditionRow, rounds: readonly StoredRound[], entry: string): string {
  const counts = rounds.map((round) => round.judgesPerEntry ?? judgesPerEntry);
  if (new Set(counts).size <= 1) return texts.perEntry(counts[0] ?? judgesPerEntry, minJudges, entry);
  return texts.perEntryByRound(formats.list(rounds.map(({ name }, index) => texts.judgesOf(counts[index] ?? judgesPerEntry, lower(name)))), minJudges, entry);
}

const lower = (name: string): string => name.charAt(0).toLocaleLowerCase("vi") + name.slice(1);

const weighed = ({ name, weight }: StoredRound): string => (weight > 0 ? texts.weight(lower(name), formats.share(weight).replace(" ", "")) : texts.unweighted(lower(name)));

function admission({ perField }: EditionRow, { name, admitFrom, admitMost }: StoredRound, isLast: boolean): string[] {
  const bounds = [...(admitFrom === null ? [] : [texts.admitFrom(formats.score(admitFrom))]), ...(admitMost === null ? [] : [texts.admitMost(admitMost, perField)])];
  return isLast || bounds.length === 0 ? [] : [texts.admission(lower(name), bounds.join(", "))];
}

/** The criteria that count first among equals, by their label in the last round. */
function ties({ tieBreak }: EditionRow, rounds: readonly StoredRound[]): string {
  const criteria = rounds.at(-1)?.rubrics.flatMap((rubric) => rubric.criteria) ?? [];
  const labels = tieBreak.flatMap((code) => criteria.find((criterion) => criterion.code === code)?.label ?? []);
  return labels.length === 0 ? texts.tiesNone : texts.ties(labels.map((label) => `“${label}”`).join(", "));
}
