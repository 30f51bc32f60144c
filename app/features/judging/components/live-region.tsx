import { useMessages } from "~/ui/locale";
import { LivePart, type LivePartProps } from "~/ui/primitives";

/** A part of the page that the script `jury-meeting` draws anew when the meeting moves on. */
export function LiveRegion(props: Omit<LivePartProps, "name" | "texts">) {
  const { juryMeeting } = useMessages();
  return <LivePart {...props} name="jury" texts={juryMeeting} />;
}
