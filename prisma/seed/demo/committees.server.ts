import { seatHash } from "~/data/committee-on-record.server";
import type { CommitteeKind } from "~/data/generated/enums";
import type { SeedBook } from "../writing/book.server";
import { type Cast, JUDGES, UNIT_OF_JUDGE } from "./cast.server";

/** in đồng, for one locked sheet */
export const FEE = 50_000;

interface Seat {
  name: string;
  post: string;
  role: string;
  userId: string | null;
}

/** Who sits on the committees of every edition of the demo, so that the decisions that set them up can be printed. Invented people. */
function seatsOf({ btc, thuky, thuky2, chutich, ...others }: Cast): Record<CommitteeKind, Seat[]> {
  return {
    ORGANISING: [
      { name: "Trần Đình Hạnh", post: "Phó Chủ tịch Ủy ban nhân dân xã, Chủ tịch Liên hiệp hội", role: "Trưởng ban", userId: null },
      { name: btc.name, post: "Phó Chủ tịch Liên hiệp hội", role: "Phó Trưởng ban thường trực", userId: btc.userId },
      { name: "Phan Thị Minh Nguyệt", post: "Phòng Văn hóa - Xã hội xã", role: "Ủy viên", userId: null },
      { name: "Lê Hồng Sơn", post: "Bí thư Đoàn Thanh niên xã", role: "Ủy viên", userId: null },
    ],
    SECRETARIAT: [
      { name: thuky.name, post: "Văn phòng Liên hiệp hội", role: "Thư ký", userId: thuky.userId },
      { name: thuky2.name, post: "Văn phòng Liên hiệp hội", role: "Ủy viên", userId: thuky2.userId },
    ],
    JURY: [
      { name: chutich.name, post: UNIT_OF_JUDGE.chutich, role: "Chủ tịch Hội đồng", userId: chutich.userId },
      ...JUDGES.map((who): Seat => ({ name: others[who].name, post: UNIT_OF_JUDGE[who], role: "Giám khảo", userId: others[who].userId })),
    ],
  };
}

/** The committees of an edition as its secretary named them, with their events. */
export function addCommittees(book: SeedBook, cast: Cast, { editionId, at }: { editionId: string; at: Date }): void {
  const aside = book.aside(`committees of ${editionId}`);
  for (const [committee, seats] of Object.entries(seatsOf(cast)) as [CommitteeKind, Seat[]][]) {
    const members = seats.map((seat, index) => ({ id: aside.chance.uuid(), committee, ...seat, position: index + 1, validFrom: null, validTo: null }));
    book.add("CommitteeMember", ...members.map((member) => ({ ...member, editionId })));
    const { salt, hash } = aside.keepText(editionId, JSON.stringify({ changed: members, members }), at);
    const data = { committee, members: members.length, change: hash, seats: members.map((member) => ({ member: member.id, row: seatHash(salt, member) })) };
    book.record({ type: "COMMITTEE_CHANGED", data, actor: cast.thuky.userId, at, editionId });
  }
  book.record({ type: "JUDGE_FEE_SET", data: { fee: FEE }, actor: cast.thuky.userId, at, editionId });
}
