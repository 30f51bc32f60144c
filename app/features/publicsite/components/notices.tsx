import { editionName } from "~/i18n/known-names";
import { paths } from "~/paths";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { DateTime } from "~/ui/primitives";

export type NoticeLine = { edition: { slug: string; kind: "TECHNICAL" | "YOUTH"; number: number; title: string }; at: Date } & (
  | { what: "extended"; to: Date; reason: string }
  | { what: "published" | "announced" }
);

function useNoticeText(): (notice: NoticeLine) => string {
  const { home } = useMessages();
  const formats = useFormats();
  const locale = useLocale();
  return (notice) => {
    const name = editionName(locale, notice.edition);
    if (notice.what === "extended") return home.extended(name, formats.dateTime(notice.to));
    return notice.what === "published" ? home.published(name) : home.announced(name);
  };
}

/** What was announced, put off, published; newest first. */
export function Notices({ notices }: { notices: readonly NoticeLine[] }) {
  const { home } = useMessages();
  const textOf = useNoticeText();
  const href = useHref();
  return (
    <ul className="news">
      {notices.map((notice, index) => (
        <li key={index}>
          <DateTime at={notice.at} as="date" />
          <div>
            <a href={href(notice.what === "published" ? paths.results(notice.edition.slug) : paths.edition(notice.edition.slug))}>{textOf(notice)}</a>
            {notice.what === "extended" && <p className="muted">{home.extendedReason(notice.reason)}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
