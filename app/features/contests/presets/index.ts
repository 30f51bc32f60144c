import type { ContestKind } from "~/domain/contest/edition-draft";
import { TECHNICAL } from "./technical";
import type { ContestPreset } from "./types";
import { YOUTH } from "./youth";

export type { ContestPreset } from "./types";

/** What a new edition starts from, by contest. */
export const PRESETS: Readonly<Record<ContestKind, ContestPreset>> = { TECHNICAL, YOUTH };
