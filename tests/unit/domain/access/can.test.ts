import { describe, expect, it } from "vitest";
import { can, type Subject } from "~/domain/access/can";
import { ROLES, type Actor, type Role } from "~/domain/access/roles";
import { ACCESS, ACTIONS, type AccessRule, type Action, type Relation } from "~/domain/access/table";
import { PHASES, type Phase } from "~/domain/contest/phases";

const HERE = "edition-here";
const ELSEWHERE = "edition-elsewhere";

const actorWith = (role: Role | null, editionId: string = HERE): Actor => ({
  userId: "u",
  name: "Người dùng",
  email: "u@demo.example",
  phone: null,
  roles: role ? [{ role, editionId: role === "ADMINISTRATOR" ? null : editionId, unitId: null }] : [],
});

const subject = (phase: Phase, extra: Partial<Subject> = {}): Subject => ({ editionId: HERE, phase, ...extra });
const allows = (actor: Actor | null, action: Action, at: Subject) => can(actor, action, at).allowed;

/**
 * The rights as a secretary would read them out: action, who by role, who by relation, from which phase to which.
 * A second spelling of the table on purpose: a slip in one of them shows.
 */
const EVERYONE = "everyone";
const EXPECTED: Readonly<Record<Action, { who: string; phases: string }>> = {
  "edition.create": { who: "ADMINISTRATOR SECRETARY ORGANISER", phases: "DRAFT–FINAL" },
  "unit.manage": { who: "ADMINISTRATOR SECRETARY ORGANISER", phases: "DRAFT–FINAL" },
  "user.manage": { who: "ADMINISTRATOR", phases: "DRAFT–FINAL" },
  "outbox.view": { who: "ADMINISTRATOR SECRETARY", phases: "DRAFT–FINAL" },
  "edition.view": { who: "ADMINISTRATOR ORGANISER SECRETARY CHAIR", phases: "DRAFT–FINAL" },
  "edition.configure": { who: "ADMINISTRATOR SECRETARY", phases: "DRAFT–DECIDING" },
  "edition.announce": { who: "ADMINISTRATOR SECRETARY ORGANISER", phases: "DRAFT–DRAFT" },
  "edition.extend": { who: "ADMINISTRATOR SECRETARY ORGANISER", phases: "ANNOUNCED–SCREENING" },
  "member.manage": { who: "ADMINISTRATOR SECRETARY ORGANISER", phases: "DRAFT–FINAL" },
  "entry.begin": { who: EVERYONE, phases: "OPEN–OPEN" },
  "entry.view": { who: "owner unit guardian", phases: "DRAFT–FINAL" },
  "entry.edit": { who: "owner unit", phases: "OPEN–DECIDING" },
  "entry.submit": { who: "owner unit", phases: "OPEN–DECIDING" },
  "entry.withdraw": { who: "owner unit", phases: "OPEN–DECIDING" },
  "entry.consent": { who: "owner guardian", phases: "DRAFT–FINAL" },
  "entry.assist": { who: "SECRETARY", phases: "OPEN–DECIDING" },
  "consent.record": { who: "SECRETARY unit", phases: "OPEN–FINAL" },
  "entry.import": { who: "ADMINISTRATOR SECRETARY SCHOOL", phases: "ANNOUNCED–SCREENING" },
  "entry.list": { who: "ADMINISTRATOR ORGANISER SECRETARY", phases: "DRAFT–FINAL" },
  "entry.inspect": { who: "ADMINISTRATOR ORGANISER SECRETARY", phases: "DRAFT–FINAL" },
  "entry.screen": { who: "SECRETARY", phases: "OPEN–DECIDING" },
  "duplicates.view": { who: "ADMINISTRATOR ORGANISER SECRETARY", phases: "DRAFT–FINAL" },
  "duplicates.judge": { who: "SECRETARY", phases: "OPEN–DECIDING" },
  "thing.manage": { who: "SECRETARY ADMINISTRATOR ORGANISER", phases: "OPEN–FINAL" },
  "file.view": { who: "owner unit guardian", phases: "DRAFT–FINAL" },
  "file.inspect": { who: "ADMINISTRATOR ORGANISER SECRETARY", phases: "DRAFT–FINAL" },
  "file.judge": { who: "assigned", phases: "JUDGING–DECIDING" },
  "panel.manage": { who: "SECRETARY ADMINISTRATOR", phases: "DRAFT–DECIDING" },
  "contact.manage": { who: "ADMINISTRATOR SECRETARY", phases: "DRAFT–DECIDING" },
  "conflict.waive": { who: "CHAIR", phases: "OPEN–DECIDING" },
  "conflict.declare": { who: "SECRETARY CHAIR assigned", phases: "OPEN–DECIDING" },
  "assignment.manage": { who: "SECRETARY", phases: "SCREENING–DECIDING" },
  "progress.view": { who: "ADMINISTRATOR ORGANISER SECRETARY CHAIR", phases: "DRAFT–FINAL" },
  "round.admit": { who: "CHAIR SECRETARY", phases: "SCREENING–DECIDING" },
  "mail.approve": { who: "SECRETARY CHAIR", phases: "DRAFT–FINAL" },
  "judge.remind": { who: "SECRETARY CHAIR", phases: "JUDGING–JUDGING" },
  "sheet.view": { who: "assigned", phases: "DRAFT–FINAL" },
  "sheet.score": { who: "assigned", phases: "JUDGING–JUDGING" },
  "sheet.unlock": { who: "CHAIR", phases: "JUDGING–DECIDING" },
  "sheet.rescore": { who: "assigned", phases: "JUDGING–DECIDING" },
  "sheet.accept_late": { who: "CHAIR", phases: "JUDGING–DECIDING" },
  "rescore.manage": { who: "CHAIR", phases: "JUDGING–DECIDING" },
  "sheet.key": { who: "SECRETARY", phases: "JUDGING–DECIDING" },
  "meeting.lead": { who: "CHAIR SECRETARY", phases: "JUDGING–DECIDING" },
  "meeting.view": { who: "CHAIR SECRETARY ORGANISER", phases: "JUDGING–DECIDING" },
  "scores.inspect": { who: "CHAIR ORGANISER SECRETARY", phases: "JUDGING–FINAL" },
  "ranking.view": { who: "CHAIR ORGANISER SECRETARY", phases: "JUDGING–FINAL" },
  "prize.choose": { who: "CHAIR", phases: "DECIDING–DECIDING" },
  "ranking.meet": { who: "CHAIR SECRETARY", phases: "DECIDING–DECIDING" },
  "result.propose": { who: "CHAIR", phases: "DECIDING–DECIDING" },
  "result.approve": { who: "ORGANISER", phases: "DECIDING–DECIDING" },
  "result.sign": { who: "SECRETARY", phases: "DECIDING–DECIDING" },
  "result.publish": { who: "SECRETARY", phases: "DECIDING–DECIDING" },
  "correction.manage": { who: "CHAIR", phases: "PUBLISHED–PUBLISHED" },
  "result.finalise": { who: "ORGANISER", phases: "PUBLISHED–PUBLISHED" },
  "appeal.file": { who: "owner unit guardian", phases: "PUBLISHED–PUBLISHED" },
  "appeal.view": { who: "CHAIR ORGANISER SECRETARY", phases: "PUBLISHED–FINAL" },
  "appeal.answer": { who: "CHAIR ORGANISER", phases: "PUBLISHED–PUBLISHED" },
  "certificate.manage": { who: "SECRETARY", phases: "DECIDING–FINAL" },
  "bundle.export": { who: "CHAIR ORGANISER", phases: "PUBLISHED–FINAL" },
  "special_award.view": { who: "CHAIR ORGANISER SECRETARY", phases: "DRAFT–FINAL" },
  "special_award.define": { who: "CHAIR SECRETARY", phases: "DRAFT–DECIDING" },
  "special_award.give": { who: "CHAIR ORGANISER", phases: "DECIDING–PUBLISHED" },
  "commendation.view": { who: "ORGANISER SECRETARY", phases: "DRAFT–FINAL" },
  "commendation.manage": { who: "SECRETARY", phases: "DRAFT–FINAL" },
  "commendation.publish": { who: "SECRETARY", phases: "PUBLISHED–FINAL" },
  "nomination.view": { who: "ADMINISTRATOR ORGANISER SECRETARY CHAIR", phases: "DECIDING–FINAL" },
  "nomination.manage": { who: "SECRETARY", phases: "DECIDING–FINAL" },
  "package.send": { who: "SECRETARY", phases: "PUBLISHED–FINAL" },
  "package.import": { who: "SECRETARY", phases: "OPEN–SCREENING" },
  "sender.trust": { who: "ADMINISTRATOR ORGANISER", phases: "DRAFT–FINAL" },
  "paper.view": { who: "ORGANISER SECRETARY", phases: "DRAFT–FINAL" },
  "committee.manage": { who: "ADMINISTRATOR SECRETARY ORGANISER", phases: "DRAFT–FINAL" },
  "paper.issue": { who: "SECRETARY", phases: "DRAFT–FINAL" },
  "retention.manage": { who: "SECRETARY ADMINISTRATOR", phases: "DRAFT–FINAL" },
  "person.erase": { who: "SECRETARY ADMINISTRATOR", phases: "DRAFT–FINAL" },
  "ceremony.lead": { who: "CHAIR ORGANISER SECRETARY", phases: "DECIDING–FINAL" },
  "ledger.view": { who: "ADMINISTRATOR ORGANISER SECRETARY CHAIR", phases: "DRAFT–FINAL" },
};

const RELATIONS: readonly Relation[] = ["owner", "unit", "guardian", "assigned"];

function phasesOf(range: string): Phase[] {
  const [first, last] = range.split("–") as [Phase, Phase];
  return PHASES.slice(PHASES.indexOf(first), PHASES.indexOf(last) + 1);
}

describe("the access table", () => {
  it("has an expectation for every action and no other", () => {
    expect(Object.keys(EXPECTED).toSorted()).toEqual([...ACTIONS].toSorted());
  });

  it.each(ACTIONS)("%s: role × phase", (action) => {
    const { who, phases } = EXPECTED[action];
    for (const role of [...ROLES, null]) {
      for (const phase of PHASES) {
        const expected = (who === EVERYONE || (role !== null && who.split(" ").includes(role))) && phasesOf(phases).includes(phase);
        expect({ role, phase, allowed: allows(actorWith(role), action, subject(phase)) }).toEqual({ role, phase, allowed: expected });
      }
    }
  });

  it.each(ACTIONS)("%s: relation × phase", (action) => {
    const { who, phases } = EXPECTED[action];
    for (const relation of RELATIONS) {
      for (const phase of PHASES) {
        const expected = (who === EVERYONE || who.split(" ").includes(relation)) && phasesOf(phases).includes(phase);
        expect({ relation, phase, allowed: allows(actorWith(null), action, subject(phase, { relations: [relation] })) }).toEqual({ relation, phase, allowed: expected });
      }
    }
  });

  it.each(ACTIONS)("%s: never for a visitor, and never by a role of another edition", (action) => {
    for (const phase of PHASES) {
      expect(allows(null, action, subject(phase, { relations: RELATIONS }))).toBe(false);
      if (EXPECTED[action].who === EVERYONE) continue;
      for (const role of ROLES) if (role !== "ADMINISTRATOR") expect(allows(actorWith(role, ELSEWHERE), action, subject(phase))).toBe(false);
    }
  });

  it("a conflict of interest takes away judging, chairing, deciding and screening of the entry", () => {
    const barred = ACTIONS.filter((action) => (ACCESS[action] as AccessRule).barredByConflict);
    expect(barred.toSorted()).toEqual(["appeal.answer", "appeal.view", "bundle.export", "conflict.waive", "consent.record", "correction.manage", "duplicates.judge", "duplicates.view", "entry.assist", "entry.inspect", "entry.screen", "file.inspect", "file.judge", "nomination.manage", "person.erase", "prize.choose", "ranking.meet", "rescore.manage", "scores.inspect", "sheet.accept_late", "sheet.key", "sheet.rescore", "sheet.score", "sheet.unlock", "sheet.view", "special_award.give", "thing.manage"]);
    for (const action of barred) {
      const everything = { ...actorWith("CHAIR"), roles: ROLES.map((role) => ({ role, editionId: role === "ADMINISTRATOR" ? null : HERE, unitId: null })) };
      for (const phase of PHASES) {
        expect(can(everything, action, subject(phase, { relations: RELATIONS, inConflict: true }))).toEqual({ allowed: false, reason: "conflict_of_interest" });
      }
    }
  });

  it("a correction gives back, in phase PUBLISHED alone, what changes the entries it names, and nothing else", () => {
    const givenBack = ["entry.screen", "file.judge", "sheet.rescore", "rescore.manage", "prize.choose", "ranking.meet", "result.propose", "result.approve", "result.sign", "result.publish", "ranking.meet"];
    for (const action of ACTIONS) {
      const everybody = { ...actorWith("CHAIR"), roles: ROLES.map((role) => ({ role, editionId: role === "ADMINISTRATOR" ? null : HERE, unitId: null })) };
      for (const phase of PHASES) {
        const without = allows(everybody, action, subject(phase, { relations: RELATIONS }));
        const corrected = allows(everybody, action, subject(phase, { relations: RELATIONS, isCorrected: true }));
        expect([action, phase, corrected]).toEqual([action, phase, without || (phase === "PUBLISHED" && givenBack.includes(action))]);
      }
    }
    expect(can(actorWith("SECRETARY"), "result.propose", subject("PUBLISHED", { isCorrected: true }))).toEqual({ allowed: false, reason: "forbidden" });
  });

  it("says why: sign in, not entitled, not now", () => {
    expect(can(null, "edition.view", subject("OPEN"))).toEqual({ allowed: false, reason: "unauthenticated" });
    expect(can(actorWith("JUDGE"), "edition.view", subject("OPEN"))).toEqual({ allowed: false, reason: "forbidden" });
    expect(can(actorWith("SECRETARY"), "result.publish", subject("OPEN"))).toEqual({ allowed: false, reason: "wrong_phase" });
  });
});
