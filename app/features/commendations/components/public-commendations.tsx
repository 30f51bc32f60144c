import { useFormats, useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";
import type { PublicCommendation } from "../public.server";

/** Those who were commended, by the decision that says so. */
export function PublicCommendations({ rows }: { rows: readonly PublicCommendation[] }) {
  const messages = useMessages().commendations;
  const { date } = useFormats();
  const decisions = [...new Map(rows.map((row) => [messages.public.decision(row.decisionNumber, date(row.decisionDate), row.authority), row])).keys()];
  return (
    <>
      {decisions.map((decision) => (
        <Card key={decision} title={decision}>
          <ul className="grid gap-3">
            {rows
              .filter((row) => messages.public.decision(row.decisionNumber, date(row.decisionDate), row.authority) === decision)
              .map((row) => (
                <li key={row.id} lang="vi">
                  <strong>{row.name}</strong>
                  {row.detail !== "" && `, ${row.detail}`}
                  <span className="muted"> – {messages.kind[row.kind]}</span>
                  {row.grounds !== null && <p className="muted">{row.grounds}</p>}
                </li>
              ))}
          </ul>
        </Card>
      ))}
    </>
  );
}
