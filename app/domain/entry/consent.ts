import { AGE_OF_MAJORITY, AGE_OF_OWN_VOICE, ageOn, type Day } from "./ages";

/**
 * Consent by purpose and person. Below 7 years the guardian decides alone; from 7 to 17 guardian and child both agree;
 * from 18 each author alone (Law 91/2025/QH15, article 24, read the wide way: for every processing, not for publishing only).
 */
export const CONSENT_PURPOSES = ["TAKE_PART", "PUBLISH_NAME"] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
export type ConsentParty = "SELF" | "GUARDIAN";

/** One consent as given; `withdrawn` once it was taken back. */
export interface GivenConsent {
  purpose: ConsentPurpose;
  party: ConsentParty;
  /** the day on which it was given, in Việt Nam */
  day: Day;
  withdrawn: boolean;
}

/** Who has to agree for an author born on `birthDate`, asked on `day`. Unknown birth date: nobody can say yet, so both. */
export function partiesNeeded(birthDate: Day | null, day: Day): readonly ConsentParty[] {
  if (birthDate === null) return ["GUARDIAN", "SELF"];
  const age = ageOn(birthDate, day);
  if (age >= AGE_OF_MAJORITY) return ["SELF"];
  return age < AGE_OF_OWN_VOICE ? ["GUARDIAN"] : ["GUARDIAN", "SELF"];
}

/**
 * Whether a purpose is agreed to: there is a standing consent on whose day everybody needed had agreed, counting each
 * standing consent by the age the author had on its day. Without a birth date nothing is agreed to.
 */
export function isAgreed(birthDate: Day | null, purpose: ConsentPurpose, consents: readonly GivenConsent[]): boolean {
  if (birthDate === null) return false;
  const standing = consents.filter((consent) => consent.purpose === purpose && !consent.withdrawn);
  const parties = new Set(standing.map((consent) => consent.party));
  return standing.some((consent) => {
    const needed = partiesNeeded(birthDate, consent.day);
    return needed.includes(consent.party) && needed.every((party) => parties.has(party));
  });
}

/** Whose consent to a purpose is still missing on `day`; empty once the purpose is agreed to. */
export function partiesMissing(birthDate: Day | null, purpose: ConsentPurpose, consents: readonly GivenConsent[], day: Day): readonly ConsentParty[] {
  if (isAgreed(birthDate, purpose, consents)) return [];
  const standing = new Set(consents.filter((one) => one.purpose === purpose && !one.withdrawn).map((one) => one.party));
  return partiesNeeded(birthDate, day).filter((party) => !standing.has(party));
}
