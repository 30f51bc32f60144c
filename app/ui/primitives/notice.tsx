import type { ReactNode } from "react";
import { useMessages } from "../locale";
import { Icon, type IconName } from "./icon";

export type NoticeTone = "info" | "success" | "warning" | "danger";

const icons: Record<NoticeTone, IconName> = { info: "info", success: "check", warning: "alert", danger: "stop" };

interface NoticeProps {
  tone?: NoticeTone;
  /** Without a title the tone is named for readers who do not see the colour. */
  title?: ReactNode;
  /** Set on the answer to something the reader has just done. */
  live?: boolean;
  children?: ReactNode;
}

/** A message in the page: what happened or what to mind, and what to do next. */
export function Notice({ tone = "info", title, live, children }: NoticeProps) {
  const messages = useMessages();
  const role = live ? (tone === "danger" ? "alert" : "status") : undefined;
  return (
    <div className={`notice tone-${tone}`} role={role}>
      <Icon name={icons[tone]} label={title ? undefined : messages.ui.notice[tone]} />
      <div>
        {title && <p className="strong">{title}</p>}
        {children}
      </div>
    </div>
  );
}
