import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { juryPaper } from "~/features/documents/print-jury-paper.server";
import { closeRescore } from "~/features/judging/commands-rescore-close.server";
import { openRescore } from "~/features/judging/commands-rescore.server";
import { admissionView } from "~/features/judging/queries-admission.server";
import { lateSheets } from "~/features/judging/queries-late.server";
import { progressQuery, progressView } from "~/features/judging/queries-progress.server";
import { rescoreList } from "~/features/judging/queries-rescore.server";
import type { Services } from "~/features/services";
import { makeEntry } from "../../../factories/entries";
import { lockSheet } from "../../../factories/judging";
import { at, makeScene, type Scene } from "../../../factories/judging-scene";
import { withRole } from "../../../factories/people";
import { readPdf } from "../../../support/read-pdf";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";

const RAW = "Máy gieo của Zztacgia";
const COPY = "Máy gieo của [tác giả]";
const UNSEEN = "Giải pháp chẳng ai chấm";

let test: TestServices;
let services: Services;
let scene: Scene;
/** judges the entry blind and chairs the contest */
let both: Actor;
let finalMeeting: string;
let minutesId: string;

beforeAll(async () => {
  test = await testServices();
  services = test.services;
  scene = await makeScene(services, { entries: 1, entry: { title: RAW } });
  const { prisma } = services.db;
  const editionId = scene.made.edition.id;
  await makeEntry(services, scene.made.edition, { state: "SUBMITTED", screening: "QUALIFIED", title: UNSEEN });
  const entryId = at(scene.entries, 0).id;
  const version = await prisma.entryVersion.findFirstOrThrow({ where: { entryId, state: "SUBMITTED" } });
  await prisma.redactedPart.create({ data: { versionId: version.id, partKey: "@title", text: COPY, createdById: scene.secretary.userId, at: TEST_DAY } });
  const row = at(scene.assignments, 0);
  both = await withRole(services, at(row, 0).judge.actor, "CHAIR", { editionId });
  for (const [index, score] of ["3.5", "9", "12.5"].entries()) await lockSheet(services, at(row, index), score);
  await prisma.lateSheet.create({ data: { id: randomUUID(), assignmentId: at(row, 1).id, receivedAt: TEST_DAY, values: {} } });

  const act = { actor: scene.chair, editionId, now: TEST_DAY };
  const dueAt = new Date(TEST_DAY.getTime() + 3_600_000);
  minutesId = randomUUID();
  const opened = await openRescore(services, { ...act, input: { id: minutesId, entryId, roundId: scene.panel.roundId, reason: "Chênh nhau quá mức.", dueAt } });
  for (const [index, score] of ["6.5", "9", "12.5"].entries()) await lockSheet(services, at(row, index), score);
  const closed = await closeRescore(services, { ...act, input: { rescoreId: minutesId, outcome: "CHANGED", minutes: "Giám khảo một nâng điểm.", present: [at(row, 0).judge.actor.userId, at(row, 1).judge.actor.userId] } });
  if (!opened.ok || !closed.ok) throw new Error("no meeting was held");
  // Another one, in a round in which this person judges nothing.
  const later = await prisma.round.findFirstOrThrow({ where: { editionId, code: "FINAL" } });
  const { reasonId } = await prisma.rescore.findUniqueOrThrow({ where: { id: minutesId } });
  finalMeeting = (await prisma.rescore.create({ data: { editionId, roundId: later.id, entryId, dueAt, originals: [], reasonId, openedById: scene.chair.userId, openedAt: TEST_DAY, presentIds: [] } })).id;
});
afterAll(() => test.close());

const edition = () => services.db.prisma.edition.findUniqueOrThrow({ where: { id: scene.made.edition.id } });

async function listed(actor: Actor, words = "") {
  const view = await progressView(services, { actor, edition: await edition(), query: progressQuery(new URLSearchParams({ q: words })), mayInspect: true, now: TEST_DAY });
  if (!view.ok) throw new Error(view.reason);
  return view.value.rows.map(({ title }) => title);
}

async function minutes(actor: Actor): Promise<string> {
  const paper = await juryPaper(services, { actor, edition: scene.made.edition, file: "bien-ban-thong-nhat.pdf", query: new URLSearchParams({ hop: minutesId }), now: TEST_DAY });
  if (!paper.ok) throw new Error(paper.reason);
  return (await readPdf(paper.value.data)).map(({ text }) => text).join(" ");
}

const readers = [["who judges the entry blind reads the copy", () => both, COPY], ["who judges nothing reads what was submitted", () => scene.chair, RAW]] as const;

describe.each(readers)("a chair %s", (_, who, title) => {
  it("in the progress of a round", async () => {
    expect(await listed(who())).toEqual(expect.arrayContaining([title, UNSEEN]));
  });

  it("and searches that very text", async () => {
    expect(await listed(who(), "zztacgia")).toEqual(title === RAW ? [RAW] : []);
    expect(await listed(who(), "[tác giả]")).toEqual(title === COPY ? [COPY] : []);
    expect(await listed(who(), "may gieo")).toEqual([title]);
  });

  it("among late sheets", async () => {
    const { sheets } = await lateSheets(services, { actor: who(), editionId: scene.made.edition.id, limit: 50, offset: 0 });
    expect(sheets.map(({ entryTitle }) => entryTitle)).toEqual([title]);
  });

  it("where it is said who goes on", async () => {
    const view = await admissionView(services, { actor: who(), editionId: scene.made.edition.id, round: "FINAL", preselect: { top: null, from: null } });
    expect(view.ok && view.value.rows.map((row) => row.title)).toEqual(expect.arrayContaining([title, UNSEEN]));
  });

  it("among meetings on scores, whatever their round, and in their minutes", async () => {
    const { rows } = await rescoreList(services, { actor: who(), editionId: scene.made.edition.id, page: 1 });
    expect(new Map(rows.map((row) => [row.id, row.title]))).toEqual(new Map([[finalMeeting, title], [minutesId, title]]));
    const paper = await minutes(who());
    expect([paper.includes("[tác giả]"), paper.includes("Zztacgia")]).toEqual([title === COPY, title === RAW]);
  });
});

it("everybody reads what was submitted once results are out", async () => {
  const { prisma } = services.db;
  await prisma.edition.update({ where: { id: scene.made.edition.id }, data: { publishedAt: TEST_DAY } });
  expect(await listed(both, "zztacgia")).toEqual([RAW]);
  await prisma.edition.update({ where: { id: scene.made.edition.id }, data: { publishedAt: null } });
});
