import { TextArea } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Badge, Button, Card, Disclosure } from "~/ui/primitives";
import type { BlindPart } from "../entry-page.server";
import { Findings } from "./findings";

/** A part of the dossier: what was found in it, and the copy judges see, to be typed over. */
export function BlindPartCard({ part, versionId, isBare = false }: { part: BlindPart; versionId: string; isBare?: boolean }) {
  const { entry } = useMessages().blind;
  const hasOpen = part.fields.some(({ isFound }) => isFound);
  const id = domId(part.partKey);
  if (isBare) return <Editor id={id} part={part} versionId={versionId} />;
  return (
    <Card title={part.label} aside={part.isRedacted && <Badge tone="info">{entry.redacted}</Badge>}>
      <Findings id={id} findings={part.findings} versionId={versionId} />
      <Disclosure summary={hasOpen ? entry.edit : entry.editOther} open={hasOpen}>
        <Editor id={id} part={part} versionId={versionId} />
      </Disclosure>
    </Card>
  );
}

/** An id for elements out of the key of a part. */
export const domId = (key: string): string => `p-${key.replace(/[^\w-]/g, "-")}`;

/** Of a table with something found only the cells concerned; else all of it. */
function Editor({ id, part, versionId }: { id: string; part: BlindPart; versionId: string }) {
  const { entry } = useMessages().blind;
  const { integer } = useFormats();
  const found = part.fields.filter(({ isFound }) => isFound);
  const fields = found.length > 0 ? found : part.fields;
  return (
    <form method="post" className="grid gap-4">
      <input type="hidden" name="versionId" value={versionId} />
      <input type="hidden" name="partKey" value={part.partKey} />
      <input type="hidden" name="base" value={part.base} />
      {found.length > 0 && <p className="muted">{entry.editHelp}</p>}
      {fields.map((field, index) => (
        <TextArea
          key={field.key}
          id={`${id}-sua-${index}`}
          name={`field:${field.key}`}
          value={field.text}
          errors={[]}
          label={field.row === null ? entry.text : entry.row(integer(field.row), field.column)}
          rows={Math.min(16, 2 + Math.ceil(field.text.length / 90))}
        />
      ))}
      <p className="actions">
        <Button kind="primary" name="intent" value="redact">
          {entry.save}
        </Button>
        {part.isRedacted && (
          <Button name="intent" value="restore">
            {entry.restore}
          </Button>
        )}
      </p>
    </form>
  );
}
