import { createHash } from "node:crypto";

const VERSION_LENGTH = 32;

/** Stands for the wording of a commitment: the first half of its SHA-256. Null where the edition asks for none. */
export function commitmentVersion(text: string): string | null {
  return text === "" ? null : createHash("sha256").update(text, "utf8").digest("hex").slice(0, VERSION_LENGTH);
}

export type CommitmentRefusal = "commitment_missing" | "commitment_changed";

/** Whether the wording in force was affirmed: never unasked, and not an older one. */
export function commitmentRefusal(text: string, affirmed: string | null): CommitmentRefusal | null {
  const wanted = commitmentVersion(text);
  if (wanted === null || wanted === affirmed) return null;
  return affirmed ? "commitment_changed" : "commitment_missing";
}
