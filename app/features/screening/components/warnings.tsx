import type { ReactNode } from "react";
import type { Warning } from "~/domain/screening/warnings";
import { gapLabel, gapText } from "~/features/entries/gap-texts";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import type { ScreenedEntryView } from "../entry-page.server";

type View = Pick<ScreenedEntryView, "warnings" | "shown" | "rules" | "parts" | "sameTitle" | "waiting">;

/** One warning in words, with what it rests on. */
export function WarningText({ warning, view, slug }: { warning: Warning; view: View; slug: string }): ReactNode {
  const messages = useMessages();
  const formats = useFormats();
  const href = useHref();
  const { warning: texts } = messages.screening;
  const { shown, rules, parts, sameTitle, waiting } = view;
  const authors = shown?.authors ?? [];
  const nameOf = (key: string) => authors.find((author) => author.key === key)?.fullName ?? "";
  const day = (iso: string | null) => (iso === null ? "" : formats.date(iso));
  switch (warning.kind) {
    case "too_old":
      return texts.too_old(nameOf(warning.authorKey), day(rules.birthDateFrom));
    case "too_young":
      return texts.too_young(nameOf(warning.authorKey), day(rules.birthDateTo));
    case "created_too_early":
      return texts.created_too_early(String(shown?.createdYear ?? ""), String(rules.createdSinceYear ?? ""));
    case "too_many_authors":
      return texts.too_many_authors(formats.integer(authors.length), formats.integer(warning.limit));
    case "shares_sum":
      return texts.shares_sum(formats.share(warning.sum));
    case "one_chief":
      return texts.one_chief;
    case "consent_missing":
      return texts.consent_missing(nameOf(warning.authorKey), formats.list((waiting[warning.authorKey] ?? []).map((party) => messages.entries.party[party])));
    case "unconfirmed":
      return messages.assisted.screening.warning(formats.list(warning.authorKeys.map(nameOf)));
    case "duplicates":
      return messages.checks.openPairs(formats.integer(warning.open));
    case "conflicts":
      return texts.conflicts(formats.list(warning.people));
    case "same_title":
      return (
        <>
          {texts.same_title}{" "}
          {sameTitle.map(({ id, code }, index) => (
            <span key={id}>
              {index > 0 && ", "}
              <a href={href(paths.screenEntry(slug, id))}>{code}</a>
            </span>
          ))}
        </>
      );
    case "incomplete": {
      const context = { messages, formats, authors, parts };
      return `${texts.incomplete}: ${warning.gaps.map((gap) => `${gapLabel(context, gap)} ${gapText(context, gap)}`).join("; ")}`;
    }
  }
}
