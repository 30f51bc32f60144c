import { ceremonyProgramme, ceremonyStamp, slideAt, type Programme } from "~/features/ceremony/programme.server";
import type { CeremonyHead } from "~/features/ceremony/components/slide";
import { refuse } from "~/platform/http/responses.server";
import { requireEdition, type StaffRequest } from "./staff-access.server";

/** The programme of the ceremony for the signed-in member of staff; null as long as there is no approved result. */
export async function requireCeremony(args: StaffRequest) {
  const { actor, edition } = await requireEdition(args, "ceremony.lead");
  const { services, now } = args.context;
  const programme = await ceremonyProgramme(services, { actor, edition, now });
  if (!programme.ok && programme.reason === "conflict_of_interest") refuse(programme.reason);
  return { actor, edition, programme: programme.ok ? programme.value : null };
}

/** What a screen shows at one step, and nothing of the others. */
export async function slideView(args: StaffRequest, found: { actor: Awaited<ReturnType<typeof requireCeremony>>["actor"]; programme: Programme }, index: number) {
  return slideAt(args.context.services, found.programme, index, { actor: found.actor, now: args.context.now });
}

export function headOf({ edition, ceremony }: Programme): CeremonyHead {
  const { title, kind, number, hostName } = edition;
  return { title, kind, number, hostName, at: ceremony?.at ?? null, place: ceremony?.place ?? "" };
}

export const stampOf = ({ ceremony }: Programme) => ceremonyStamp(ceremony);
