import { cx } from "../cx";

/** 24 × 24 outlines, drawn with the colour of the text. */
const outlines = {
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm4.8 11.3L21 21",
  check: "m4.5 12.5 5 5 10-11",
  alert: "M12 3.5 22 20.5H2L12 3.5Zm0 6.5v5m0 2.6v.1",
  info: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm0 8v6m0-9.6v.1",
  stop: "M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3L8.3 3Zm.7 6 6 6m0-6-6 6",
  star: "m12 3 2.7 5.8 6.3.8-4.6 4.3 1.2 6.3-5.6-3.1-5.6 3.1 1.2-6.3L3 9.6l6.3-.8L12 3Z",
  next: "m9 5 7 7-7 7",
  previous: "m15 5-7 7 7 7",
  down: "m5 9 7 7 7-7",
  menu: "M4 7h16M4 12h16M4 17h16",
  mail: "M3 6h18v13H3V6Zm0 1 9 7 9-7",
  lock: "M6 11h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3M12 15v2",
  clock: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm0 4.5V12l3.5 2",
  download: "M12 4v11m-5-4.5 5 5 5-5M5 20h14",
  person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20.5c.8-4 3.6-6 7.5-6s6.7 2 7.5 6",
  close: "m6 6 12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7v-6Z",
} as const;

export type IconName = keyof typeof outlines;

/** Decorative unless `label` is given. */
export function Icon({ name, label, className }: { name: IconName; label?: string; className?: string }) {
  const meaning = label ? ({ role: "img", "aria-label": label } as const) : ({ "aria-hidden": true } as const);
  return (
    <svg className={cx("icon", className)} viewBox="0 0 24 24" {...meaning}>
      <path d={outlines[name]} />
    </svg>
  );
}
