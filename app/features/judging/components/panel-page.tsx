import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { CheckboxField, CheckboxGroup, ErrorSummary, FormActions, NumberField, plainForm, SelectField, SubmitButton, TextField } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, ConfirmDisclosure, Disclosure, EmptyState, LinkButton, Mono, Notice } from "~/ui/primitives";
import type { PanelView } from "../queries-panels.server";
import { memberConstraint, panelConstraint } from "../schemas";

export interface PanelAnswer {
  intent: string;
  /** the member the form was about */
  who: string;
  /** said at the top where no form holds it */
  text: string | null;
  result: SubmissionResult<string[]> | null;
}

interface PanelPageProps {
  slug: string;
  /** `mayAssign`: the reader may let a judge leave */
  view: PanelView & { mayAssign: boolean };
  answer: PanelAnswer | undefined;
  done: string | null;
}

/** One panel: its name and fields, its members with their limits, and how to get more of them. */
export function PanelPage({ slug, view, answer, done }: PanelPageProps) {
  const { judging } = useMessages();
  const href = useHref();
  const { panels, panel: texts } = judging;
  const { panel } = view;
  const said: Record<string, string> = { lap: panels.created, luu: texts.saved, "thanh-vien": texts.memberSaved, bo: texts.memberRemoved };
  const message = done === null || answer ? undefined : said[done];
  return (
    <>
      <PageHeader
        title={panel.name}
        eyebrow={view.round.name}
        crumbs={[{ label: panels.title, href: href(paths.panels(slug)) }, { label: panel.name }]}
        actions={
          <LinkButton kind="primary" icon="plus" href={`${href(paths.members(slug))}?tieu-ban=${panel.id}#moi`}>
            {texts.invite}
          </LinkButton>
        }
      />
      {message && <Notice tone="success" live>{message}</Notice>}
      {answer?.text && <Notice tone="danger" live>{answer.text}</Notice>}
      <div className="grid gap-6">
        <Members slug={slug} view={view} answer={answer} />
        <AddMember view={view} answer={answer} />
        <Details view={view} answer={answer} />
        {panel.assignments > 0 ? (
          <p className="muted">{texts.kept}</p>
        ) : (
          <ConfirmDisclosure label={texts.delete} confirmLabel={texts.delete} consequences={[texts.deleteConsequence]} intent="delete" danger />
        )}
      </div>
    </>
  );
}

function Members({ slug, view, answer }: Pick<PanelPageProps, "slug" | "view" | "answer">) {
  const { judging, planning } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { panels, panel: texts } = judging;
  const { members } = view.panel;
  if (members.length === 0) return <EmptyState title={texts.noMembers}>{texts.noMembersHelp}</EmptyState>;
  return (
    <section className="grid gap-3">
      <h2>{panels.memberCount(members.length)}</h2>
      {members.map((member) => {
        const isAnswered = answer?.intent === "member" && answer.who === member.userId;
        return (
          <Card
            key={member.judgeId}
            level={3}
            title={
              <>
                <Mono>{member.code}</Mono> {member.name}
              </>
            }
            eyebrow={member.unit}
            aside={
              <span className="actions">
                {member.isChair && <Badge tone="info">{panels.chair}</Badge>}
                {member.leftAt && <Badge tone="warning">{planning.leave.badge}</Badge>}
                <span className="muted">{judging.assignments.loadOf(integer(member.assigned), member.maxLoad === null ? null : integer(member.maxLoad))}</span>
              </span>
            }
          >
            <Disclosure summary={judging.assignments.edit} open={isAnswered}>
              <MemberForm member={member} result={isAnswered ? answer.result : null} />
              {member.assigned === 0 && (
                <div className="mt-3">
                  <ConfirmDisclosure label={texts.remove} confirmLabel={texts.remove} consequences={[texts.removeConsequence]} intent="drop" fields={{ judgeId: member.judgeId }} small danger />
                </div>
              )}
            </Disclosure>
            {view.mayAssign && (
              <p className="mt-2">
                <a href={href(paths.judgeLeaves(slug, member.judgeId))}>{member.leftAt ? planning.leave.comeBack : planning.leave.open}</a>
              </p>
            )}
          </Card>
        );
      })}
    </section>
  );
}

function MemberForm({ member, result }: { member: PanelView["panel"]["members"][number]; result: SubmissionResult<string[]> | null }) {
  const { judging, common } = useMessages();
  const { panel: texts } = judging;
  const values = { isChair: member.isChair, maxLoad: member.maxLoad === null ? "" : String(member.maxLoad) };
  const form = plainForm({ id: `thanh-vien-${member.code}`, result, values, constraint: memberConstraint });
  return (
    <form id={form.id} method="post" noValidate className="grid gap-2">
      <ErrorSummary form={form} labels={{ maxLoad: texts.maxLoad }} />
      <input type="hidden" name="userId" value={member.userId} />
      <NumberField field={form.field("maxLoad")} label={texts.maxLoad} help={texts.maxLoadHelp} />
      <CheckboxField field={form.field("isChair")} label={texts.isChair} />
      <FormActions>
        <SubmitButton intent="member" kind="secondary">
          {common.action.save}
        </SubmitButton>
      </FormActions>
    </form>
  );
}

function AddMember({ view, answer }: Pick<PanelPageProps, "view" | "answer">) {
  const { judging } = useMessages();
  const { panel: texts } = judging;
  if (view.candidates.length === 0) return <p className="muted">{texts.noCandidates}</p>;
  const isOwn = answer?.intent === "member" && !view.panel.members.some(({ userId }) => userId === answer.who);
  const form = plainForm({ id: "them", result: isOwn ? answer.result : null, constraint: memberConstraint });
  const options = view.candidates.map(({ userId, code, name, unit }) => ({ value: userId, label: [code, name, unit && `– ${unit}`].filter(Boolean).join(" ") }));
  return (
    <Card title={texts.add}>
      <form id={form.id} method="post" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={{ userId: texts.person, maxLoad: texts.maxLoad }} />
        <SelectField field={form.field("userId")} label={texts.person} options={options} required />
        <NumberField field={form.field("maxLoad")} label={texts.maxLoad} help={texts.maxLoadHelp} />
        <CheckboxField field={form.field("isChair")} label={texts.isChair} />
        <FormActions>
          <SubmitButton intent="member">{texts.addButton}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}

function Details({ view, answer }: Pick<PanelPageProps, "view" | "answer">) {
  const { judging, common } = useMessages();
  const { panels, panel: texts } = judging;
  const values = { name: view.panel.name, fieldIds: view.panel.fields.map(({ id }) => id) };
  const form = plainForm({ id: "chi-tiet", result: answer?.intent === "details" ? answer.result : null, values, constraint: panelConstraint });
  return (
    <Card title={texts.details}>
      <form id={form.id} method="post" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={{ name: panels.name, fieldIds: panels.fields }} />
        <TextField field={form.field("name")} label={panels.name} required />
        <CheckboxGroup field={form.field("fieldIds")} label={panels.fields} options={view.fields.map(({ id, name }) => ({ value: id, label: name }))} />
        <FormActions>
          <SubmitButton intent="details" kind="secondary">
            {common.action.save}
          </SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}
