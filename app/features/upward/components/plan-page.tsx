import type { PlanView } from "../plan-view.server";
import { SelectField, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Badge, Button, Card, DescriptionList, EmptyState, Mono, Notice, Table } from "~/ui/primitives";
import { noteText, stopText } from "../plan-texts";

/** Where the package comes from and what it holds. */
export function PackageFacts({ view }: { view: PlanView }) {
  const { upward } = useMessages();
  const { integer, fileSize, date } = useFormats();
  const { plan } = upward;
  return (
    <Card>
      <DescriptionList
        items={[
          { term: plan.from, description: view.sender.name },
          { term: plan.contest, description: view.contest },
          { term: plan.decision, description: plan.decisionLine(view.decision.number, date(new Date(view.decision.date))) },
          ...(view.recipient === "" ? [] : [{ term: plan.recipient, description: view.recipient }]),
          { term: plan.contents, description: plan.contentsLine(integer(view.entries.length), integer(view.files), fileSize(view.bytes)) },
        ]}
      />
      <p className="muted">{plan.expires}</p>
    </Card>
  );
}

/** Whether the key is believed; the first package of a key asks for a call on the telephone. */
export function SenderTrust({ view, problem, heard, name }: { view: PlanView["sender"]; problem: string | null; heard: string; name: string | null }) {
  const { plan } = useMessages().upward;
  if (view.state === "trusted") return <Notice tone="success">{plan.trusted}</Notice>;
  if (view.state === "revoked" && !view.mayTrust) return <Notice tone="danger">{plan.revoked}</Notice>;
  return (
    <Card title={view.state === "revoked" ? plan.revoked : plan.trustTitle}>
      {view.otherKey && <Notice tone="danger">{plan.otherKey(view.name)}</Notice>}
      <p>{plan.trustHelp}</p>
      <p className="text-lg">
        <Mono>{view.fingerprint}</Mono>
      </p>
      {view.mayTrust ? (
        <form method="post" className="grid gap-3">
          <TextField id="nghe" name="heard" value={heard} errors={problem === null ? [] : [problem]} label={plan.heard} help={plan.heardHelp} spellCheck={false} autoCapitalize="none" size={40} />
          <TextField id="ten-noi-gui" name="name" value={name ?? view.name} errors={[]} label={plan.senderName} />
          <p className="muted">{plan.trustWill}</p>
          <div className="actions">
            <Button kind="primary" name="intent" value="trust">
              {plan.trust}
            </Button>
          </div>
        </form>
      ) : (
        <Notice>{plan.trustByOthers}</Notice>
      )}
    </Card>
  );
}

/** Fields and parts of the sender beside those here. */
export function MappingForm({ view }: { view: PlanView }) {
  const { plan } = useMessages().upward;
  return (
    <form method="get" className="space-y-4">
      <Card title={plan.fieldsTitle}>
        <p className="muted">{plan.fieldsHelp}</p>
        {view.fields.map(({ code, name, chosen }) => (
          <SelectField key={code} id={`linh-vuc-${code}`} name={`linh-vuc-${code}`} value={chosen} errors={[]} label={name} placeholder={plan.chooseField} options={view.ourFields.map((field) => ({ value: field.code, label: field.name }))} />
        ))}
      </Card>
      {view.parts.length > 0 && (
        <Card title={plan.partsTitle}>
          <p className="muted">{plan.partsHelp}</p>
          {view.parts.map(({ key, label, chosen, options }) => (
            <SelectField key={key} id={`phan-${key}`} name={`phan-${key}`} value={chosen} errors={[]} label={label} placeholder={plan.leaveOut} options={options.map((own) => ({ value: own.key, label: own.label }))} />
          ))}
        </Card>
      )}
      <Button kind="secondary">{plan.remap}</Button>
    </form>
  );
}

/** Every entry with what keeps it out and what should be known of it. */
export function PlannedEntries({ view }: { view: PlanView }) {
  const { upward } = useMessages();
  const { integer } = useFormats();
  const { plan } = upward;
  return (
    <Table
      caption={plan.entriesTitle}
      rows={view.entries}
      rowKey={({ code }) => code}
      empty={<EmptyState title={plan.nothingNew} />}
      columns={[
        { key: "entry", header: plan.entry, primary: true, cell: ({ code, title }) => `${code} – ${title}` },
        { key: "award", header: upward.award, cell: ({ award }) => award },
        { key: "authors", header: plan.authors, cell: ({ authors }) => authors.join(", ") },
        { key: "field", header: plan.field, cell: ({ field }) => field },
        {
          key: "notes",
          header: plan.notes,
          cell: ({ before, stops, notes }) => {
            if (before !== null) return <Badge tone="neutral">{plan.before(before)}</Badge>;
            if (stops.length === 0 && notes.length === 0) return plan.nothing;
            return (
              <ul>
                {stops.map((stop) => (
                  <li key={stopText(upward, stop)}>
                    <Badge tone="danger">{plan.blocked}</Badge> {stopText(upward, stop)}
                  </li>
                ))}
                {notes.map((note, index) => (
                  <li key={index}>{noteText(upward, integer, note)}</li>
                ))}
              </ul>
            );
          },
        },
      ]}
    />
  );
}

/** The button that imports, with what it will do; or why there is none. */
export function ImportForm({ view, packageFields }: { view: PlanView; packageFields: Readonly<Record<string, string>> }) {
  const { plan } = useMessages().upward;
  const { integer } = useFormats();
  if (view.coming === 0) return <Notice>{plan.nothingNew}</Notice>;
  if (view.stopped > 0) return <Notice tone="warning">{plan.stopped}</Notice>;
  if (view.sender.state !== "trusted") return null;
  return (
    <Card title={plan.willTitle}>
      <ul className="list-disc pl-5">
        {plan.will.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <form method="post" className="actions">
        {Object.entries(packageFields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {view.fields.map(({ code, chosen }) => (
          <input key={code} type="hidden" name={`linh-vuc-${code}`} value={chosen} />
        ))}
        {view.parts.map(({ key, chosen }) => (
          <input key={key} type="hidden" name={`phan-${key}`} value={chosen} />
        ))}
        <Button kind="primary" name="intent" value="import">
          {plan.doImport(integer(view.coming))}
        </Button>
      </form>
    </Card>
  );
}
