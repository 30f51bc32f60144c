import type { OfflineSettings as Settings } from "~/domain/judging/offline-settings";
import { paths } from "~/paths";
import { useHref, useLocale, useMessages } from "~/ui/locale";

interface Account {
  userId: string;
  isShared: boolean;
}

/** What the scripts of judges' pages need, and the place for what they have to say about the network and this device. */
export function OfflineSettings({ userId, isShared }: Account) {
  const { offline } = useMessages();
  const locale = useLocale();
  const href = useHref();
  const home = href(paths.judging());
  const settings: Settings = {
    userId,
    isShared,
    home,
    saveUrl: `${home}/luu`,
    signIn: href(paths.signIn()),
    fallback: href(paths.judgingOffline()),
    worker: paths.judgingWorker(),
    lockedText: offline.fallback.locked,
    notSent: { ...offline.notSent, lang: locale },
    texts: { ...offline, locale: locale === "vi" ? "vi-VN" : "en-GB" },
  };
  return (
    <>
      <script type="application/json" data-offline="" dangerouslySetInnerHTML={{ __html: JSON.stringify(settings).replaceAll("<", "\\u003c") }} />
      <div data-offline-notes="" className="mb-4 grid gap-3 empty:hidden" />
    </>
  );
}
