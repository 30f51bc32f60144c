import type { Tx } from "~/data/client.server";
import { hasDecision, lockEdition, raiseVersion, type EditionRow } from "~/data/editions.server";
import { editionRules, type EditionRules } from "~/data/editions-rules.server";
import { appendToLedger } from "~/data/ledger.server";
import { can, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { rulesHash } from "../rules-record.server";

/** What cannot be stored, at the field of the form it belongs to; "" is the form as a whole. */
export interface SettingsFault {
  field: string;
  reason: string;
  about?: string;
}

export type SettingsRefusal = Denial | "not_found" | "version_conflict" | "result_proposed" | "invalid";
export type SettingsResult = Result<null, SettingsRefusal, { faults?: readonly SettingsFault[] }>;

/** The edition as it stands inside the transaction, for the change to look at. */
export interface SettingsState {
  tx: Tx;
  edition: EditionRow;
  rules: EditionRules;
  isAnnounced: boolean;
  now: Date;
}

export interface SettingsRequest<Input> {
  actor: Actor;
  editionId: string;
  /** the version the form was filled in from */
  version: number;
  input: Input;
  now: Date;
}

/** A change of one section: writes, or answers with what stands against it. */
export type SettingsChange<Input> = (state: SettingsState, input: Input) => Promise<readonly SettingsFault[]>;

/**
 * Wraps a change into the command every section shares: one transaction with the edition locked, permission and
 * version checked, the version raised, and – once the edition is announced and its rules differ – RULES_CHANGED.
 * `sealed` sections shape the result and stay as they are once one has been proposed.
 */
export function settingsCommand<Input>(change: SettingsChange<Input>, { sealed }: { sealed: boolean }) {
  return ({ db }: Pick<Services, "db">, { actor, editionId, version, input, now }: SettingsRequest<Input>): Promise<SettingsResult> =>
    db.transact(async (tx): Promise<SettingsResult> => {
      const edition = await lockEdition(tx, editionId);
      if (!edition || !isStaff(actor, editionId)) return refused("not_found");
      const access = can(actor, "edition.configure", { editionId, phase: phaseAt(edition, now) });
      if (!access.allowed) return refused(access.reason);
      if (edition.version !== version) return refused("version_conflict");
      if (sealed && (await hasDecision(tx, editionId))) return refused("result_proposed");
      const rules = await editionRules(tx, editionId);
      const faults = await change({ tx, edition, rules, isAnnounced: edition.announcedAt !== null, now }, input);
      if (faults.length > 0) return refused("invalid", { faults });
      const changed = await raiseVersion(tx, editionId);
      if (edition.announcedAt) await recordChange(tx, { before: rulesHash(edition, rules), edition: changed, actor, now });
      return ok(null);
    });
}

async function recordChange(tx: Tx, { before, edition, actor, now }: { before: string; edition: EditionRow; actor: Actor; now: Date }): Promise<void> {
  const after = rulesHash(edition, await editionRules(tx, edition.id));
  if (after === before) return;
  await appendToLedger(tx, [{ type: "RULES_CHANGED", data: { rules: after }, actor: actor.userId, at: now, editionId: edition.id }]);
}
