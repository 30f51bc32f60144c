import type { Tx } from "~/data/client.server";
import { firstFreeName } from "~/data/editions-create.server";
import type { ContestKind, EditionDraft } from "~/domain/contest/edition-draft";
import type { TierRule } from "~/domain/contest/rules";
import { UNITS_PER_POINT } from "~/domain/kernel/decimal";
import { editionNames } from "~/domain/contest/naming";
import type { EditionDates } from "~/domain/contest/timeline";
import { draftEdition } from "~/features/contests/edition-draft";
import { PRESETS } from "~/features/contests/presets";
import { rulesTextOf } from "~/features/contests/presets/rules-text";
import type { Register } from "../writing/units.server";
import { host } from "./host.server";

/** Prizes as a local body can pay them; the presets carry the province's. */
const MONEY: Readonly<Record<string, number>> = { SPECIAL: 3_000_000, FIRST: 2_000_000, SECOND: 1_500_000, THIRD: 1_000_000, ENCOURAGEMENT: 500_000 };

/** Who goes on from the preliminary round: as one province did it, with room for an afternoon's presentations. */
const TO_THE_FINAL = { admitFrom: 60 * UNITS_PER_POINT, admitMost: 12 };

interface Wanted {
  kind: ContestKind;
  number: number;
  period: string;
  dates: EditionDates;
  /** places in the final and judges of an entry there, where the edition had its own */
  final?: { places: number; judges: number };
}

export async function demoDraft(tx: Tx, register: Register, { final, ...own }: Wanted): Promise<EditionDraft> {
  const draft = draftEdition({ ...own, ...host(register) });
  const tiers = draft.tiers.map((tier): TierRule => ({ ...tier, money: MONEY[tier.code] ?? tier.money }));
  const rulesText = rulesTextOf(PRESETS[own.kind], { ...draft, tiers });
  const admission = final ? { admitFrom: null, admitMost: final.places } : TO_THE_FINAL;
  const rounds = draft.rounds.map((round, index) => (index === 0 ? { ...round, ...admission } : { ...round, judgesPerEntry: final?.judges ?? round.judgesPerEntry }));
  return { ...draft, rounds, tiers, rulesText, ...(await firstFreeName(tx, editionNames(draft))) };
}

/** "2025–2026" for an edition that opens in the autumn or the spring of those years. */
export function periodOf(year: number): string {
  return `${year}–${year + 1}`;
}
