import type { YouthIdea } from "./idea";
import { FIRST_IDEAS } from "./judging-first";
import { SECOND_IDEAS } from "./judging-second";

/** The entries of the edition in judging. */
export const JUDGING_IDEAS: readonly YouthIdea[] = [...FIRST_IDEAS, ...SECOND_IDEAS];
