import type { ingest as vi } from "../vi/ingest";

export const ingest: typeof vi = {
  reasons: {
    method_not_allowed: "This address only takes uploads.",
    bad_signature: "The upload address is not right. Reload the page and choose the file again.",
    expired: "The upload address has expired. Choose the file again to go on.",
    unauthenticated: "Your session has ended. Sign in again; what was uploaded is kept.",
    forbidden: "Another account began to upload this file.",
    not_registered: "The server does not know this file. Choose it again.",
    bad_range: "The request to go on was not right. Choose the file again.",
    wrong_start: "The rest does not follow on what was received. It will be sent again from the right place.",
    malformed: "What was sent is not what was declared. Choose the file again.",
    unfinished: "The file was received whole but is not processed yet. This will be tried again.",
    failed: "Something went wrong while receiving the file. What was received is kept; try again in a few minutes.",
    one_file: "Send one file at a time.",
    too_many_uploads: "Too many unfinished uploads. Wait until those are done.",
  },
};
