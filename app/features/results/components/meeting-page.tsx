import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, ConfirmDisclosure, CopyText, DescriptionList, LinkButton, Notice } from "~/ui/primitives";
import type { RankingMeetingView, VoteView } from "../meeting-view.server";
import { LeftBehind } from "./left-behind";
import { MeetingForm } from "./meeting-form";
import { hasVoteForm, VoteForms } from "./vote-forms";

interface MeetingPageProps {
  slug: string;
  meeting: RankingMeetingView;
  newIds: readonly string[];
  reply: { intent: string; problem: string | null; result: SubmissionResult<string[]> | null } | undefined;
  isSaved: boolean;
}

/** One ranking meeting: what waits for a vote, the votes, who was there. */
export function MeetingPage({ slug, meeting, newIds, reply, isSaved }: MeetingPageProps) {
  const { rankingMeeting: texts, results } = useMessages();
  const { dateTime } = useFormats();
  const href = useHref();
  const resultOf = (intent: string) => (reply?.intent === intent ? reply.result : null);
  const isOpen = meeting.closedAt === null;
  return (
    <>
      <PageHeader
        title={meeting.title}
        lead={`${meeting.place}, ${dateTime(meeting.heldAt)}`}
        crumbs={[{ label: results.ranking.title, href: href(paths.ranking(slug)) }, { label: texts.title, href: href(paths.rankingMeetings(slug)) }, { label: meeting.title }]}
        actions={<LinkButton href={href(paths.ranking(slug))}>{results.ranking.title}</LinkButton>}
      />
      {reply?.problem && (
        <Notice tone="danger" live>
          {reply.problem}
        </Notice>
      )}
      {reply?.result && !reply.problem && !hasForm(meeting, reply) && (
        <LeftBehind result={reply.result} labels={{ question: texts.votes.question, title: texts.name, place: texts.place, guests: texts.guests, notes: texts.notes }} />
      )}
      {isSaved && !reply && <Notice tone="success">{texts.saved}</Notice>}
      <p>
        <Badge tone={isOpen ? "success" : "neutral"}>{meeting.closedAt ? texts.closed(dateTime(meeting.closedAt)) : texts.running}</Badge> {texts.rule[meeting.voteRule]}
      </p>
      {isOpen && !meeting.mayMeet && <Notice>{meeting.isFrozen ? texts.proposed : texts.mayNot}</Notice>}
      <section className="mt-6">
        <h2>{texts.votes.title}</h2>
        {meeting.votes.length === 0 && <p className="muted">{texts.votes.none}</p>}
        <div className="grid gap-4">
          {meeting.votes.map((vote) => (
            <VoteCard key={vote.id} vote={vote} mayRevoke={meeting.mayMeet && !vote.revoked} />
          ))}
          {meeting.matters && <VoteForms slug={slug} meeting={{ ...meeting, matters: meeting.matters }} newIds={newIds} result={resultOf("vote")} />}
        </div>
      </section>
      <section className="mt-8">
        <h2>{texts.record}</h2>
        {isOpen && meeting.mayMeet ? <Attendance meeting={meeting} result={resultOf("save")} /> : <AttendanceShown meeting={meeting} />}
      </section>
      {isOpen && meeting.mayMeet && (
        <section className="mt-8">
          <ConfirmDisclosure label={texts.close} consequences={texts.closeConsequences} confirmLabel={texts.close} intent="close" fields={{ version: String(meeting.version) }} irreversible />
        </section>
      )}
    </>
  );
}

/** Whether the form that was answered is on the page still, to show what is wrong with it. */
function hasForm({ matters, closedAt, mayMeet }: RankingMeetingView, { intent, result }: { intent: string; result: SubmissionResult<string[]> | null }): boolean {
  return intent === "vote" ? matters !== null && hasVoteForm(matters, result) : closedAt === null && mayMeet;
}

function VoteCard({ vote, mayRevoke }: { vote: VoteView; mayRevoke: boolean }) {
  const { rankingMeeting } = useMessages();
  const { votes } = rankingMeeting;
  const { integer, dateTime } = useFormats();
  return (
    <Card eyebrow={votes.subjects[vote.subject]} title={vote.questionText ?? votes.erased} level={3}>
      <p className="strong">
        <Decided vote={vote} />
      </p>
      <p>
        {votes.counts(integer(vote.present), integer(vote.inFavour), integer(vote.against), integer(vote.abstained))} <span className="muted">({votes.needed(integer(vote.needed))})</span>{" "}
        <Badge tone={vote.carried ? "success" : "neutral"}>{vote.carried ? votes.carried : votes.lost}</Badge> {vote.revoked && <Badge tone="warning">{votes.revoked}</Badge>}
      </p>
      <p className="muted">{votes.at(dateTime(vote.recordedAt))}</p>
      {mayRevoke && <ConfirmDisclosure label={votes.revoke} consequences={votes.revokeConsequences} confirmLabel={votes.revoke} intent="revoke" fields={{ vote: vote.id }} small />}
    </Card>
  );
}

/** What the question decides, in words. */
function Decided({ vote }: { vote: VoteView }) {
  const { rankingMeeting } = useMessages();
  const { votes } = rankingMeeting;
  const { integer, list } = useFormats();
  const tier = vote.fieldName === null ? (vote.tierLabel ?? "") : `${vote.tierLabel ?? ""} (${vote.fieldName})`;
  const entries = list(vote.entries.map(({ code, title }) => `${code} ${title}`));
  switch (vote.subject) {
    case "TIE":
      return votes.toEntries(tier, entries);
    case "QUOTA":
      return vote.quota === 0 ? votes.empty(tier) : votes.ofTier(tier, integer(vote.quota ?? 0));
    case "SPREAD":
      return votes.meanStands(entries);
    case "SPECIAL_AWARD":
      return vote.specialAwardLabel;
    case "OTHER":
      return null;
  }
}

function Attendance({ meeting, result }: { meeting: RankingMeetingView; result: SubmissionResult<string[]> | null }) {
  const { rankingMeeting: texts } = useMessages();
  const { dateTime } = useFormats();
  const { title, place, heldAt, chairId, secretaryId, people, guests, notes } = meeting;
  const values = { title, place, heldAt: dateTime(heldAt), chairId: chairId ?? "", secretaryId: secretaryId ?? "", guests, notes, seats: people.map(({ as }) => ({ as: as ?? "" })) };
  return <MeetingForm id="thanh-phan" hidden={{ version: String(meeting.version) }} people={people} values={values} result={result} intent="save" submit={texts.save} />;
}

function AttendanceShown({ meeting }: { meeting: RankingMeetingView }) {
  const { rankingMeeting: texts } = useMessages();
  const { list, integer } = useFormats();
  const names = (as: "present" | "absent") => meeting.people.filter((person) => person.as === as).map(({ name }) => name);
  const nameOf = (id: string | null) => meeting.people.find(({ userId }) => userId === id)?.name ?? "–";
  const [present, absent] = [names("present"), names("absent")];
  const items = [
    { term: texts.chair, description: nameOf(meeting.chairId) },
    { term: texts.secretary, description: nameOf(meeting.secretaryId) },
    { term: texts.presentCount(integer(present.length)), description: list(present) || texts.nobody },
    { term: texts.absentCount(integer(absent.length)), description: list(absent) || texts.nobody },
    { term: texts.guests, description: <span className="whitespace-pre-line">{meeting.guests || texts.nobody}</span> },
    { term: texts.notes, description: <span className="whitespace-pre-line">{meeting.notes || "–"}</span> },
  ];
  return (
    <>
      <DescriptionList items={items} />
      {meeting.head && (
        <>
          <h3>{texts.headAtClosing}</h3>
          <CopyText text={meeting.head} label={texts.headAtClosing} />
          <p className="muted">{texts.headHelp}</p>
        </>
      )}
    </>
  );
}
