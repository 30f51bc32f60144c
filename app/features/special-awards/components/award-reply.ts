import type { SubmissionResult } from "@conform-to/react";

/** What an act on an award's page answers with when it was not done. */
export interface AwardReply {
  intent: string;
  /** the row it was about */
  about: string;
  /** the id the form was sent with, so that the next try is the same act */
  id: string | null;
  result: SubmissionResult<string[]>;
}
