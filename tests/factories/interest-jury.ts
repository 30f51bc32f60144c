import { randomUUID } from "node:crypto";
import type { Services } from "~/features/services";
import { keySheet } from "~/features/judging/commands-keyed.server";
import { startMeeting, stepMeeting } from "~/features/judging/commands-meeting.server";
import { openRescore } from "~/features/judging/commands-rescore.server";
import { closeRescore } from "~/features/judging/commands-rescore-close.server";
import type { MadePanel } from "./judging";
import { makeUser } from "./people";

/** An entry with what the jury did about it: the judge whose sheet was filled in on paper, or the one who was there when they met over its scores. */
interface JuryWork {
  entryId: string;
  keyedFor?: { id: string };
  metWith?: { actor: { userId: string } };
}

interface JurySpec {
  panel: MadePanel["panel"];
  /** the first one lies on the table of the meeting */
  plain: readonly JuryWork[];
  concerned: readonly JuryWork[];
  /** puts the clock to a minute of the contest */
  setMinute: (minute: number) => void;
}

const AT = { plain: 100, concerned: 106, meeting: 112 };

/**
 * Records of the jury, made by a chair and a secretary who have no interest in anything: sheets keyed in by one of two, closed meetings on
 * scores, and a running meeting of the panel with every entry on its agenda, those of interest first.
 */
export async function makeJuryRecords(services: Services, { panel, plain, concerned, setMinute }: JurySpec): Promise<{ meeting: string; rescore: string; keyed: string }> {
  const { editionId } = panel;
  const chair = await makeUser(services, { role: "CHAIR", editionId, name: "Chủ Tịch Vô Tư", email: "chutich.votu@lien.test" });
  const clerk = await makeUser(services, { role: "SECRETARY", editionId, name: "Thư Ký Vô Tư", email: "thuky.votu@lien.test" });
  const act = { actor: chair, editionId };
  const done = <Value>(result: { ok: true; value: Value } | { ok: false; reason: string }): Value => {
    if (!result.ok) throw new Error(result.reason);
    return result.value;
  };
  const criteria = await services.db.prisma.criterion.findMany({ where: { rubric: { roundId: panel.roundId } }, select: { id: true } });
  const typed = new Map(criteria.map(({ id }) => [id, "1"]));
  const records = { rescore: "", keyed: "" };
  const work = async ({ entryId, keyedFor, metWith }: JuryWork) => {
    const now = services.clock.now();
    if (keyedFor) {
      const { id } = await services.db.prisma.assignment.findFirstOrThrow({ where: { entryId, judgeId: keyedFor.id } });
      done(await keySheet(services, { actor: clerk, editionId, now, input: { assignmentId: id, typed, remark: "" } }));
      records.keyed ||= id;
    }
    if (metWith) {
      const id = randomUUID();
      done(await openRescore(services, { ...act, now, input: { id, entryId, roundId: panel.roundId, reason: "Điểm chênh nhau.", dueAt: new Date(now.getTime() + 3_600_000) } }));
      done(await closeRescore(services, { ...act, now, input: { rescoreId: id, outcome: "KEPT", minutes: "Giữ nguyên điểm.", present: [metWith.actor.userId] } }));
      records.rescore ||= id;
    }
  };
  setMinute(AT.plain);
  for (const one of plain) await work(one);
  setMinute(AT.concerned);
  for (const one of concerned) await work(one);
  setMinute(AT.meeting);
  const now = services.clock.now();
  const { id: meeting } = done(await startMeeting(services, { ...act, now, input: { id: randomUUID(), roundId: panel.roundId, panelId: panel.id, title: "Họp tiểu ban", source: "all" } }));
  const first = concerned.map(({ entryId }) => entryId);
  const { agenda, version } = await services.db.prisma.juryMeeting.findUniqueOrThrow({ where: { id: meeting } });
  await services.db.prisma.juryMeeting.update({ where: { id: meeting }, data: { agenda: [...first, ...agenda.filter((id) => !first.includes(id))] } });
  done(await stepMeeting(services, { ...act, now, meetingId: meeting, version, step: { to: plain[0]?.entryId ?? "" } }));
  return { meeting, ...records };
}
