import type { Tx } from "~/data/client.server";
import { hasDecision, lockEdition, raiseVersion, type EditionRow } from "~/data/editions.server";
import { editionRules, type EditionRules } from "~/data/editions-rules.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { sheetsSaved } from "~/data/editions-rounds-write.server";
import { can, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { rulesHash, scoringRulesHash } from "../rules-record.server";

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
  actor: Actor;
  now: Date;
}

export interface SettingsRequest<Input> {
  actor: Actor;
  editionId: string;
  /** the version the form was filled in from */
  version: number;
  input: Input;
  /** why rules of scoring change after the first sheet was saved; asked for where they do */
  reason?: string;
  now: Date;
}

/** A change of one section: writes, or answers with what stands against it. */
export type SettingsChange<Input> = (state: SettingsState, input: Input) => Promise<readonly SettingsFault[]>;

/**
 * Wraps a change into the command every section shares: one transaction with the edition locked, permission and
 * version checked, the version raised, and – once the edition is announced and its rules differ – RULES_CHANGED.
 * `sealed` sections shape the result and stay as they are once one has been proposed. Whatever the section, a change of the
 * rules of scoring after a judge saved the first sheet needs a reason and is on record (SCORING_RULES_CHANGED).
 */
export function settingsCommand<Input>(change: SettingsChange<Input>, { sealed }: { sealed: boolean }) {
  return ({ db }: Pick<Services, "db">, { actor, editionId, version, input, reason = "", now }: SettingsRequest<Input>): Promise<SettingsResult> =>
    db.transact(async (tx): Promise<SettingsResult> => {
      const edition = await lockEdition(tx, editionId);
      if (!edition || !isStaff(actor, editionId)) return refused("not_found");
      const access = can(actor, "edition.configure", { editionId, phase: phaseAt(edition, now) });
      if (!access.allowed) return refused(access.reason);
      if (edition.version !== version) return refused("version_conflict");
      if (sealed && (await hasDecision(tx, editionId))) return refused("result_proposed");
      const rules = await editionRules(tx, editionId);
      const faults = await change({ tx, edition, rules, isAnnounced: edition.announcedAt !== null, actor, now }, input);
      if (faults.length > 0) return refused("invalid", { faults });
      const changed = await raiseVersion(tx, editionId);
      const after = { edition: changed, rules: await editionRules(tx, editionId) };
      const scoring = await scoringChange(tx, { before: { edition, rules }, after });
      if (scoring && reason === "") return refused("invalid", { faults: [{ field: "reason", reason: "scoring_reason_required", about: String((await sheetsSaved(tx, editionId, actor.userId)).sheets) }] });
      const hash = rulesHash(after.edition, after.rules);
      const act = { actor: actor.userId, at: now, editionId } as const;
      if (edition.announcedAt && hash !== rulesHash(edition, rules)) await appendToLedger(tx, [{ type: "RULES_CHANGED", data: { rules: hash }, ...act }]);
      if (scoring) {
        const data = { scoring: scoring.hash, sheets: scoring.sheets, locked: scoring.locked, reason: (await keepErasableText(tx, editionId, reason)).hash };
        await appendToLedger(tx, [{ type: "SCORING_RULES_CHANGED", data, ...act }]);
      }
      return ok(null);
    });
}

interface Rules {
  edition: EditionRow;
  rules: EditionRules;
}

/** What a change does to the rules of scoring once sheets were saved; null where it does nothing to them, or none was. */
async function scoringChange(tx: Tx, { before, after }: { before: Rules; after: Rules }): Promise<{ hash: string; sheets: number; locked: number } | null> {
  const hash = scoringRulesHash(after.edition, after.rules);
  if (hash === scoringRulesHash(before.edition, before.rules)) return null;
  const saved = await sheetsSaved(tx, after.edition.id);
  return saved.sheets === 0 ? null : { hash, ...saved };
}
