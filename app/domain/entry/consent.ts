import { AGE_OF_OWN_VOICE, ageOn, type Day } from "./ages";

/**
 * Consent by purpose and person. Below 7 years the guardian decides alone; from 7 to 17 guardian and child both agree;
 * from 18 each author alone (Law 91/2025/QH15, article 24, read the wide way: for every processing, not for publishing only).
 * An edition may let authors decide alone from 16 or 17 (`selfFrom`); it is always the rule in force now that is asked.
 */
export const CONSENT_PURPOSES = ["TAKE_PART", "PUBLISH_NAME", "PUBLISH_MEDIA", "PASS_ON"] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
export type ConsentParty = "SELF" | "GUARDIAN";

export function isConsentPurpose(text: unknown): text is ConsentPurpose {
  return (CONSENT_PURPOSES as readonly unknown[]).includes(text);
}

/** One consent as given; `withdrawn` once it was taken back. */
export interface GivenConsent {
  purpose: ConsentPurpose;
  party: ConsentParty;
  /** the day on which it was given, in Việt Nam */
  day: Day;
  withdrawn: boolean;
}

/**
 * Who has to agree for an author born on `birthDate`, asked on `day`, where the edition lets authors decide alone from the age of
 * `selfFrom` years. Unknown birth date: nobody can say yet, so both.
 */
export function partiesNeeded(birthDate: Day | null, day: Day, selfFrom: number): readonly ConsentParty[] {
  if (birthDate === null) return ["GUARDIAN", "SELF"];
  const age = ageOn(birthDate, day);
  if (age >= selfFrom) return ["SELF"];
  return age < AGE_OF_OWN_VOICE ? ["GUARDIAN"] : ["GUARDIAN", "SELF"];
}

/** Whether a guardian has to agree for an author with this birth date. */
export function needsGuardian(birthDate: Day, day: Day, selfFrom: number): boolean {
  return partiesNeeded(birthDate, day, selfFrom).includes("GUARDIAN");
}

/**
 * Whether a purpose is agreed to: there is a standing consent on whose day everybody needed had agreed, counting each
 * standing consent by the age the author had on its day. Without a birth date nothing is agreed to.
 */
export function isAgreed(birthDate: Day | null, purpose: ConsentPurpose, consents: readonly GivenConsent[], selfFrom: number): boolean {
  return partiesCounted(birthDate, purpose, consents, selfFrom).length > 0;
}

/** Whose consents make that a purpose is agreed to; none where it isn't. */
export function partiesCounted(birthDate: Day | null, purpose: ConsentPurpose, consents: readonly GivenConsent[], selfFrom: number): readonly ConsentParty[] {
  if (birthDate === null) return [];
  const standing = consents.filter((consent) => consent.purpose === purpose && !consent.withdrawn);
  const parties = new Set(standing.map((consent) => consent.party));
  for (const consent of standing) {
    const needed = partiesNeeded(birthDate, consent.day, selfFrom);
    if (needed.includes(consent.party) && needed.every((party) => parties.has(party))) return needed;
  }
  return [];
}

/**
 * The same once the birth date was cleared: everybody whose consent counted then still agrees. Nobody noted: nothing is agreed to.
 */
export function isStillAgreed(decidedBy: readonly ConsentParty[], purpose: ConsentPurpose, consents: readonly GivenConsent[]): boolean {
  const stands = (party: ConsentParty) => consents.some((consent) => consent.purpose === purpose && consent.party === party && !consent.withdrawn);
  return decidedBy.length > 0 && decidedBy.every(stands);
}

/** What an author's consents are judged by, beside the consents. */
export interface Judged {
  /** the day on which it is asked, in Việt Nam */
  day: Day;
  /** age from which the edition lets authors decide alone */
  selfFrom: number;
}

/** Whose consent to a purpose is still missing; empty once the purpose is agreed to. */
export function partiesMissing(birthDate: Day | null, purpose: ConsentPurpose, consents: readonly GivenConsent[], { day, selfFrom }: Judged): readonly ConsentParty[] {
  if (isAgreed(birthDate, purpose, consents, selfFrom)) return [];
  const standing = new Set(consents.filter((one) => one.purpose === purpose && !one.withdrawn).map((one) => one.party));
  return partiesNeeded(birthDate, day, selfFrom).filter((party) => !standing.has(party));
}
