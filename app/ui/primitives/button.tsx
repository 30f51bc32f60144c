import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from "react";
import { cx } from "../cx";
import { Icon, type IconName } from "./icon";

/** `primary` is the one main action of a page. */
export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

interface Look {
  kind?: ButtonKind;
  /** For dense staff tables: 28 px high instead of 44. */
  small?: boolean;
  icon?: IconName;
}

const look = ({ kind = "secondary", small, className }: Look & { className?: string | undefined }) =>
  cx("btn", `btn-${kind}`, small && "btn-small", className);

export function Button({ kind, small, icon, className, children, type = "submit", ...rest }: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button {...rest} type={type} className={look({ kind, small, className })}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function LinkButton({ kind, small, icon, className, children, ...rest }: Look & AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <a {...rest} className={look({ kind, small, className })}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}
