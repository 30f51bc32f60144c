import { refreshConflicts } from "~/data/conflicts-found.server";
import { enqueueMessage } from "~/data/outbox.server";
import type { Actor } from "~/domain/access/roles";
import { planReplacement, replacementFor } from "~/features/judging/commands-leave.server";
import { planOfRound, startPlan } from "~/features/judging/commands-plan.server";
import { waitForSearch } from "~/features/judging/plan-search.server";
import type { Services } from "~/features/services";
import type { TestServices } from "../support/services";
import { makeEdition } from "./editions";
import { makeEntry, type EntrySpec } from "./entries";
import { makeHonours } from "./interest-honours";
import { makeRankingMeeting } from "./interest-meetings";
import { makeJuryRecords } from "./interest-jury";
import { assign, lockSheet, makePanel, type MadePanel } from "./judging";
import { makeUnit, makeUser } from "./people";

/** A contest told twice: once with entries that the viewers have an interest in, once without them. */
export interface World {
  services: Services;
  slug: string;
  viewers: Record<"judge" | "chair" | "secretary" | "organiser" | "administrator", Actor>;
  /** ids for addresses: entry, assignment of the judge, round, panel … of the contest without the entries of interest */
  ids: { entry: string; author: string; assignment: string; panel: string; thing: string; unit: string; rubric: string; person: string; message: string; judge: string; replaced: string; meeting: string; rescore: string; keyed: string; alike: string; award: string; commendation: string; letter: string; rankingMeeting: string };
  /** of the entries of interest; none in the world without them */
  concerned: { id: string; code: string; title: string; thing: string; assignment: string }[];
}

const MINUTE = 60_000;
const CONCERNED_UNIT = "Trường THCS Có Lợi Ích";

/**
 * Builds the contest step by step at moments that do not depend on the entries of interest, which come last. Everything has a name
 * of its own, so that only ids differ between the two.
 */
export async function makeInterestWorld(test: TestServices, withConcerned: boolean): Promise<World> {
  const { services, clock } = test;
  const start = clock.now().getTime();
  let minute = 0;
  const tick = () => clock.set(new Date(start + ++minute * MINUTE));
  const made = await makeEdition(services, { kind: "YOUTH", phase: "JUDGING", number: 7 });
  const editionId = made.edition.id;
  const user = (role: "CHAIR" | "SECRETARY" | "ORGANISER" | "JUDGE", name: string) => makeUser(services, { role, editionId, name, email: `${role.toLowerCase()}.${name.length}@lien.test` });
  // The unit, and that the viewers belong to it, is known in both worlds; only its entries are not.
  const unit = await makeUnit(services, { name: CONCERNED_UNIT });
  const other = await makeUnit(services, { name: "Trường THCS Khác" });
  const names = ["Lê Một", "Lê Hai Hai", "Lê Ba Ba Ba", "Lê Bốn Bốn Bốn Bốn"];
  const people: Actor[] = [];
  for (const name of names) people.push(await user("JUDGE", name));
  const chair = await user("CHAIR", "Chủ Tịch");
  const secretary = await user("SECRETARY", "Thư Ký Có Lợi Ích");
  const organiser = await user("ORGANISER", "Ban Tổ Chức Có Lợi Ích");
  const administrator = await makeUser(services, { role: "ADMINISTRATOR", name: "Quản Trị", email: "quantri@lien.test" });
  const [judge] = people;
  if (!judge) throw new Error("no judge");
  const viewers = { judge, chair, secretary, organiser, administrator };
  const panel = await makePanel(services, made, { judges: people, name: "Tiểu ban Một" });
  const owner = await makeUser(services, { name: "Chủ Bài", email: "chubai@lien.test" });
  const add = async (title: string, spec: EntrySpec = {}) => {
    tick();
    return makeEntry(services, made.edition, { owner, state: "SUBMITTED", screening: "QUALIFIED", title, unitId: other.id, ...spec });
  };
  const plain = [await add("Máy gieo lạc"), await add("Đèn bắt rầy"), await add("Thùng rác biết nói"), await add("Bàn học gấp", { screening: "RECEIVED" }), await add("Giá sách xoay")];
  const first = plain[0];
  if (!first) throw new Error("no entry");
  const scores = [["38", "36", "37"], ["30", "31", "29"], ["22", "25", "20"]] as const;
  for (const [index, row] of scores.entries()) await judgeEntry(services, { panel, entry: plain[index] ?? first, scores: row, tick });
  // One judge whom nobody could replace on one entry, and one whom only one other could replace on another.
  const [, , replaced, irreplaceable] = panel.judges;
  if (!replaced || !irreplaceable) throw new Error("no judge");
  const seat = (who: typeof replaced, entry: { id: string }) => (tick(), assign(services, { panel: panel.panel, judge: who, entry }));
  await judgeEntry(services, { panel, entry: plain[4] ?? first, scores: ["25", "24"], tick });
  await seat(replaced, plain[4] ?? first);
  await seat(irreplaceable, plain[1] ?? first);
  const running = await services.db.prisma.assignment.findFirstOrThrow({ where: { entryId: first.id, judge: { userId: judge.userId } } });
  tick();
  const thing = await addThing(services, { editionId, entry: first, description: "Mô hình máy gieo", actorId: "x" });
  const message = await letter(services, { editionId, to: owner, about: `Đã nhận bài ${first.code ?? ""}` });
  await letter(services, { editionId, to: owner, about: `Nhắc về bài ${first.code ?? ""}`, isHeld: true });
  const round = made.rounds[1];
  if (round) await services.db.prisma.roundEntry.create({ data: { roundId: round.id, entryId: first.id } });
  const concerned: World["concerned"] = [];
  if (withConcerned) {
    // Ahead of all others in the ranking, of the same title as one, alike to another, with things, letters, drafts and conflicts of others.
    for (const [title, scored] of [["Máy gieo lạc", ["40", "40", "40"]], ["Xe lăn leo bậc", ["40", "39"]], ["Ghế tự gấp gọn", []]] as const) {
      const entry = await add(title, { unitId: unit.id, unitName: CONCERNED_UNIT });
      await judgeEntry(services, { panel: { ...panel, judges: panel.judges.slice(1) }, entry, scores: scored, tick });
      if (scored.length === 2) await seat(irreplaceable, entry);
      if (scored.length === 0) await seat(replaced, entry);
      const { id } = await addThing(services, { editionId, entry, description: `Mẫu ${title}`, actorId: "x" });
      await letter(services, { editionId, to: owner, about: `Đã nhận bài ${entry.code ?? ""}` });
      await letter(services, { editionId, to: owner, about: "Con của ông bà có tên trong bài", link: `https://lien.test/bai-du-thi/${entry.id}` });
      await letter(services, { editionId, to: owner, about: `Nhắc về bài ${entry.code ?? ""}`, isHeld: true });
      if (round) await services.db.prisma.roundEntry.create({ data: { roundId: round.id, entryId: entry.id } });
      const assignment = await services.db.prisma.assignment.findFirstOrThrow({ where: { entryId: entry.id } });
      const [one, two] = [entry.id, plain[1]?.id ?? ""].toSorted();
      await services.db.prisma.duplicatePair.create({
        data: { entryId: one ?? "", otherEntryId: two ?? "", textShare: 9_000, longest: 40, titleShare: 5_000, sameFiles: 1, alikePictures: 0, sharedAuthors: 1, comparedAt: clock.now() },
      });
      concerned.push({ id: entry.id, code: entry.code ?? "", title, thing: id, assignment: assignment.id });
    }
    await add("Bản nháp của trường", { state: "DRAFT", unitId: unit.id });
    await add("Bài đã rút của trường", { state: "WITHDRAWN", unitId: unit.id });
    await add("Bài đợi bổ sung của trường", { screening: "NEEDS_SUPPLEMENT", unitId: unit.id });
    await add("Bài bị loại của trường", { screening: "REJECTED", unitId: unit.id });
  }
  await joinUnit(services, { editionId, unitId: unit.id, viewers: Object.values(viewers), judge });
  await services.db.transact((tx) => refreshConflicts(tx, { editionId, now: clock.now() }));
  if (withConcerned) await barFromDrafts(services, { editionId, unitId: unit.id, viewers: Object.values(viewers) });
  const [met] = panel.judges.slice(1);
  const jury = await makeJuryRecords(services, {
    panel: panel.panel,
    plain: plain.slice(0, 3).map(({ id }, index) => ({ entryId: id, ...(index === 1 && { keyedFor: irreplaceable }), ...(index === 2 && met && { metWith: met }) })),
    concerned: concerned.map(({ id }, index) => ({ entryId: id, ...(index === 0 && met && { metWith: met }), ...(index > 0 && { keyedFor: index === 1 ? irreplaceable : replaced }) })),
    setMinute: (at) => clock.set(new Date(start + at * MINUTE)),
  });
  const honours = await makeHonours(services, { secretary, editionId, now: clock.now(), givenFor: concerned[0]?.id ?? null });
  const rankingMeetings = await makeRankingMeeting(services, { editionId, present: [chair.userId, secretary.userId, organiser.userId], plain: first, concerned, now: clock.now() });
  // What the database stamps with its own clock.
  await services.db.prisma.user.updateMany({ data: { createdAt: new Date(start) } });
  await services.db.prisma.membership.updateMany({ data: { createdAt: new Date(start) } });
  clock.set(new Date(start + 120 * MINUTE));
  await searchPlans(services, { actor: secretary, editionId, now: clock.now() }, { rounds: made.rounds, judges: [replaced, irreplaceable] });
  const ids = {
    entry: first.id, author: first.authors[0]?.key ?? "", assignment: running.id, panel: panel.panel.id, thing: thing.id, unit: unit.id,
    rubric: (await services.db.prisma.rubric.findFirstOrThrow({ where: { round: { editionId } }, orderBy: { round: { position: "asc" } } })).id,
    person: people[1]?.userId ?? "", message, judge: irreplaceable.id, replaced: replaced.id, ...jury, alike: plain[1]?.id ?? "", ...honours, ...rankingMeetings,
  };
  return { services, slug: made.edition.slug, viewers, ids, concerned };
}

async function judgeEntry(services: Services, { panel, entry, scores, tick }: { panel: MadePanel; entry: { id: string }; scores: readonly string[]; tick: () => void }): Promise<void> {
  for (const [index, score] of scores.entries()) {
    const judge = panel.judges[index];
    if (!judge) throw new Error("no judge");
    tick();
    await lockSheet(services, await assign(services, { panel: panel.panel, judge, entry }), score);
  }
}

async function addThing({ db, clock }: Services, { editionId, entry, description, actorId }: { editionId: string; entry: { id: string; code: string | null }; description: string; actorId: string }) {
  const moves = { create: [{ kind: "RECEIVED" as const, at: clock.now(), personName: "Người mang", place: "Kho A", condition: "INTACT", actorId }] };
  return db.prisma.physicalThing.create({ data: { editionId, entryId: entry.id, code: `${entry.code ?? ""}-M1`, description, place: "Kho A", createdAt: clock.now(), moves } });
}

/** Plans that more judges than there are would be needed for, and for who replaces judges: also over entries that not everybody sees. */
async function searchPlans(services: Services, act: { actor: Actor; editionId: string; now: Date }, { rounds, judges }: { rounds: readonly { id: string }[]; judges: readonly { id: string }[] }): Promise<void> {
  for (const { id: roundId } of rounds) {
    if (!(await startPlan(services, { ...act, input: { roundId, perEntry: 5 } })).ok) throw new Error("no search for a plan");
    await waitForSearch(planOfRound(roundId), 100_000);
  }
  for (const { id: judgeId } of judges) {
    if (!(await planReplacement(services, { ...act, judgeId })).ok) throw new Error("no search for a replacement");
    await waitForSearch(replacementFor(judgeId), 100_000);
  }
}

function letter({ db, clock }: Services, { editionId, to, about, ...rest }: { editionId: string; to: Actor; about: string; link?: string; isHeld?: boolean }): Promise<string> {
  return enqueueMessage(db.prisma, { editionId, userId: to.userId, email: to.email, phone: null, recipientName: to.name, template: "receipt", subject: about, body: about, link: null, ...rest, now: clock.now() });
}

/** The viewers belong to the unit: the rules find the conflicts with its submitted entries, for all of them. */
async function joinUnit({ db }: Services, { editionId, unitId, viewers, judge }: { editionId: string; unitId: string; viewers: readonly Actor[]; judge: Actor }): Promise<void> {
  await db.prisma.judge.updateMany({ where: { editionId, userId: judge.userId }, data: { unitId } });
  for (const { userId } of viewers) await db.prisma.membership.updateMany({ where: { userId }, data: { unitId } });
}

/** Drafts are no ground for the rules; here somebody declared them. */
async function barFromDrafts({ db, clock }: Services, { editionId, unitId, viewers }: { editionId: string; unitId: string; viewers: readonly Actor[] }): Promise<void> {
  const drafts = await db.prisma.entry.findMany({ where: { editionId, state: "DRAFT", versions: { some: { unitId } } }, select: { id: true } });
  for (const { id: entryId } of drafts) for (const { userId } of viewers) await db.prisma.conflict.create({ data: { editionId, entryId, userId, kind: "DECLARED", createdById: "x", createdAt: clock.now() } });
}
