import { z } from "zod";
import { textField } from "~/i18n/zod-fields";

/** How long a reason may be, in characters. */
export const MOST_NOTE = 2000;

export const verdictSchema = z.object({ note: textField({ max: MOST_NOTE, min: 5 }) });

/** Acts on a pair as forms name them; the first two note a verdict. */
export const PAIR_ACTS = ["same", "different", "reopen"] as const;
export type PairAct = (typeof PAIR_ACTS)[number];
export const pairActSchema = z.enum(PAIR_ACTS);

/** In the address of a list of pairs: those decided. */
export const JUDGED_SLUG = "da-ket-luan";
