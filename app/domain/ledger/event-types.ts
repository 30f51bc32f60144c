/** Every kind of event the chains hold, with what its `data` says. Codes as printed, scores as decimal strings. */
export interface EventTypes {
  // the system's chain
  ROLE_GRANTED: { user: string; role: string; edition: string | null };
  ROLE_ENDED: { user: string; role: string; edition: string | null };
  UNIT_MERGED: { from: string; into: string };
  /** packages signed by this key are taken from now on, or no more; `key`: its fingerprint */
  SENDER_TRUSTED: { key: string };
  SENDER_REVOKED: { key: string };
  EDITION_CREATED: { edition: string; kind: string; number: number };
  // an edition's chain
  /** `rules`: SHA-256 of the RFC 8785 form of the public rules */
  EDITION_ANNOUNCED: { opensAt: string; closesAt: string; rules: string };
  RULES_CHANGED: { rules: string };
  /** rubrics, weights or rules of ranking changed after judges had saved `sheets` sheets; `scoring`: hash of what holds now, `reason`: of the erasable text */
  SCORING_RULES_CHANGED: { scoring: string; sheets: number; locked: number; reason: string };
  RECEIPT_EXTENDED: { from: string; to: string; reason: string };
  ENTRY_SUBMITTED: { entry: string; version: number; content: string };
  ENTRY_WITHDRAWN: { entry: string };
  /** the secretary goes on without so many files that were declared and never came */
  ENTRY_FILES_WAIVED: { entry: string; missing: number };
  /** a second person found that what was keyed in is what the dossier on paper says */
  PAPER_CHECKED: { entry: string; version: number };
  /** a consent on paper was keyed in; the chain says that and when, never who or about whom */
  CONSENT_ON_PAPER: { entry: string; purposes: readonly string[]; scan: string };
  /** a draft with a child's data went because no guardian agreed in time */
  DRAFT_PURGED: { draft: string };
  ENTRY_SCREENED: { entry: string; from: string; to: string; reason: string };
  /** what a person decided about two entries that look alike; `note`: hash of the erasable reason */
  DUPLICATE_JUDGED: { entry: string; other: string; judgement: string; note: string };
  DUPLICATE_REOPENED: { entry: string; other: string };
  /** blind judges may see this version from now on, in which so many parts and files are shown without names; again whenever that changes */
  BLIND_CHECKED: { entry: string; version: number; redacted: number };
  /** blind judges see it no more until it is checked again */
  BLIND_CHECK_WITHDRAWN: { entry: string; version: number };
  /** `reason`: hash of the erasable text, where a chair decided otherwise than the rule says or on a tie at its line */
  ROUND_ADMITTED: { round: string; entries: readonly string[]; reason?: string };
  CONFLICT_RECORDED: { conflict: string; entry: string; judge: string; kind: string; note: string | null };
  CONFLICT_LIFTED: { conflict: string; entry: string; judge: string; note: string | null };
  ASSIGNMENT_MADE: { assignment: string; round: string; entry: string; judge: string };
  /**
   * a plan under a cap on the chance of any pair (a decimal) begins to be drawn by lot, whether it will be applied or not; `problem`: hash of the
   * erasable text from which it can be drawn again
   */
  ASSIGNMENT_DRAW_BEGUN: { draw: string; round: string; perEntry: number; maxChance: string; seed: number; problem: string };
  /**
   * the assignments that follow are those of a draw that was begun. `highest`: chance of a pair in this plan, as a decimal; `draws`: which draw
   * of the round it is, counted from 1
   */
  ASSIGNMENTS_DRAWN: { draw: string; round: string; highest: string; draws: number };
  /** a judge judges no more; what was open is revoked by events of its own */
  JUDGE_LEFT: { judge: string; open: number; locked: number };
  JUDGE_RETURNED: { judge: string };
  /** the order of presentation was drawn by lot; the order that was made known is in the event of its publication */
  TURNS_DRAWN: { round: string; seed: number; entries: number };
  TIMETABLE_PUBLISHED: { round: string; number: number; sessions: readonly { session: string; turns: readonly { entry: string; startsAt: string }[] }[] };
  ASSIGNMENT_REVOKED: { assignment: string; round: string; entry: string; judge: string };
  SHEET_LOCKED: { sheet: string; round: string; entry: string; judge: string; scores: Readonly<Record<string, string>>; total: string };
  SHEET_UNLOCKED: { sheet: string; round: string; entry: string; judge: string; reason: string };
  /** what came from a judge's device after the round had closed */
  LATE_SHEET_KEPT: { late: string; round: string; entry: string; judge: string; scores: Readonly<Record<string, string>> };
  /** `sheet`: the score sheet it became; `reason`: hash of the erasable text */
  LATE_SHEET_ACCEPTED: { late: string; sheet: string; reason: string };
  LATE_SHEET_REFUSED: { late: string; reason: string };
  /** two people keyed in the same values from paper; `first`, `second`: their accounts */
  SHEET_ON_PAPER: { sheet: string; first: string; second: string };
  /** `reason`: hash of the erasable text; the sheets it opens are events of their own */
  RESCORE_OPENED: { rescore: string; round: string; entry: string; due: string; reason: string };
  /** `present`: codes of judges; `minutes`: hash of the erasable text */
  RESCORE_CLOSED: { rescore: string; round: string; entry: string; outcome: string; present: readonly string[]; minutes: string };
  /** `vote`: the vote it follows; absent where the chair chose alone */
  PRIZE_CHOSEN: { choice: string; tier: string; field: string | null; entries: readonly string[]; reason: string; vote?: string };
  /** `entries`: whom it named, so that the event is as absent as the choice for whoever has an interest in them */
  PRIZE_CHOICE_REVOKED: { choice: string; entries?: readonly string[] };
  /** of a tier only so many prizes are given; `vote`: as above */
  QUOTA_CHOSEN: { choice: string; tier: string; quota: number; reason: string; vote?: string };
  QUOTA_CHOICE_REVOKED: { choice: string };
  RANKING_MEETING_OPENED: { meeting: string };
  /** accounts that were there or not, and how many guests; `guests`, `notes`: hashes of erasable texts */
  RANKING_MEETING_CLOSED: {
    meeting: string; heldAt: string; chair: string | null; secretary: string | null; present: readonly string[]; absent: readonly string[]; guestCount: number;
    guests: string | null; notes: string | null;
  };
  /** `question`: hash of the erasable text; entries by code */
  VOTE_RECORDED: {
    vote: string; meeting: string; subject: string; tier: string | null; field: string | null; award: string | null; entries: readonly string[]; quota: number | null; question: string;
    present: number; inFavour: number; against: number; rule: string; carried: boolean;
  };
  VOTE_REVOKED: { vote: string; entries: readonly string[] };
  RESULT_PROPOSED: { seal: string };
  RESULT_RETURNED: { seal: string; reason: string };
  RESULT_APPROVED: { seal: string };
  RESULT_SIGNED: { seal: string; number: string; date: string };
  /** `certificate`: SHA-256 of its code; `text`: SHA-256 of its signed text */
  CERTIFICATES_ISSUED: { certificates: readonly { certificate: string; text: string; entry: string; book: number }[] };
  CERTIFICATE_CORRECTED: { certificate: string; by: string; text: string; book: number; reason: string };
  CERTIFICATE_REVOKED: { certificate: string; reason: string };
  /** `at`: the minute from which it is public by itself */
  RESULT_SCHEDULED: { seal: string; at: string };
  /** `why`: somebody cancelled it, or at that minute what was sealed no longer fitted */
  RESULT_UNSCHEDULED: { seal: string; why: "cancelled" | "changed_since_proposal" };
  /** what an entrant says against the published result; `number` counts the appeals of the entry, `grounds`: hash of the erasable text */
  APPEAL_FILED: { appeal: string; entry: string; number: number; grounds: string };
  APPEAL_WITHDRAWN: { appeal: string; entry: string };
  /** `evidence`: SHA-256 of the RFC 8785 form of what the entrant is shown */
  APPEAL_ANSWERED: { appeal: string; entry: string; outcome: string; answer: string; evidence: string };
  /** the published result is open again for these entries */
  RESULT_CORRECTION_OPENED: { correction: string; entries: readonly string[]; reason: string; appeal: string | null };
  RESULT_CORRECTION_ABANDONED: { correction: string; reason: string };
  /** publication of a corrected result: these awards stand in the place of those of `previous` */
  RESULT_CORRECTED: { seal: string; previous: string; correction: string; awards: readonly { tier: string; entry: string; rank: number; mean: string }[] };
  /** the result of `seal` is official */
  RESULT_FINAL: { seal: string };
  /** `terms`: SHA-256 of the RFC 8785 form of rule, its text, points, minimum, quota and money */
  SPECIAL_AWARD_DEFINED: { award: string; terms: string };
  SPECIAL_AWARD_REMOVED: { award: string };
  /** `author`: key of the author; `name`: hash of a name typed in; `value`: hash of what the rule counted; `reason`: hash of the erasable text; never an age or a day of birth */
  SPECIAL_AWARD_GIVEN: { given: string; award: string; unit: string | null; entry: string | null; author: string | null; name: string | null; value?: string; reason: string | null; vote: string | null; later: boolean };
  SPECIAL_AWARD_REVOKED: { given: string; award: string; entry: string | null; reason: string; later: boolean };
  /** `grounds`, `recipient`: hashes of the erasable grounds and of the salted recipient; `authority`: id of whoever is asked to sign */
  COMMENDATIONS_PROPOSED: { commendations: readonly { commendation: string; kind: string; recipient: string; grounds: string; mayPublish?: boolean; money?: number; authority?: string }[] };
  COMMENDATION_CHANGED: { commendation: string; kind: string; recipient: string; grounds: string; mayPublish?: boolean; money?: number };
  /** whether the name may be published, and the number in the authority's book, as they are from now on */
  COMMENDATION_CORRECTED: { commendation: string; mayPublish: boolean; book: string };
  /** `words`: hash of the letter's opening and signatory with its id */
  COMMENDATIONS_SENT: { letter: string; number: string; date: string; commendations: readonly string[]; words?: string };
  /** `authority`: hash of what of the authority stands on papers, with the letter's id; `code`: SHA-256 of the code a printed commendation is checked by; `emblem`: id of the file printed on them */
  COMMENDATIONS_SIGNED: { letter: string; number: string; date: string; commendations: readonly { commendation: string; book: string; code?: string }[]; authority?: string; emblem?: string | null };
  /** number and day of the authority's decision as they are from now on; `reason`: hash of the erasable reason */
  COMMENDATION_DECISION_CORRECTED: { letter: string; number: string; date: string; reason: string };
  /** `scan`: SHA-256 of the bytes of the signed decision's scan; again where another one takes its place */
  COMMENDATION_SCANNED: { letter: string; scan: string };
  COMMENDATIONS_PUBLISHED: { commendations: readonly string[] };
  COMMENDATION_DROPPED: { commendation: string; from: string; reason: string };
  /** proposed for the contest above, at this place of the list; again where it was moved */
  ENTRY_NOMINATED: { entry: string; position: number };
  NOMINATION_WITHDRAWN: { entry: string; position: number };
  /** `manifest`: SHA-256 of the manifest of the package that left */
  PACKAGE_SENT: { package: string; manifest: string; entries: readonly string[] };
  /** `entries`: code here, code there; `sender`: fingerprint of its key */
  PACKAGE_RECEIVED: { package: string; manifest: string; sender: string; entries: readonly { entry: string; origin: string }[] };
  /** `name`: of the file, which tells papers of a kind apart; `hash`: SHA-256 of the RFC 8785 form of what stands on it; `files`: SHA-256 of each file as it was issued */
  PAPER_ISSUED: { paper: string; kind: string; name: string; hash: string; number: string | null; date: string; files?: readonly { format: string; sha256: string }[] };
  PAPER_REVOKED: { paper: string; reason: string };
  /** `scan`: salted hash of the bytes' hash; `reason`: of the erasable text, where another scan was there before */
  PAPER_SCANNED: { paper: string; scan: string; reason?: string };
  RETENTION_SET: { months: number };
  RETENTION_POSTPONED: { until: string; reason: string };
  /** private data of so many entries went; drafts: entries that were never submitted */
  PRIVATE_DATA_CLEARED: { entries: number; drafts: number; files: number };
  /** a person's data was erased on request: an author of an entry, or an account; `reason`: of the erasable text */
  PERSON_ERASED: { erasure: string; entry: string | null; account: string | null; reason: string };
  /** personal data was taken out of papers as they were issued; `hash`: of what stands on them now */
  PAPERS_CLEANED: { papers: readonly { paper: string; hash: string }[] };
  DATA_REQUESTED: { request: string; kind: string; text: string; due: string };
  DATA_REQUEST_ANSWERED: { request: string };
  RESULT_PUBLISHED: { seal: string; awards: readonly { tier: string; entry: string; rank: number; mean: string }[] };
  /**
   * people on a committee were added, changed or removed; `members`: how many it has now, `change`: hash of the erasable text with their names,
   * `seats`: everybody on it now, each with the hash of the row under the salt of that text
   */
  COMMITTEE_CHANGED: { committee: string; members: number; change: string; seats?: readonly { member: string; row: string }[] };
  /** in đồng, for one locked sheet */
  JUDGE_FEE_SET: { fee: number };
}

export type EventType = keyof EventTypes;

/** The chain of everything that belongs to no edition. */
export const SYSTEM_CHAIN = "system";
