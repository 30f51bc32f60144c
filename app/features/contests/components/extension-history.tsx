import { useFormats, useMessages } from "~/ui/locale";

export interface SentExtension {
  id: string;
  fromAt: Date | string;
  toAt: Date | string;
  reason: string;
  at: Date | string;
  /** null in public */
  actorName: string | null;
}

/** Every extension with its reason, the newest first. */
export function ExtensionHistory({ extensions }: { extensions: readonly SentExtension[] }) {
  const { extend } = useMessages().editions;
  const { dateTime } = useFormats();
  if (extensions.length === 0) return <p className="muted">{extend.noHistory}</p>;
  return (
    <ul className="prose">
      {extensions.map(({ id, fromAt, toAt, reason, at, actorName }) => (
        <li key={id}>
          <p className="strong">{extend.line(dateTime(fromAt), dateTime(toAt))}</p>
          <p>{reason}</p>
          <p className="muted">{actorName === null ? dateTime(at) : extend.by(actorName, dateTime(at))}</p>
        </li>
      ))}
    </ul>
  );
}
