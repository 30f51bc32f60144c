/** What waits on a secretary's desk, counted. */
export interface DeskCounts {
  drafts: number;
  received: number;
  supplement: number;
  /** supplements whose date has passed */
  overdue: number;
  qualified: number;
  rejected: number;
  withdrawn: number;
  /** qualified entries with fewer judges than the edition asks for, in the round being held */
  unassigned: number;
  sheetsLocked: number;
  sheetsBegun: number;
  sheetsToBegin: number;
  /** judges with at least one sheet that isn't locked */
  judgesBehind: number;
  /** assigned in a blind round, but judges cannot open them before somebody looked through what may tell whose they are */
  blindWaiting: number;
  /** sheets that came after their round had closed and wait for the chair */
  lateSheets: number;
  /** meetings on re-scoring that are not closed */
  openRescores: number;
  /** appeals that wait for an answer */
  openAppeals: number;
  /** 1: the result could not publish itself at the minute that was set */
  stoppedPublications: number;
  /** requests about personal data that wait for an answer */
  dataRequests: number;
  /** commendations that wait for a letter or to be published */
  commendations: number;
  mails: number;
  /** letters that wait for approval */
  heldMails: number;
}
