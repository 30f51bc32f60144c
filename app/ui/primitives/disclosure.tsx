import type { ReactNode } from "react";
import { cx } from "../cx";
import { useMessages } from "../locale";
import { Button } from "./button";

/** Text that is opened on demand. */
export function Disclosure({ summary, open, children }: { summary: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details className="more" open={open}>
      <summary>{summary}</summary>
      <div className="more-body">{children}</div>
    </details>
  );
}

interface ConfirmProps {
  /** The verb on the closed button: "Rút bài". */
  label: string;
  /** What will happen, one line each. */
  consequences: readonly ReactNode[];
  irreversible?: boolean;
  /** The verb on the button that does it; names the act again, never "OK". */
  confirmLabel: string;
  /** Sent as `intent`. */
  intent: string;
  /** Where the form posts; the present page by default. */
  action?: string;
  /** Hidden fields, such as the version. */
  fields?: Readonly<Record<string, string>>;
  danger?: boolean;
  small?: boolean;
  /** Further fields, such as a reason; set `open` when they come back with errors. */
  children?: ReactNode;
  open?: boolean;
}

/** Asks before something that cannot be taken back lightly, without a script: opens, tells what will happen, posts. */
export function ConfirmDisclosure(props: ConfirmProps) {
  const { ui } = useMessages();
  const kind = props.danger ? "danger" : "secondary";
  return (
    <details className="confirm" open={props.open}>
      <summary className={cx("btn", `btn-${kind}`, props.small && "btn-small")}>{props.label}</summary>
      <form method="post" action={props.action} className="confirm-body">
        <p className="strong">{ui.confirm.consequences}</p>
        <ul>
          {props.consequences.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ul>
        {props.irreversible && <p>{ui.confirm.irreversible}</p>}
        {Object.entries(props.fields ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {props.children}
        <Button kind={props.danger ? "danger" : "primary"} name="intent" value={props.intent}>
          {props.confirmLabel}
        </Button>
      </form>
    </details>
  );
}
