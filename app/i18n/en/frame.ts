import type { FrameMessages } from "../vi/frame";

export const frame: FrameMessages = {
  sections: {
    desk: "Desk",
    screening: "Entries",
    things: "Exhibits",
    panels: "Panels",
    assignments: "Assignments",
    conflicts: "Conflicts of interest",
    progress: "Judging progress",
    ranking: "Ranking",
    decision: "Results",
    specialAwards: "Special awards",
    papers: "Papers",
    certificates: "Certificates",
    commendations: "Commendations",
    members: "Members",
    settings: "Settings",
    ledger: "Ledger",
  },
  receiptUntil: (moment) => `entries until ${moment}`,
  judgingUntil: (moment) => `judged until ${moment}`,
  receiptFrom: (moment) => `entries from ${moment}`,
  publishedOn: (moment) => `published ${moment}`,
};
