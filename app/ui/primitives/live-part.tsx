import type { ReactNode } from "react";

export interface LivePartProps {
  /** of the page's script: its ids are `<name>-live` and `<name>-offline` */
  name: string;
  /** where to ask how things stand */
  stateUrl: string;
  /** of what is drawn below */
  stamp: string;
  /** what is said without a network, and without scripts */
  texts: { offline: string; refresh: string };
  children: ReactNode;
}

/** A part of the page that the page's script draws anew when things move on; without scripts a reload or its buttons do. */
export function LivePart({ name, stateUrl, stamp, texts, children }: LivePartProps) {
  return (
    <>
      <div id={`${name}-live`} data-state={stateUrl} data-stamp={stamp} aria-live="polite">
        {children}
      </div>
      <p id={`${name}-offline`} className="notice tone-warning" role="status" hidden>
        {texts.offline}
      </p>
      <noscript>
        <p className="muted">{texts.refresh}</p>
      </noscript>
    </>
  );
}
