import type { TechnicalIdea } from "./idea";
import { FIRST_IDEAS } from "./technical-first";
import { SECOND_IDEAS } from "./technical-second";

/** The entries of the technical edition. */
export const TECHNICAL_IDEAS: readonly TechnicalIdea[] = [...FIRST_IDEAS, ...SECOND_IDEAS];
