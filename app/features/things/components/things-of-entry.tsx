import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, LinkButton, Mono } from "~/ui/primitives";
import type { ThingOfEntry } from "../queries.server";
import { conditionText } from "./thing-page";

interface ThingsOfEntryProps {
  things: readonly ThingOfEntry[];
  /** for staff: where things are received and looked at */
  desk?: { slug: string; entryCode: string | null; mayReceive: boolean };
}

/** What was handed in beside the dossier, and where it is now; nothing where nothing was, unless staff may receive some. */
export function ThingsOfEntry({ things: list, desk }: ThingsOfEntryProps) {
  const { things } = useMessages();
  const { dateTime } = useFormats();
  const href = useHref();
  const mayReceive = desk?.mayReceive === true && desk.entryCode !== null;
  if (list.length === 0 && !mayReceive) return null;
  return (
    <Card title={things.ofEntry.title}>
      <ul className="grid gap-2">
        {list.map(({ id, code, description, place, condition, returnedAt }) => (
          <li key={id}>
            {desk ? (
              <a href={href(paths.thing(desk.slug, id))}>
                <Mono>{code}</Mono>
              </a>
            ) : (
              <Mono>{code}</Mono>
            )}{" "}
            {description}
            <span className="block muted">
              {returnedAt === null ? things.ofEntry.here(place) : things.list.returnedAt(dateTime(returnedAt))} · {conditionText(things, condition)}
            </span>
          </li>
        ))}
      </ul>
      {mayReceive && desk.entryCode !== null && <LinkButton href={href(paths.newThing(desk.slug, desk.entryCode))}>{things.list.add}</LinkButton>}
    </Card>
  );
}
