import { technicalCreatedSince, youthBirthWindow } from "~/domain/contest/eligibility";
import type { ContestKind, EditionDraft, Host } from "~/domain/contest/edition-draft";
import type { EditionDates } from "~/domain/contest/timeline";
import { formatsFor } from "~/i18n/formats";
import { messagesFor } from "~/i18n/messages";
import { PRESETS } from "./presets";
import { rulesTextOf } from "./presets/rules-text";

export interface NewEdition extends Host {
  kind: ContestKind;
  number: number;
  period: string;
  dates: EditionDates;
}

const yearOf = (moment: Date) => Number(formatsFor("vi").date(moment).slice(-4));

/**
 * The edition a preset gives, still without address and code prefix, which depend on what exists.
 * Its birth-date window and year of creation follow from the dates of receipt.
 */
export function draftEdition(edition: NewEdition): Omit<EditionDraft, "slug" | "codePrefix"> {
  const preset = PRESETS[edition.kind];
  const { fields, rounds, tiers, parts, dossier, ranking, introduction, eligibility } = preset;
  const window = eligibility.birthWindow ? youthBirthWindow(yearOf(edition.dates.closesAt)) : { birthDateFrom: null, birthDateTo: null };
  const draft = {
    ...edition,
    ...window,
    title: messagesFor("vi").common.editionTitle[edition.kind](edition.number),
    createdSinceYear: eligibility.createdSince ? technicalCreatedSince(yearOf(edition.dates.opensAt)) : null,
    maxAuthors: eligibility.maxAuthors,
    fields,
    rounds,
    tiers,
    parts,
    dossier,
    ranking,
    introduction,
  };
  return { ...draft, rulesText: rulesTextOf(preset, draft) };
}
