import { decisionOf } from "~/data/results.server";
import type { Actor } from "~/domain/access/roles";
import { standingOf } from "~/domain/special-awards/standing";
import { beginLetter, publishLetter, sendLetter, signLetter } from "~/features/commendations/letter.server";
import { proposeCommendations } from "~/features/commendations/propose.server";
import { storeAuthority } from "~/features/commendations/authority.server";
import { currentRanking } from "~/features/results/current-ranking.server";
import { addSpecialAward, changeSpecialAward } from "~/features/special-awards/define.server";
import { giveSpecialAward } from "~/features/special-awards/give.server";
import { wholeScene } from "~/features/special-awards/scene.server";
import { type SpecialAwardRow, specialAwardById } from "~/data/special-awards.server";
import { actorOf, done, within } from "../writing/acting.server";
import type { SeedEdition } from "../writing/edition.server";
import type { Stage } from "./stage.server";

const NOTHING = { unit: undefined, entry: "", author: "", name: "", reason: "" };
const COLLECTIVES = 2;
const MONEY = { UNIT_POINTS: 1_500_000, MOST_ENTRIES_UNIT: 500_000 } as const;

function staff({ cast }: Stage, edition: SeedEdition, who: "btc" | "thuky"): Actor {
  return actorOf(cast[who], [{ role: who === "btc" ? "ORGANISER" : "SECRETARY", editionId: edition.id, unitId: null }]);
}

/** A collective award by the points of units, and one for the unit with most entries, given by their rules, a tie with a reason, before the result is proposed. */
export async function giveSpecialAwards(stage: Stage, edition: SeedEdition): Promise<void> {
  const { db, tx, calendar } = stage;
  const services = { db: within(db, tx) };
  const secretary = { actor: staff(stage, edition, "thuky"), editionId: edition.id, now: calendar.at(-125, 20) };
  const organiser = { actor: staff(stage, edition, "btc"), editionId: edition.id, now: calendar.at(-124, 9) };
  const { entries } = await wholeScene(tx, edition.id, await done(currentRanking(tx, edition.id)));
  const stated: SpecialAwardRow[] = [];
  for (const rule of ["UNIT_POINTS", "MOST_ENTRIES_UNIT"] as const) {
    const { id } = await done(addSpecialAward(services, { ...secretary, input: { newId: crypto.randomUUID(), rule } }));
    const award = await specialAwardById(tx, edition.id, id);
    if (!award) throw new Error("the award is gone");
    const { version, label, ruleText, points, minimum } = award;
    const quota = rule === "UNIT_POINTS" ? COLLECTIVES : 1;
    await done(changeSpecialAward(services, { ...secretary, id, input: { version, label, ruleText, minimum, money: MONEY[rule], quota, ...(points ? { points } : {}) } }));
    stated.push({ ...award, quota });
  }
  for (const award of stated) {
    const { rows, left } = standingOf(award, entries);
    const tied = rows.filter(({ outcome }) => outcome === "TIED").slice(0, left);
    const give = (unit: string, reason: string) => done(giveSpecialAward(services, { ...organiser, awardId: award.id, input: { ...NOTHING, id: crypto.randomUUID(), unit, reason } }));
    for (const { id } of rows.filter(({ outcome }) => outcome === "GETS")) await give(id, "");
    for (const { id } of tied) await give(id, "Các đơn vị bằng nhau về số bài; Ban Tổ chức chọn đơn vị có nhiều học sinh tham gia hơn.");
  }
}

const GROUNDS = {
  school: "Đã có thành tích xuất sắc trong vận động, tổ chức cho học sinh tham gia Cuộc thi Sáng tạo thanh thiếu niên, nhi đồng",
  teacher: "Đã có thành tích xuất sắc trong hướng dẫn học sinh tham gia Cuộc thi Sáng tạo thanh thiếu niên, nhi đồng",
};

/** A school commended by the chair of the People's Committee, in public; a teacher proposed and waiting for a letter. */
export async function commend(stage: Stage, edition: SeedEdition, publishedDay: number): Promise<void> {
  const { db, tx, calendar } = stage;
  const services = { db: within(db, tx) };
  const act = (daysAfter: number, hour = 9) => ({ actor: staff(stage, edition, "thuky"), editionId: edition.id, now: calendar.at(publishedDay + daysAfter, hour) });
  if ((await decisionOf(tx, edition.id))?.state !== "PUBLISHED") return;
  const authorityId = crypto.randomUUID();
  const authority = { name: "Chủ tịch Ủy ban nhân dân xã Cẩm Xuyên", letterheadParent: "", letterheadBody: "Ủy ban nhân dân xã Cẩm Xuyên", signerTitle: "Chủ tịch", signerName: "", place: "Cẩm Xuyên" };
  await done(storeAuthority(services, { ...act(1), input: { id: authorityId, version: 0, ...authority } }));
  const propose = (daysAfter: number, row: { recipientKind: "COLLECTIVE" | "PERSON"; name: string; detail: string; grounds: string; mayPublish: boolean }) =>
    done(proposeCommendations(services, { ...act(daysAfter), input: { kind: "COMMENDATION", authorityId, money: 500_000, rows: [{ id: crypto.randomUUID(), ...row }] } }));
  await propose(2, { recipientKind: "COLLECTIVE", name: "Trường THCS Sông Rác", detail: "xã Cẩm Xuyên", grounds: GROUNDS.school, mayPublish: false });
  const { id } = await done(beginLetter(services, { ...act(2, 10), input: { id: crypto.randomUUID(), authorityId } }));
  await done(sendLetter(services, { ...act(3, 15), id, input: { version: 1, number: "09/TTr-BTC", date: calendar.day(publishedDay + 3) } }));
  const [school] = await tx.commendation.findMany({ where: { letterId: id }, select: { id: true } });
  await done(signLetter(services, { ...act(4), id, input: { version: 2, decisionNumber: "412/QĐ-UBND", decisionDate: calendar.day(publishedDay + 4), books: { [school?.id ?? ""]: "18" } } }));
  await done(publishLetter(services, { ...act(4, 10), id }));
  await propose(5, { recipientKind: "PERSON", name: "Nguyễn Thị Thanh Nhàn", detail: "Giáo viên Trường THCS Sông Rác", grounds: GROUNDS.teacher, mayPublish: false });
}
