import { can } from "~/domain/access/can";
import type { MeetingStep } from "~/features/judging/commands-meeting.server";
import { projectorView, type MeetingView } from "~/features/judging/queries-meeting.server";
import { refuse } from "~/platform/http/responses.server";
import { requireEdition, type StaffRequest } from "./staff-access.server";

/** The meeting of the address as the signed-in member of staff may see it, and whether they may lead it. */
export async function requireMeeting(args: StaffRequest & { params: { meeting?: string | undefined } }) {
  const { edition, actor, phase } = await requireEdition(args, "meeting.view");
  const may = (action: "scores.inspect" | "meeting.lead") => can(actor, action, { editionId: edition.id, phase }).allowed;
  const { services, now } = args.context;
  const found = await projectorView(services, { actor, editionId: edition.id, meetingId: args.params.meeting ?? "", now, mayInspect: may("scores.inspect") });
  if (!found.ok) refuse(found.reason);
  const meeting: MeetingView = found.value;
  return { edition, actor, meeting, mayLead: may("meeting.lead") };
}

/** What a pressed button asks for; null for nothing known. */
export function stepOf(form: FormData): MeetingStep | null {
  const step = form.get("step");
  const entry = String(form.get("entry") ?? "");
  if (form.get("intent") === "end") return "end";
  if (step === "next" || step === "previous" || step === "clear") return step;
  if (step === "to") return { to: entry };
  if (step === "up") return { up: entry };
  if (step === "down") return { down: entry };
  return step === "drop" ? { drop: entry } : null;
}
