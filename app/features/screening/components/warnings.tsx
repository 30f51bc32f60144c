import type { ReactNode } from "react";
import type { Warning } from "~/domain/screening/warnings";
import { gapLabel, gapText } from "~/features/entries/gap-texts";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import type { ScreenedEntryView } from "../entry-page.server";

type View = Pick<ScreenedEntryView, "warnings" | "shown" | "rules" | "parts" | "sameTitle" | "waiting">;

/** What is unusual about the entry, before anything else of it; with the explanation of whoever filed it. */
export function Warnings({ view, slug }: { view: View; slug: string }) {
  const { screening } = useMessages();
  const { warnings, shown } = view;
  if (!shown) return null;
  if (warnings.length === 0) {
    return (
      <Notice tone="success" title={screening.entry.noWarnings}>
        <p>{screening.entry.noWarningsText}</p>
      </Notice>
    );
  }
  const needsExplanation = warnings.some(({ kind }) => kind === "too_old" || kind === "too_young" || kind === "created_too_early");
  return (
    <Notice tone="warning" title={screening.entry.warningsTitle(warnings.length)}>
      <ul>
        {warnings.map((warning, index) => (
          <li key={index}>
            <WarningText warning={warning} view={view} slug={slug} />
          </li>
        ))}
      </ul>
      {needsExplanation && (
        <p>
          <strong>{screening.entry.explanation}:</strong> {shown.eligibilityNote || screening.entry.noExplanation}
        </p>
      )}
      <p className="muted">{screening.entry.warningsHelp}</p>
    </Notice>
  );
}

function WarningText({ warning, view, slug }: { warning: Warning; view: View; slug: string }): ReactNode {
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
