import type { SubmissionResult } from "@conform-to/react";
import type { Section } from "~/domain/contest/completeness";
import type { FormValues } from "../../settings/section-values";
import type { UnitChoice } from "../host-fields";
import { type SectionProps, DossierSection, EligibilitySection, GeneralSection, RankingSection, TextsSection, TimelineSection } from "./edition-sections";
import { FieldsSection, TiersSection } from "./list-sections";
import { PartsSection } from "./parts-section";
import { RoundsSection } from "./rounds-section";
import type { SavedSheets } from "./scoring-reason";
import { RubricList, type SentRound } from "./rubrics";

/** A section as its loader sends it. */
export interface SectionView {
  section: Section;
  slug: string;
  values: FormValues;
  version: number;
  canConfigure: boolean;
  newId: string;
  units: readonly UnitChoice[];
  rounds: readonly SentRound[];
  fields: readonly { id: string; code: string; name: string }[];
  tiers: readonly { quota: number; money: number }[];
  partLabels: Readonly<Record<string, string>>;
  criteria: readonly { code: string; label: string }[];
  perField: boolean;
  judgesPerEntry: number;
  /** sheets of judges that a change of scoring touches */
  saved: SavedSheets;
}

type Answer = { result: SubmissionResult<string[]> | null; reason: string | null } | undefined;

/** The form of the section an address names. */
export function SectionPage({ view, answer }: { view: SectionView; answer: Answer }) {
  const { values, version, canConfigure } = view;
  const props = { values, version, canConfigure, answer };
  switch (view.section) {
    case "general":
      return <GeneralSection {...props} units={view.units} />;
    case "timeline":
      return <TimelineSection {...props} rounds={view.rounds} />;
    case "eligibility":
      return <EligibilitySection {...props} />;
    case "fields":
      return <FieldsSection {...props} saved={view.saved} />;
    case "rounds":
      return <RoundsPage {...props} view={view} />;
    case "ranking":
      return <RankingSection {...props} criteria={view.criteria} saved={view.saved} />;
    case "tiers":
      return <TiersSection {...props} tiers={view.tiers} perField={view.perField} />;
    case "parts":
      return <PartsSection {...props} />;
    case "dossier":
      return <DossierSection {...props} />;
    case "texts":
      return <TextsSection {...props} />;
  }
}

/** Rounds and rubrics are two forms of one page; an answer belongs to the one that was sent. */
function RoundsPage({ view, answer, ...props }: SectionProps & { view: SectionView }) {
  const isRubric = answer?.result?.initialValue?.["roundId"] !== undefined;
  const { slug, rounds, fields, partLabels, version, newId, canConfigure, judgesPerEntry, perField, saved } = view;
  return (
    <div className="space-y-6">
      <RoundsSection {...props} {...{ rounds, judgesPerEntry, perField, saved }} answer={isRubric ? undefined : answer} />
      <RubricList {...{ slug, rounds, fields, partLabels, version, newId, canConfigure, saved }} answer={isRubric ? answer : undefined} />
    </div>
  );
}

