export const judging = {};

export type JudgingMessages = typeof judging;
