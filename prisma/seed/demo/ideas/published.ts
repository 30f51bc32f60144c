import type { YouthIdea } from "./idea";
import { FINALIST_IDEAS } from "./published-finalists";
import { OTHER_IDEAS } from "./published-others";

/** The entries of the published edition in the order of their quality. */
export const PUBLISHED_IDEAS: readonly YouthIdea[] = [...FINALIST_IDEAS, ...OTHER_IDEAS];
