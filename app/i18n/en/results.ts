import type { ResultsMessages } from "../vi/results";

export const results: ResultsMessages = {};
