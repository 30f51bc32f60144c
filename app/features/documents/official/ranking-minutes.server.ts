import { withheldFrom } from "~/data/official-papers.server";
import { meetingMinutes, rankingMeetingsOf } from "~/data/ranking-meetings.server";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialMinutes } from "~/i18n/vi/official-papers-minutes";
import { officialKind } from "./define-kind.server";
import type { OfficialDefinition, PaperSlots } from "./official-kind";
import { meetingPaper } from "./ranking-minutes-paper";
import { resultsOnPaper } from "./results-on-paper.server";

const { fileName, kinds } = officialPapers;

/**
 * Minutes of each ranking meeting that was closed, the first one first, with the head of the record as it stood then. They tell of votes
 * on single entries, so whoever has an interest in any of them gets none but for everybody's eyes (`draftViewer`).
 */
const definition: OfficialDefinition = {
  key: "ranking-minutes",
  title: kinds["ranking-minutes"],
  formats: ["pdf", "docx"],
  sign: "BB-BTC",
  stage: "scored",
  tellsOfEntries: true,
  ofMeetings: true,
  slots: (): PaperSlots => ({ legalBases: "", recipients: "", onBehalf: "", signerTitle: officialMinutes.meeting.chairTitle.join("\n"), texts: [] }),
  async *build(source) {
    const { services, edition, frame, viewerId } = source;
    const reader = services.db.prisma;
    if ((await withheldFrom(reader, edition.id, viewerId)).size > 0) return;
    const meetings = (await rankingMeetingsOf(reader, edition.id)).filter(({ closedAt }) => closedAt !== null).toReversed();
    if (meetings.length === 0) return;
    const results = await resultsOnPaper(source);
    for (const [index, { id }] of meetings.entries()) {
      const minutes = await meetingMinutes(reader, edition.id, id);
      if (!minutes?.closedAt) continue;
      const { closedAt } = minutes;
      // What was proposed after this meeting and before the next one follows from it.
      const next = meetings[index + 1]?.closedAt;
      const result = results.find(({ decision }) => decision.proposedAt >= closedAt && (!next || decision.proposedAt < next)) ?? null;
      yield { name: `${fileName["ranking-minutes"]}-${index + 1}`, paper: meetingPaper({ edition, frame, minutes: { ...minutes, closedAt }, result }) };
    }
  },
};

export const rankingMinutes = officialKind(definition);
