/** Meaning of a colour; a word or a shape always stands beside it. */
export type Tone = "neutral" | "info" | "success" | "warning" | "danger" | "award";
