import { describe, expect, it } from "vitest";
import { ROLES, type Actor, type Role } from "~/domain/access/roles";
import { isForPublic, mayHave, mayReadName, viewerOf, type FileViewer, type ViewedFile } from "~/domain/files/viewing";

const HERE = "edition-here";
const NOW = new Date("2026-11-22T08:00:00Z");
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);

/** Dates so that NOW lies in the phase. */
const TIMELINES = {
  OPEN: { announcedAt: days(-30), opensAt: days(-20), closesAt: days(10), screeningEndsAt: days(20), judgingEndsAt: days(40), publishedAt: null, finalAt: null },
  JUDGING: { announcedAt: days(-60), opensAt: days(-50), closesAt: days(-30), screeningEndsAt: days(-20), judgingEndsAt: days(20), publishedAt: null, finalAt: null },
  PUBLISHED: { announcedAt: days(-90), opensAt: days(-80), closesAt: days(-60), screeningEndsAt: days(-50), judgingEndsAt: days(-20), publishedAt: days(-1), finalAt: null },
} as const;
const RUNNING = { startsAt: days(-5), endsAt: days(5), blind: false };

function file(change: Partial<Omit<ViewedFile, "entry">> & { phase?: keyof typeof TIMELINES; entry?: Partial<ViewedFile["entry"]> } = {}): ViewedFile {
  const { phase = "JUDGING", entry, ...rest } = change;
  return {
    family: "PHOTO", forJudges: true, publishable: true, versionState: "SUBMITTED", isAuthor: false, isGuardian: false, inConflict: false, judgedRounds: [], isAwarded: true, isCorrected: false,
    edition: { id: HERE, ...TIMELINES[phase] },
    entry: { state: "SUBMITTED", screening: "QUALIFIED", ownerId: "owner", filedByUnitId: "unit-a", ...entry },
    ...rest,
  };
}

const person = (userId: string, role: Role | null = null, scope: { editionId?: string; unitId?: string } = {}): Actor => ({
  userId, name: "", email: "", phone: null,
  roles: role ? [{ role, editionId: role === "ADMINISTRATOR" ? null : (scope.editionId ?? HERE), unitId: scope.unitId ?? null }] : [],
});

/** Who sees a file of a submitted entry while it is judged, by role and by relation: the widest right counts. */
const BY_ROLE: Readonly<Record<Role | "none", FileViewer | null>> = {
  ADMINISTRATOR: "staff", ORGANISER: "staff", SECRETARY: "staff", CHAIR: null, JUDGE: null, SCHOOL: null, ENTRANT: null, GUARDIAN: null, none: null,
};

describe("as whom somebody looks at a file", () => {
  it("role × relation", () => {
    const relations: Readonly<Record<string, [Partial<ViewedFile>, string]>> = {
      nothing: [{}, "stranger"],
      owner: [{}, "owner"],
      author: [{ isAuthor: true }, "stranger"],
      guardian: [{ isGuardian: true }, "stranger"],
      judge: [{ judgedRounds: [RUNNING] }, "stranger"],
      "blind judge": [{ judgedRounds: [{ ...RUNNING, blind: true }] }, "stranger"],
    };
    for (const [relation, [change, userId]] of Object.entries(relations)) {
      for (const role of [...ROLES, "none"] as const) {
        const byRole = BY_ROLE[role];
        const expected = ["owner", "author", "guardian"].includes(relation) ? "people" : (byRole ?? { judge: "judge", "blind judge": "blind" }[relation] ?? null);
        expect([relation, role, viewerOf(file(change), person(userId, role === "none" ? null : role), NOW)]).toEqual([relation, role, expected]);
      }
      expect([relation, viewerOf(file(change), null, NOW)]).toEqual([relation, null]);
    }
  });

  it("a guardian sees what is for judges, of every version; of the rest nothing, unless something else gives the right", () => {
    const form = (change: Parameters<typeof file>[0] = {}) => file({ isGuardian: true, forJudges: false, ...change });
    const parent = person("stranger");
    expect([viewerOf(file({ isGuardian: true }), parent, NOW), viewerOf(file({ isGuardian: true, versionState: "DRAFT" }), parent, NOW)]).toEqual(["people", "people"]);
    expect([viewerOf(form(), parent, NOW), viewerOf(form({ versionState: "DRAFT" }), parent, NOW), viewerOf(form({ judgedRounds: [RUNNING] }), parent, NOW)]).toEqual([null, null, null]);
    expect([viewerOf(form(), person("owner"), NOW), viewerOf(form({ isAuthor: true }), parent, NOW), viewerOf(form(), person("x", "SCHOOL", { unitId: "unit-a" }), NOW)]).toEqual(["people", "people", "people"]);
    expect(viewerOf(form(), person("x", "SECRETARY"), NOW)).toBe("staff");
  });

  it("roles count in their own edition, schools for their own unit", () => {
    for (const role of ROLES) if (role !== "ADMINISTRATOR") expect([role, viewerOf(file(), person("x", role, { editionId: "elsewhere" }), NOW)]).toEqual([role, null]);
    expect(viewerOf(file(), person("x", "SCHOOL", { unitId: "unit-a" }), NOW)).toBe("people");
    expect(viewerOf(file(), person("x", "SCHOOL", { unitId: "unit-b" }), NOW)).toBeNull();
    expect(viewerOf(file({ entry: { filedByUnitId: null } }), person("x", "SCHOOL"), NOW)).toBeNull();
  });

  it("a judge: in a running round, out of conflict, of an entry that takes part, parts that are for judges, the version that counts", () => {
    const judge = person("judge");
    const judged = (change: Parameters<typeof file>[0]) => viewerOf(file({ judgedRounds: [RUNNING], ...change }), judge, NOW);
    expect(judged({})).toBe("judge");
    expect(judged({ judgedRounds: [{ ...RUNNING, blind: true }, RUNNING] })).toBe("judge");
    expect(judged({ judgedRounds: [{ ...RUNNING, blind: true }, { startsAt: days(2), endsAt: days(5), blind: false }] })).toBe("blind");
    const denied: Parameters<typeof file>[0][] = [
      { judgedRounds: [{ ...RUNNING, startsAt: days(1) }] },
      { judgedRounds: [{ ...RUNNING, endsAt: days(-1) }] },
      { inConflict: true },
      { forJudges: false },
      { entry: { state: "WITHDRAWN" } },
      { entry: { screening: "REJECTED" } },
      { entry: { screening: "NEEDS_SUPPLEMENT" } },
      { versionState: "DRAFT" },
      { versionState: "SUPERSEDED" },
      { phase: "OPEN" },
    ];
    expect(denied.map((change) => judged(change))).toEqual(denied.map(() => null));
  });

  it("drafts are their people's alone", () => {
    const secretary = person("x", "SECRETARY");
    expect([viewerOf(file({ versionState: "DRAFT" }), secretary, NOW), viewerOf(file({ entry: { state: "DRAFT" } }), secretary, NOW)]).toEqual([null, null]);
    expect(viewerOf(file({ versionState: "DRAFT" }), person("owner"), NOW)).toBe("people");
    expect(viewerOf(file({ versionState: "SUPERSEDED" }), secretary, NOW)).toBe("staff");
  });

  it("the public: pictures and films of publishable parts of awarded entries, once the results are out", () => {
    const out = (change: Parameters<typeof file>[0] = {}) => viewerOf(file({ phase: "PUBLISHED", ...change }), null, NOW);
    expect([out(), out({ family: "VIDEO" })]).toEqual(["public", "public"]);
    const denied: Parameters<typeof file>[0][] = [{ phase: "JUDGING" }, { isAwarded: false }, { publishable: false }, { family: "PDF" }, { family: "DOCUMENT" }, { entry: { state: "WITHDRAWN" } }, { versionState: "SUPERSEDED" }];
    expect(denied.map((change) => out(change))).toEqual(denied.map(() => null));
    const unannounced = { ...file().edition, ...TIMELINES.PUBLISHED, announcedAt: null };
    expect(isForPublic(file({ edition: unannounced }), NOW)).toBe(false);
  });

  it("originals are for those who gave them and the staff; names not for blind judges and the public", () => {
    const viewers: FileViewer[] = ["people", "staff", "judge", "blind", "public"];
    expect(viewers.map((viewer) => [mayHave(viewer, "ORIGINAL"), mayHave(viewer, "CLEAN"), mayReadName(viewer)])).toEqual([
      [true, true, true],
      [true, true, true],
      [false, true, true],
      [false, true, false],
      [false, true, false],
    ]);
  });
});
