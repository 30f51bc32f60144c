import type { CommitteeKind } from "~/data/generated/enums";
import { JUDGES, UNIT_OF_JUDGE } from "./cast.server";
import type { Stage } from "./stage.server";

const FEE = 50_000;

interface Seat {
  committee: CommitteeKind;
  name: string;
  post: string;
  role: string;
  userId?: string;
}

/** Who sits on the committees of every edition of the demo, so that the decisions that set them up can be printed. Invented people. */
export async function addCommittees({ tx, cast }: Stage): Promise<void> {
  const { btc, thuky, chutich } = cast;
  const seats: Seat[] = [
    { committee: "ORGANISING", name: "Trần Đình Hạnh", post: "Phó Chủ tịch Ủy ban nhân dân xã, Chủ tịch Liên hiệp hội", role: "Trưởng ban" },
    { committee: "ORGANISING", name: btc.name, post: "Phó Chủ tịch Liên hiệp hội", role: "Phó Trưởng ban thường trực", userId: btc.userId },
    { committee: "ORGANISING", name: "Phan Thị Minh Nguyệt", post: "Phòng Văn hóa - Xã hội xã", role: "Ủy viên" },
    { committee: "ORGANISING", name: "Lê Hồng Sơn", post: "Bí thư Đoàn Thanh niên xã", role: "Ủy viên" },
    { committee: "SECRETARIAT", name: thuky.name, post: "Văn phòng Liên hiệp hội", role: "Thư ký", userId: thuky.userId },
    { committee: "JURY", name: chutich.name, post: UNIT_OF_JUDGE.chutich, role: "Chủ tịch Hội đồng", userId: chutich.userId },
    ...JUDGES.map((who): Seat => ({ committee: "JURY", name: cast[who].name, post: UNIT_OF_JUDGE[who], role: "Giám khảo", userId: cast[who].userId })),
  ];
  const editions = await tx.edition.findMany({ select: { id: true } });
  const data = editions.flatMap(({ id: editionId }) => seats.map((seat, index) => ({ ...seat, editionId, position: index + 1 })));
  await tx.committeeMember.createMany({ data });
  await tx.edition.updateMany({ data: { judgeFee: FEE } });
}
