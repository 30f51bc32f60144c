import type { ReactNode } from "react";
import type { Moment } from "~/i18n/formats";
import { useFormats } from "../locale";

/** For readers who listen: not drawn. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="sr-only">{children}</span>;
}

/** Codes, hashes, numbers of papers: equal widths, one tap selects all of it. A `long` one goes over several lines in tables too. */
export function Mono({ children, long = false }: { children: ReactNode; long?: boolean }) {
  return <code className={long ? "mono is-long" : "mono"}>{children}</code>;
}

export function Money({ dong }: { dong: number }) {
  return <span className="num">{useFormats().money(dong)}</span>;
}

interface TimeProps {
  at: Moment;
  /** `dateTime` (default) `20:41 22/11/2026`, `date`, `time`, `long` as on papers. */
  as?: "dateTime" | "date" | "time" | "long";
}

export function DateTime({ at, as = "dateTime" }: TimeProps) {
  const formats = useFormats();
  const moment = new Date(at);
  const machine = as === "date" || as === "long" ? formats.date(moment).split("/").toReversed().join("-") : moment.toISOString();
  const text = as === "long" ? formats.longDate(moment) : formats[as](moment);
  return <time dateTime={machine}>{text}</time>;
}
