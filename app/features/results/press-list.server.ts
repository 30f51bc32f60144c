import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import { editionName, tierName } from "~/i18n/known-names";
import { type Locale, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import type { Paper } from "~/platform/render/paper";
import { type NotPublished, publicResult, type PublicResult, type ShownAward } from "./public-result.server";
import { ok, type Result } from "~/domain/kernel/result";

export interface PressLine {
  prize: string;
  title: string;
  /** only names that may be shown */
  authors: string;
  unit: string;
  field: string;
  code: string;
}

export interface PressList {
  edition: PublicResult["edition"];
  /** ready for use, a paragraph each */
  paragraphs: string[];
  lines: PressLine[];
  contact: string;
}

/** Tiers told of by title in the short text. */
const TOLD = 2;

/** What newspapers need of a published result: a short text and the list, names by the same consents as everywhere. As many statements as the result page. */
export async function pressList({ db, config }: Pick<Services, "db" | "config">, { slug, locale, now }: { slug: string; locale: Locale; now: Date }): Promise<Result<PressList, "not_found" | "results_not_published", Partial<NotPublished>>> {
  const result = await publicResult(db, slug, now);
  if (!result.ok) return result;
  const { edition, awards } = result.value;
  const formats = formatsFor(locale);
  const lines = awards.map((award): PressLine => ({
    prize: tierName(locale, { code: award.tier, label: award.tierLabel }),
    title: award.title, authors: formats.list(award.authors), unit: award.unit, field: award.field, code: award.code,
  }));
  const address = config.publicUrl + withLocale(paths.results(slug), locale);
  return ok({ edition, lines, contact: edition.contact, paragraphs: [...shortText(result.value, { locale, lines }), messagesFor(locale).resultPages.pressList.source(address)] });
}

function shortText({ edition, awards, file, fields, stages }: PublicResult, { locale, lines }: { locale: Locale; lines: readonly PressLine[] }): string[] {
  const texts = messagesFor(locale).resultPages.pressList;
  const formats = formatsFor(locale);
  const about = { host: edition.hostName, edition: editionName(locale, edition), moment: formats.dateTime(edition.publishedAt) };
  if (awards.length === 0) return [texts.nobody(about)];
  const entries = fields.reduce((sum, field) => sum + field.entries, 0);
  const { number, date } = file.decision;
  const opening = texts.opening({ ...about, prizes: formats.integer(awards.length), entries: formats.integer(entries), fields: formats.integer(fields.length) });
  const tiers = [...new Set(lines.map(({ prize }) => prize))];
  const counts = tiers.map((tier) => texts.tier(formats.integer(lines.filter(({ prize }) => prize === tier).length), tier));
  return [
    [opening, ...(number ? [texts.decision(number, date ? formats.longDate(date) : "")] : []), texts.tiers(formats.list(counts))].join(" "),
    ...highest(awards).flatMap((award) => {
      const line = lines.find(({ code }) => code === award.code);
      return line ? [texts.top(line.prize, line.title, line.authors, line.unit)] : [];
    }),
    ...(stages.appeals?.isOpen ? [texts.provisional] : []),
  ];
}

/** The awards of the highest tiers, as long as they are few. */
function highest(awards: readonly ShownAward[]): ShownAward[] {
  const tiers = [...new Set(awards.map(({ tier }) => tier))].slice(0, TOLD);
  const told = awards.filter(({ tier }) => tiers.includes(tier));
  return told.length <= 12 ? told : awards.filter(({ tier }) => tier === tiers[0]).slice(0, 12);
}

/** The same as a paper. */
export function pressPaper({ edition, paragraphs, lines, contact }: PressList, locale: Locale): Paper {
  const texts = messagesFor(locale).resultPages.pressList;
  const name = editionName(locale, edition);
  return {
    title: texts.of(name),
    at: edition.publishedAt,
    sections: [
      {
        orientation: "landscape",
        blocks: [
          { kind: "heading", level: "title", text: texts.of(name) },
          { kind: "heading", level: "section", text: texts.short },
          ...paragraphs.map((text) => ({ kind: "paragraph" as const, text })),
          ...(lines.length > 0 ? [{ kind: "heading" as const, level: "section" as const, text: texts.list }, tableOf(lines, texts)] : []),
          { kind: "heading", level: "section", text: texts.contact },
          { kind: "paragraph", text: contact || texts.noContact, align: "left", indent: false },
        ],
      },
    ],
  };
}

function tableOf(lines: readonly PressLine[], texts: { prize: string; entry: string; authors: string; unit: string; field: string; code: string; withheld: string }) {
  const columns = [
    { title: texts.prize, width: 12 }, { title: texts.entry, width: 30 }, { title: texts.authors, width: 20 },
    { title: texts.unit, width: 18 }, { title: texts.field, width: 15 }, { title: texts.code, width: 12 },
  ];
  return { kind: "table" as const, columns, size: 11, rows: lines.map(({ prize, title, authors, unit, field, code }) => [prize, title, authors || texts.withheld, unit, field, code]) };
}
