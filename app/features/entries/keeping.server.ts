import type { EntryStep } from "~/domain/entry/completeness";
import type { Actor } from "~/domain/access/roles";
import type { Services } from "~/features/services";
import { type Locale, withLocale } from "~/i18n/locale";
import { paths } from "~/paths";
import { deviceKeyOf, isSharedDevice } from "~/platform/session/shared-device.server";
import { STEP_SLUGS, stepPath } from "./steps";

/** What the page of a step needs so that nothing typed into it is lost. */
export interface Keeping {
  /** whose text it is: no other account may save or read it */
  userId: string;
  /** under which the copy on the device is kept; null on a shared device, which keeps none */
  deviceKey: string | null;
  entryId: string;
  step: EntryStep;
  /** where a script saves while somebody types */
  address: string;
  signIn: string;
}

interface KeepingRequest {
  request: Request;
  actor: Actor;
  entryId: string;
  step: EntryStep;
  locale: Locale;
}

export function keepingOf({ auth }: Pick<Services, "auth">, { request, actor, entryId, step, locale }: KeepingRequest): Keeping {
  return {
    userId: actor.userId,
    deviceKey: isSharedDevice(request) ? null : deviceKeyOf(auth, actor.userId),
    entryId,
    step,
    address: withLocale(paths.autosaveEntry(entryId, STEP_SLUGS[step]), locale),
    signIn: withLocale(paths.signIn(withLocale(stepPath(entryId, step), locale)), locale),
  };
}
