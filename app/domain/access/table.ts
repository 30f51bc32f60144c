import type { Phase } from "../contest/phases";
import type { Role } from "./roles";

/**
 * How somebody stands to the thing in question, beside the role:
 * `owner` began the entry or is one of its authors with an account; `unit` acts for the school that filed it;
 * `guardian` is guardian of one of its authors; `assigned` judges this very entry.
 */
export type Relation = "owner" | "unit" | "guardian" | "assigned";

export interface AccessRule {
  /** roles that may, in this edition */
  roles?: readonly Role[];
  /** relations that may, whatever the role; the person must be signed in */
  relations?: readonly Relation[];
  /** any signed-in person may */
  everyone?: true;
  /** the phases in which it may happen */
  phases: readonly Phase[];
  /** a conflict of interest with the entry takes the right away */
  barredByConflict?: true;
  /** also in phase PUBLISHED, while the result is opened again for a correction that covers what it is about */
  whileCorrected?: true;
}

const ANY: readonly Phase[] = ["DRAFT", "ANNOUNCED", "OPEN", "SCREENING", "JUDGING", "DECIDING", "PUBLISHED", "FINAL"];
const BEFORE_RESULTS: readonly Phase[] = ["DRAFT", "ANNOUNCED", "OPEN", "SCREENING", "JUDGING", "DECIDING"];
const RECEIPT: readonly Phase[] = ["OPEN", "SCREENING", "JUDGING", "DECIDING"];
const AFTER_OPENING: readonly Phase[] = ["OPEN", "SCREENING", "JUDGING", "DECIDING"];
const SINCE_OPENING: readonly Phase[] = ["OPEN", "SCREENING", "JUDGING", "DECIDING", "PUBLISHED", "FINAL"];
const JUDGED: readonly Phase[] = ["JUDGING", "DECIDING"];

/**
 * The one table of who may do what, when. Deadlines inside a phase (receipt, grace, supplement, end of a round)
 * are rules of their own, checked after this table.
 */
export const ACCESS = {
  // the system
  "edition.create": { roles: ["ADMINISTRATOR", "SECRETARY", "ORGANISER"], phases: ANY },
  "unit.manage": { roles: ["ADMINISTRATOR", "SECRETARY", "ORGANISER"], phases: ANY },
  "user.manage": { roles: ["ADMINISTRATOR"], phases: ANY },
  "outbox.view": { roles: ["ADMINISTRATOR", "SECRETARY"], phases: ANY },
  // an edition
  "edition.view": { roles: ["ADMINISTRATOR", "ORGANISER", "SECRETARY", "CHAIR"], phases: ANY },
  "edition.configure": { roles: ["ADMINISTRATOR", "SECRETARY"], phases: BEFORE_RESULTS },
  "edition.announce": { roles: ["ADMINISTRATOR", "SECRETARY", "ORGANISER"], phases: ["DRAFT"] },
  "edition.extend": { roles: ["ADMINISTRATOR", "SECRETARY", "ORGANISER"], phases: ["ANNOUNCED", "OPEN", "SCREENING"] },
  "member.manage": { roles: ["ADMINISTRATOR", "SECRETARY", "ORGANISER"], phases: ANY },
  // entries
  "entry.begin": { everyone: true, phases: ["OPEN"] },
  "entry.view": { relations: ["owner", "unit", "guardian"], phases: ANY },
  "entry.edit": { relations: ["owner", "unit"], phases: RECEIPT },
  "entry.submit": { relations: ["owner", "unit"], phases: RECEIPT },
  "entry.withdraw": { relations: ["owner", "unit"], phases: RECEIPT },
  "entry.consent": { relations: ["owner", "guardian"], phases: ANY },
  /** filing for authors who cannot do it themselves */
  "entry.assist": { roles: ["SECRETARY"], phases: RECEIPT, barredByConflict: true },
  /** keying in a consent that was signed on paper */
  "consent.record": { roles: ["SECRETARY"], relations: ["unit"], phases: SINCE_OPENING, barredByConflict: true },
  "entry.import": { roles: ["ADMINISTRATOR", "SECRETARY", "SCHOOL"], phases: ["ANNOUNCED", "OPEN", "SCREENING"] },
  // screening
  "entry.list": { roles: ["ADMINISTRATOR", "ORGANISER", "SECRETARY"], phases: ANY },
  "entry.inspect": { roles: ["ADMINISTRATOR", "ORGANISER", "SECRETARY"], phases: ANY, barredByConflict: true },
  "entry.screen": { roles: ["SECRETARY"], phases: AFTER_OPENING, barredByConflict: true, whileCorrected: true },
  "thing.manage": { roles: ["SECRETARY", "ADMINISTRATOR", "ORGANISER"], phases: SINCE_OPENING, barredByConflict: true },
  "duplicates.view": { roles: ["ADMINISTRATOR", "ORGANISER", "SECRETARY"], phases: ANY, barredByConflict: true },
  "duplicates.judge": { roles: ["SECRETARY"], phases: AFTER_OPENING, barredByConflict: true },
  // files: the people of the entry, the staff, and judges while they judge it; the public needs no right, but everybody's consent
  "file.view": { relations: ["owner", "unit", "guardian"], phases: ANY },
  "file.inspect": { roles: ["ADMINISTRATOR", "ORGANISER", "SECRETARY"], phases: ANY, barredByConflict: true },
  "file.judge": { relations: ["assigned"], phases: JUDGED, barredByConflict: true, whileCorrected: true },
  // judging
  "panel.manage": { roles: ["SECRETARY", "ADMINISTRATOR"], phases: BEFORE_RESULTS },
  /** other ways to reach a person, by which conflicts of interest are found */
  "contact.manage": { roles: ["ADMINISTRATOR", "SECRETARY"], phases: BEFORE_RESULTS },
  /** lifting a conflict that the rules only guess */
  "conflict.waive": { roles: ["CHAIR"], phases: AFTER_OPENING, barredByConflict: true },
  "conflict.declare": { roles: ["SECRETARY", "CHAIR"], relations: ["assigned"], phases: AFTER_OPENING },
  "assignment.manage": { roles: ["SECRETARY"], phases: ["SCREENING", "JUDGING", "DECIDING"] },
  "progress.view": { roles: ["ADMINISTRATOR", "ORGANISER", "SECRETARY", "CHAIR"], phases: ANY },
  /** who goes on to a later round; ties at the line and exceptions are the chair's alone */
  "round.admit": { roles: ["CHAIR", "SECRETARY"], phases: ["SCREENING", "JUDGING", "DECIDING"] },
  "judge.remind": { roles: ["SECRETARY", "CHAIR"], phases: ["JUDGING"] },
  /** letters that are held until somebody approves them */
  "mail.approve": { roles: ["SECRETARY", "CHAIR"], phases: ANY },
  "sheet.view": { relations: ["assigned"], phases: ANY, barredByConflict: true },
  "sheet.score": { relations: ["assigned"], phases: ["JUDGING"], barredByConflict: true },
  "sheet.unlock": { roles: ["CHAIR"], phases: JUDGED, barredByConflict: true },
  /** changing a sheet while a meeting on re-scoring lets the judges of the entry do so */
  "sheet.rescore": { relations: ["assigned"], phases: JUDGED, barredByConflict: true, whileCorrected: true },
  /** what came from a judge's device after the round had closed */
  "sheet.accept_late": { roles: ["CHAIR"], phases: JUDGED, barredByConflict: true },
  /** meetings in which the judges of an entry look at their scores again */
  "rescore.manage": { roles: ["CHAIR"], phases: JUDGED, barredByConflict: true, whileCorrected: true },
  /** keying in a sheet that a judge filled in on paper */
  "sheet.key": { roles: ["SECRETARY"], phases: JUDGED, barredByConflict: true },
  /** what lies on the table of the jury, and moving on */
  "meeting.lead": { roles: ["CHAIR", "SECRETARY"], phases: JUDGED },
  "meeting.view": { roles: ["CHAIR", "SECRETARY", "ORGANISER"], phases: JUDGED },
  "scores.inspect": { roles: ["CHAIR", "ORGANISER", "SECRETARY"], phases: ["JUDGING", "DECIDING", "PUBLISHED", "FINAL"], barredByConflict: true },
  // results
  "ranking.view": { roles: ["CHAIR", "ORGANISER", "SECRETARY"], phases: ["JUDGING", "DECIDING", "PUBLISHED", "FINAL"] },
  "prize.choose": { roles: ["CHAIR"], phases: ["DECIDING"], barredByConflict: true, whileCorrected: true },
  /** the meeting that settles ranking and prizes: who was there, its votes and what follows from them */
  "ranking.meet": { roles: ["CHAIR", "SECRETARY"], phases: ["DECIDING"], barredByConflict: true, whileCorrected: true },
  "result.propose": { roles: ["CHAIR"], phases: ["DECIDING"], whileCorrected: true },
  "result.approve": { roles: ["ORGANISER"], phases: ["DECIDING"], whileCorrected: true },
  "result.sign": { roles: ["SECRETARY"], phases: ["DECIDING"], whileCorrected: true },
  "result.publish": { roles: ["SECRETARY"], phases: ["DECIDING"], whileCorrected: true },
  /** opening a published result again for stated entries, and giving that up */
  "correction.manage": { roles: ["CHAIR"], phases: ["PUBLISHED"], barredByConflict: true },
  /** after the appeals window: the result is official */
  "result.finalise": { roles: ["ORGANISER"], phases: ["PUBLISHED"] },
  // appeals against a published result
  "appeal.file": { relations: ["owner", "unit", "guardian"], phases: ["PUBLISHED"] },
  "appeal.view": { roles: ["CHAIR", "ORGANISER", "SECRETARY"], phases: ["PUBLISHED", "FINAL"], barredByConflict: true },
  "appeal.answer": { roles: ["CHAIR", "ORGANISER"], phases: ["PUBLISHED"], barredByConflict: true },
  "certificate.manage": { roles: ["SECRETARY"], phases: ["DECIDING", "PUBLISHED", "FINAL"] },
  /** awards beside the prize tiers: seeing how they stand, stating their rules, giving them */
  "special_award.view": { roles: ["CHAIR", "ORGANISER", "SECRETARY"], phases: ANY },
  "special_award.define": { roles: ["CHAIR", "SECRETARY"], phases: BEFORE_RESULTS },
  "special_award.give": { roles: ["CHAIR", "ORGANISER"], phases: ["DECIDING", "PUBLISHED"], barredByConflict: true },
  /** proposals to commend somebody, the letters to the authority that signs, and what it signed */
  "commendation.view": { roles: ["ORGANISER", "SECRETARY"], phases: ANY },
  "commendation.manage": { roles: ["SECRETARY"], phases: ANY },
  "commendation.publish": { roles: ["SECRETARY"], phases: ["PUBLISHED", "FINAL"] },
  // the contests above and below
  "nomination.view": { roles: ["ADMINISTRATOR", "ORGANISER", "SECRETARY", "CHAIR"], phases: ["DECIDING", "PUBLISHED", "FINAL"] },
  "nomination.manage": { roles: ["SECRETARY"], phases: ["DECIDING", "PUBLISHED", "FINAL"], barredByConflict: true },
  /** handing dossiers on: not before the result is public */
  "package.send": { roles: ["SECRETARY"], phases: ["PUBLISHED", "FINAL"] },
  /** entries of another installation's package become entries of this edition */
  "package.import": { roles: ["SECRETARY"], phases: ["OPEN", "SCREENING"] },
  /** believing the key of another installation, once it was compared by telephone */
  "sender.trust": { roles: ["ADMINISTRATOR", "ORGANISER"], phases: ANY },
  // papers of the secretariat: reading and drafts; wording, issuing, revoking, scans
  "paper.view": { roles: ["ORGANISER", "SECRETARY"], phases: ANY },
  /** who sits on which committee, as its decision prints it, and what a judge is paid for a sheet */
  "committee.manage": { roles: ["ADMINISTRATOR", "SECRETARY", "ORGANISER"], phases: ANY },
  "paper.issue": { roles: ["SECRETARY"], phases: ANY },
  /** how long private data is kept, and postponing its end */
  "retention.manage": { roles: ["SECRETARY", "ADMINISTRATOR"], phases: ANY },
  /** what is kept about a person, requests about it, and erasing it */
  "person.erase": { roles: ["SECRETARY", "ADMINISTRATOR"], phases: ANY, barredByConflict: true },
  /** the sealed result with every sheet, for inspectors */
  "bundle.export": { roles: ["CHAIR", "ORGANISER"], phases: ["PUBLISHED", "FINAL"], barredByConflict: true },
  /** the screen of the award ceremony, and when and where it is */
  "ceremony.lead": { roles: ["CHAIR", "ORGANISER", "SECRETARY"], phases: ["DECIDING", "PUBLISHED", "FINAL"] },
  "ledger.view": { roles: ["ADMINISTRATOR", "ORGANISER", "SECRETARY", "CHAIR"], phases: ANY },
} as const satisfies Record<string, AccessRule>;

export type Action = keyof typeof ACCESS;
export const ACTIONS = Object.keys(ACCESS) as Action[];
