import type { ReactNode } from "react";
import { useMessages } from "~/ui/locale";

interface LiveRegionProps {
  /** where to ask how the meeting stands */
  stateUrl: string;
  /** of what is drawn below */
  stamp: string;
  children: ReactNode;
}

/** A part of the page that the script `jury-meeting` draws anew when the meeting moves on; without scripts a reload does it. */
export function LiveRegion({ stateUrl, stamp, children }: LiveRegionProps) {
  const { juryMeeting } = useMessages();
  return (
    <>
      <div id="jury-live" data-state={stateUrl} data-stamp={stamp} aria-live="polite">
        {children}
      </div>
      <p id="jury-offline" className="notice tone-warning" role="status" hidden>
        {juryMeeting.offline}
      </p>
      <noscript>
        <p className="muted">{juryMeeting.refresh}</p>
      </noscript>
    </>
  );
}
