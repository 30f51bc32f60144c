import { newestEditions } from "~/data/site.server";
import type { Services } from "~/features/services";
import { withLocale, type Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";

/** What the frame of every page shows of the host; the same for every visitor. */
export async function siteFrame({ db, config }: Pick<Services, "db" | "config">, request: { locale: Locale; now: Date }) {
  const { common } = messagesFor(request.locale);
  const editions = await newestEditions(db, request.now);
  const host = editions[0];
  return {
    union: { name: host?.letterheadBody || common.unionName, parent: host?.letterheadParent || undefined },
    contests: editions.map(({ kind, slug }) => ({ label: common.contestShort[kind], href: withLocale(paths.edition(slug), request.locale) })),
    contact: host?.contact ? { address: host.contact } : undefined,
    demo: config.seed === "demo",
  };
}
