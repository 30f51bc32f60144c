import type { MetaFunction } from "@remix-run/node";
import { OfflineFallback } from "~/features/judging/components/offline-fallback";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).offline.fallback.title }];

/** Kept on the device and shown in place of what was not loaded; the same for every address. */
export default function JudgingOffline() {
  return <OfflineFallback />;
}
