/** Why the bytes of a file are not taken, in the order in which it is looked at. */
export const CONTENT_REASONS = [
  "empty_file",
  "file_too_large",
  "unknown_content",
  "family_not_allowed",
  "content_differs",
  "picture_broken",
  "picture_too_large",
  "pdf_broken",
  "pdf_encrypted",
  "pdf_active",
  "document_broken",
  "document_bomb",
  "document_macros",
  "video_broken",
  "too_complex",
] as const;
export type ContentReason = (typeof CONTENT_REASONS)[number];

/** Why others may not be able to see a file that was taken: `heic` pictures of iPhones, a `codec` that browsers don't play. */
export type PlayingProblem = "heic" | "codec";
