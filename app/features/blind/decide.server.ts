import type { Tx } from "~/data/client.server";
import { hasConflict } from "~/data/conflicts.server";
import { lockEdition } from "~/data/editions.server";
import { lockEntry } from "~/data/entries.server";
import { appendToLedger, chainFunctions } from "~/data/ledger.server";
import { countRedacted, removeHarmless, removeRedactedFile, storeBlindCheck, storeHarmless, storeRedactedFile, storeRedactedPart } from "~/data/redactions.server";
import { can, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { hasOpenFindings, searchEntry, type SearchedEntry, withdrawRelease } from "./check-entries.server";
import { editorOf, writeEditor } from "./part-editor.server";

export type BlindRefusal = Denial | "not_found" | "version_conflict" | "nothing_picked" | "part_unknown" | "too_long" | "findings_open" | "files_processing";

interface BlindAct<Input> {
  actor: Actor;
  editionId: string;
  input: Input & { entryId: string; versionId: string };
  now: Date;
}

type Outcome = Promise<Result<null, BlindRefusal>>;
type WithDatabase = Pick<Services, "db">;

/**
 * Opens the version that counts for whoever may screen the entry, does the act, searches anew, and where blind judges see the version
 * already puts on record that they see it otherwise from now on, or takes the release back where something found is open or a file is not
 * read yet. An act on a version that was replaced meanwhile is refused.
 */
function deciding<Input>({ db }: WithDatabase, { actor, editionId, input, now }: BlindAct<Input>, act: (tx: Tx, searched: SearchedEntry) => Promise<Result<{ check?: true } | null, BlindRefusal>>): Outcome {
  return db.transact(async (tx): Outcome => {
    const { entryId, versionId } = input;
    const edition = isStaff(actor, editionId) && isUuid(entryId) ? await lockEdition(tx, editionId, "SHARE") : null;
    if (!edition || !(await lockEntry(tx, entryId))) return refused("not_found");
    const before = await searchEntry(tx, entryId, now);
    if (before?.dossier.editionId !== editionId) return refused("not_found");
    const decision = can(actor, "entry.screen", { editionId, phase: phaseAt(edition, now), inConflict: await hasConflict(tx, entryId, actor.userId) });
    if (!decision.allowed) return refused(decision.reason);
    if (before.dossier.versionId !== versionId) return refused("version_conflict");
    const [{ code, number, check }, redactedBefore] = [before.dossier, JSON.stringify(decisionsOf(before))];
    const done = await act(tx, before);
    if (!done.ok) return done;
    const after = await searchEntry(tx, entryId, now);
    const isReleased = check !== null && after !== null;
    if (isReleased && (hasOpenFindings(after) || after.waiting > 0)) {
      await withdrawRelease(tx, after, { actorId: actor.userId, now });
    } else if (done.value?.check || (isReleased && JSON.stringify(decisionsOf(after)) !== redactedBefore)) {
      await appendToLedger(tx, [{ type: "BLIND_CHECKED", data: { entry: code, version: number, redacted: await countRedacted(tx, versionId) }, actor: actor.userId, at: now, editionId }]);
    }
    return ok(null);
  });
}

const decisionsOf = ({ dossier: { redactedParts, files } }: SearchedEntry) => [redactedParts, files.map(({ redaction }) => redaction && (redaction.stored?.fileId ?? ""))];

/** Notes that findings tell nobody anything, or takes it back. */
export function judgeFindings(services: WithDatabase, act: BlindAct<{ findings: readonly string[]; isHarmless: boolean }>): Outcome {
  const { actor, now, input } = act;
  return deciding(services, act, async (tx, { dossier, findings }) => {
    const known = findings.filter(({ name }) => input.findings.includes(name)).map(({ name }) => name);
    if (known.length === 0) return refused("nothing_picked");
    if (input.isHarmless) await storeHarmless(tx, { versionId: dossier.versionId, actorId: actor.userId, now }, known);
    else for (const name of known) await removeHarmless(tx, dossier.entryId, name);
    return ok(null);
  });
}

/** A mark of the text an editor was filled from. */
export const textMark = (text: string): string => chainFunctions.sha256Hex(text).slice(0, 16);

/**
 * Puts what was typed in the place of a part for blind judges; what was submitted stays as it is. `fields` null takes the copy away.
 * `base` marks the text the editor was filled from.
 */
export function redactPart(services: WithDatabase, act: BlindAct<{ partKey: string; base: string; fields: ReadonlyMap<string, string> | null }>): Outcome {
  const { actor, now, input } = act;
  return deciding(services, act, async (tx, searched) => {
    const editor = editorOf(searched, input.partKey);
    if (!editor) return refused("part_unknown");
    if (textMark(editor.current) !== input.base) return refused("version_conflict");
    const text = input.fields === null ? editor.original : writeEditor(editor, input.fields);
    if (text.length > MOST_GROWTH + editor.original.length * 2) return refused("too_long");
    await storeRedactedPart(tx, { versionId: searched.dossier.versionId, actorId: actor.userId, now }, { partKey: input.partKey, text, original: editor.original });
    return ok(null);
  });
}

/** Words that stand for names may be longer than these; whole essays are no redaction. */
const MOST_GROWTH = 2_000;

/** Withholds a file from blind judges, shows them another one (`fileId`), or the file itself again. */
export function redactFile(services: WithDatabase, act: BlindAct<{ fileKey: string; to: "withheld" | "shown" | { fileId: string } }>): Outcome {
  const { actor, now, input } = act;
  return deciding(services, act, async (tx, { dossier: { files, versionId } }) => {
    const { fileKey, to } = input;
    if (!files.some(({ key }) => key === fileKey)) return refused("part_unknown");
    if (to === "shown") await removeRedactedFile(tx, versionId, fileKey);
    else await storeRedactedFile(tx, { versionId, actorId: actor.userId, now }, { fileKey, fileId: to === "withheld" ? null : to.fileId });
    return ok(null);
  });
}

/** Lets blind judges see the version, once everything found in it was decided. Doing it twice is doing it once. */
export function confirmBlind(services: WithDatabase, act: BlindAct<object>): Outcome {
  const { actor, now } = act;
  return deciding(services, act, async (tx, searched) => {
    const { dossier, waiting } = searched;
    if (hasOpenFindings(searched)) return refused("findings_open");
    if (waiting > 0) return refused("files_processing");
    return (await storeBlindCheck(tx, { versionId: dossier.versionId, actorId: actor.userId, now })) ? ok({ check: true as const }) : ok(null);
  });
}
