import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { ErrorSummary, FormActions, plainForm, RadioGroup, SelectField, SubmitButton, TextField } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, DateTime, EmptyState, Table } from "~/ui/primitives";
import type { MeetingLine } from "../queries-meeting.server";
import { meetingConstraint } from "../schemas-jury";
import { JuryTabs, type JuryTab } from "./jury-tabs";

interface MeetingsPageProps {
  view: {
    slug: string;
    tabs: readonly JuryTab[];
    meetings: readonly MeetingLine[];
    rounds: readonly { id: string; name: string; panels: readonly { id: string; name: string }[] }[];
    newId: string;
    mayLead: boolean;
  };
  result: SubmissionResult<string[]> | null;
}

/** The jury's meetings, and the form that starts one. */
export function MeetingsPage({ view, result }: MeetingsPageProps) {
  const { juryMeeting } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  return (
    <>
      <PageHeader title={juryMeeting.title} lead={juryMeeting.lead} />
      <JuryTabs slug={view.slug} current="meetings" shown={view.tabs} />
      <Table
        caption={juryMeeting.title}
        rows={view.meetings}
        rowKey={(row) => row.id}
        empty={<EmptyState title={juryMeeting.none}>{juryMeeting.noneHelp}</EmptyState>}
        columns={[
          {
            key: "title",
            header: juryMeeting.name,
            primary: true,
            cell: (row) => (
              <a href={href(paths.juryMeeting(view.slug, row.id))} className="inline-block py-2">
                {row.title}
              </a>
            ),
          },
          { key: "round", header: juryMeeting.round, cell: (row) => [row.round, row.panel].filter(Boolean).join(" · ") },
          { key: "entries", header: juryMeeting.entries, numeric: true, cell: (row) => integer(row.entries) },
          { key: "state", header: juryMeeting.state, cell: (row) => <Badge tone={row.endedAt ? "neutral" : "success"}>{row.endedAt ? juryMeeting.over : juryMeeting.running}</Badge> },
          { key: "started", header: juryMeeting.startedAt, cell: (row) => <DateTime at={row.startedAt} /> },
        ]}
      />
      {view.mayLead && <StartForm view={view} result={result} />}
    </>
  );
}

function StartForm({ view, result }: MeetingsPageProps) {
  const { juryMeeting } = useMessages();
  const [first] = view.rounds;
  const form = plainForm({ id: "cuoc-hop", result, values: { id: view.newId, title: first ? juryMeeting.nameExample(first.name) : "", source: "all" }, constraint: meetingConstraint });
  const places = view.rounds.flatMap((round) => [
    { value: round.id, label: juryMeeting.wholeJury(round.name) },
    ...round.panels.map((panel) => ({ value: `${round.id} ${panel.id}`, label: juryMeeting.ofPanel(round.name, panel.name) })),
  ]);
  return (
    <Card title={juryMeeting.start} className="mt-8">
      <form id={form.id} method="post" noValidate>
        <ErrorSummary form={form} labels={{ title: juryMeeting.name, where: juryMeeting.where, source: juryMeeting.source }} />
        <input type="hidden" name="id" value={String(form.field("id").initialValue ?? view.newId)} />
        <TextField field={form.field("title")} label={juryMeeting.name} required />
        <SelectField field={form.field("where")} label={juryMeeting.where} options={places} required />
        <RadioGroup field={form.field("source")} label={juryMeeting.source} options={(["all", "spread", "turns"] as const).map((value) => ({ value, label: juryMeeting.sources[value] }))} required />
        <FormActions>
          <SubmitButton intent="start">{juryMeeting.startButton}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}
