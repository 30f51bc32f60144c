import { entriesToSearch } from "~/data/blind-dossiers.server";
import { appendToLedger } from "~/data/ledger.server";
import { countRedacted, storeBlindCheck } from "~/data/redactions.server";
import { phaseAt } from "~/domain/contest/phases";
import { checkEntry, searchEntry } from "~/features/blind/check-entries.server";
import { redactPart, textMark } from "~/features/blind/decide.server";
import { editorOf, proposedText } from "~/features/blind/part-editor.server";
import type { Services } from "~/features/services";
import { messagesFor } from "~/i18n/messages";
import { actorOf, done, within } from "../writing/acting.server";
import type { Stage } from "./stage.server";

const MOST_ENTRIES = 1_000;

/**
 * What the server's job and the secretary do before blind judges see anything: all entries are searched; where judging is under way the
 * secretary goes on to put the proposed words in the place of names and lets judges in. The files of the demo name nobody, so that this
 * need not wait until they are processed. In the edition still open one entry is left to be looked at.
 */
export async function makeAnonymous(stage: Stage, clock: Services["clock"]): Promise<void> {
  const { db, tx } = stage;
  for (const edition of await tx.edition.findMany({ orderBy: { id: "asc" } })) {
    const isJudging = phaseAt(edition, clock.now()) === "JUDGING";
    for (const entryId of await entriesToSearch({ prisma: tx }, { editionId: edition.id, limit: MOST_ENTRIES })) {
      await checkEntry({ db: within(db, tx), clock }, entryId);
      if (isJudging) await letJudgesIn(stage, { entryId, editionId: edition.id, now: clock.now() });
    }
  }
}

async function letJudgesIn({ db, tx, cast }: Stage, { entryId, editionId, now }: { entryId: string; editionId: string; now: Date }): Promise<void> {
  const searched = await searchEntry(tx, entryId, now);
  if (!searched || searched.dossier.check) return;
  const { versionId, code, number } = searched.dossier;
  const actor = actorOf(cast.thuky, [{ role: "SECRETARY", editionId, unitId: null }]);
  const { placeholder } = messagesFor("vi").blind;
  for (const partKey of new Set(searched.findings.map((finding) => finding.partKey))) {
    const editor = editorOf(searched, partKey);
    if (!editor) throw new Error(`names in ${partKey} of ${code}`);
    const fields = new Map(editor.fields.map((field) => [field.key, proposedText(searched, field, placeholder)]));
    await done(redactPart({ db: within(db, tx) }, { actor, editionId, now, input: { entryId, versionId, partKey, base: textMark(editor.current), fields } }));
  }
  await storeBlindCheck(tx, { versionId, actorId: actor.userId, now });
  await appendToLedger(tx, [{ type: "BLIND_CHECKED", data: { entry: code, version: number, redacted: await countRedacted(tx, versionId) }, actor: actor.userId, at: now, editionId }]);
}
