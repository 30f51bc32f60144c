import type { JudgingMessages } from "../vi/judging";

export const judging: JudgingMessages = {};
