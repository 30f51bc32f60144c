import type { ContestKind } from "~/domain/contest/edition-draft";
import { TECHNICAL } from "./technical";
import type { ContestPreset } from "./preset";
import { YOUTH } from "./youth";

export type { ContestPreset } from "./preset";

/** What a new edition starts from, by contest. */
export const PRESETS: Readonly<Record<ContestKind, ContestPreset>> = { TECHNICAL, YOUTH };
