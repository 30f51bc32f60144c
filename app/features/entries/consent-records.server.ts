import type { Tx } from "~/data/client.server";
import { type ConsentMethod, consentsOf, giveConsents, noteDeclines, withdrawConsents } from "~/data/consents.server";
import { forgetPurgeWarning } from "~/data/draft-purge.server";
import { dayInVietnam } from "~/domain/entry/ages";
import { CONSENT_PURPOSES, type ConsentParty, type ConsentPurpose, partiesNeeded } from "~/domain/entry/consent";
import { ok, refused } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { consentTextVersion } from "./consent-texts";
import { tellOfConsent } from "./consent-letters.server";
import type { ConsentChange, ConsentSubject } from "./consents.server";
import { type ConsentInput, tickedPurposes } from "./schemas";

interface Recording extends ConsentSubject {
  config: Services["config"];
  party: ConsentParty;
  given: ConsentInput;
  method: ConsentMethod;
  actorId: string | null;
  now: Date;
}

/**
 * Records an answer: consent to what was ticked, and for the purposes that were asked and left empty that it was not given.
 * Nothing ticked is an answer only where the person said so (`declined`).
 */
export async function recordAnswer(tx: Tx, answer: Recording): Promise<ConsentChange> {
  const { config, entry, edition, author, party, given, method, actorId, now } = answer;
  if (author.birthDate === null) return refused("birth_date_missing");
  if (!partiesNeeded(author.birthDate, dayInVietnam(now), edition.selfConsentFrom).includes(party)) return refused("not_asked");
  const agreed = given.declined ? [] : tickedPurposes(given);
  if (agreed.length === 0 && !given.declined) return refused("nothing_ticked");
  const expected = party === "SELF" ? author.fullName : author.guardianName;
  const who = { entryId: entry.id, authorKey: author.key, party, personName: given.personName || expected, textVersion: consentTextVersion, method };
  const standing = consentsOf(entry.consents, author.key).filter((one) => one.party === party && !one.withdrawn).map((one) => one.purpose);
  const declined = CONSENT_PURPOSES.filter((purpose) => !standing.includes(purpose) && !agreed.includes(purpose));
  const changed = await giveConsents(tx, { ...who, relation: given.relation ?? "", givenById: actorId }, agreed, now);
  const said = await noteDeclines(tx, who, declined, now);
  if (agreed.includes("TAKE_PART")) await forgetPurgeWarning(tx, entry.id);
  if (said > 0 && declined.includes("TAKE_PART")) await tellOfConsent(tx, "declined", { config, entry, authorName: author.fullName, now });
  return ok({ changed: changed + (given.declined ? said : 0) });
}

interface TakingBack extends ConsentSubject {
  config: Services["config"];
  party: ConsentParty;
  purposes: readonly ConsentPurpose[];
  now: Date;
}

/** Without consent to take part nothing may be published or passed on either, so that goes with it. */
export async function takeBack(tx: Tx, { config, entry, author, party, purposes, now }: TakingBack): Promise<ConsentChange> {
  const all = purposes.includes("TAKE_PART") ? CONSENT_PURPOSES : purposes;
  if (all.length === 0) return refused("nothing_ticked");
  const changed = await withdrawConsents(tx, { entryId: entry.id, authorKey: author.key, party, purposes: all }, now);
  if (changed > 0 && all.includes("TAKE_PART")) {
    await forgetPurgeWarning(tx, entry.id);
    await tellOfConsent(tx, "withdrawn", { config, entry, authorName: author.fullName, now });
  }
  return ok({ changed });
}
