import { readBlindDossiers } from "~/data/blind-dossiers.server";
import { appendToLedger } from "~/data/ledger.server";
import { countRedacted, storeBlindCheck } from "~/data/redactions.server";
import { checkChangedEntries } from "~/features/blind/check-entries.server";
import { redactPart } from "~/features/blind/decide.server";
import { blindEntryPage } from "~/features/blind/entry-page.server";
import { phaseAt } from "~/domain/contest/phases";
import type { Services } from "~/features/services";
import { actorOf, done } from "../writing/acting.server";

const SECRETARY = "thuky@demo.example";

/**
 * What the server's job and the secretary do before blind judges see anything: all entries are searched; where judging is under way the
 * secretary goes on to put the proposed words in the place of names and lets judges in. The files of the demo name nobody, so that this
 * need not wait until they are processed. In the edition still open one entry is left to be looked at.
 */
export async function makeAnonymous(services: Pick<Services, "db" | "clock" | "log">): Promise<void> {
  await checkChangedEntries(services);
  const { prisma } = services.db;
  const now = services.clock.now();
  const { id: userId, name } = await prisma.user.findFirstOrThrow({ where: { email: SECRETARY } });
  const waiting = await prisma.blindScan.findMany({ where: { version: { state: "SUBMITTED", blindCheck: null } }, select: { version: { select: { entryId: true, entry: { select: { edition: true } } } } } });
  for (const { version: { entryId, entry: { edition } } } of waiting) {
    if (phaseAt(edition, now) !== "JUDGING") continue;
    const actor = actorOf({ userId, name, email: SECRETARY }, [{ role: "SECRETARY", editionId: edition.id, unitId: null }]);
    const page = await blindEntryPage(services, { actor, edition, phase: "JUDGING", entryId, locale: "vi", now });
    if (!page.ok) throw new Error(page.reason);
    const { versionId, parts } = page.value;
    for (const { partKey, base, fields } of parts.filter(({ findings }) => findings.length > 0)) {
      const typed = new Map(fields.map(({ key, text }) => [key, text]));
      await done(redactPart(services, { actor, editionId: edition.id, now, input: { entryId, versionId, partKey, base, fields: typed } }));
    }
    await services.db.transact(async (tx) => {
      const [dossier] = await readBlindDossiers(tx, [entryId]);
      await storeBlindCheck(tx, { versionId, actorId: userId, now });
      await appendToLedger(tx, [{ type: "BLIND_CHECKED", data: { entry: dossier?.code ?? "", version: dossier?.number ?? 1, redacted: await countRedacted(tx, versionId) }, actor: userId, at: now, editionId: edition.id }]);
    });
  }
}
