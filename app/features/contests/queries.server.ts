export { editionRules, type EditionRules, type StoredCriterion, type StoredField, type StoredPart, type StoredRound, type StoredRubric, type StoredTier } from "~/data/editions-rules.server";
export { listPublicEditions, type PublicEdition } from "./public-editions.server";
export { editionById } from "~/data/editions.server";
