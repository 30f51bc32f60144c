import { ownerOfImports } from "~/data/imports.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { findEdition } from "~/features/contests/edition-access.server";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import { upward } from "~/i18n/vi/upward";
import { loadSigner } from "~/platform/signing/signer.server";
import { type Imported, importDenial, importPackage, type ImportReason } from "./import-package.server";
import { type ImportPlan, type Mapping, planImport } from "./plan-import.server";
import { noteText, stopText } from "./plan-texts";
import { type OpenedPackage, openPackage, packageFile, type PackageFault, verifyPackage } from "./read-package.server";

export interface FileImport {
  title: string;
  /** whose the entries are */
  owner: string;
  entries: Imported["entries"];
  coming: number;
  /** lines to be known, by entry */
  notes: string[];
}

interface Request {
  path: string;
  slug: string;
  mapping: Mapping;
  /** looks at everything and writes nothing */
  dryRun: boolean;
  now: Date;
}

interface Refusal {
  file?: string;
  stops?: string[];
  sender?: { name: string; fingerprint: string };
}

/** Imports a package out of a file for the command line, which acts for the edition's secretary. */
export async function importFromFile(services: Pick<Services, "db" | "files" | "config">, { path, slug, mapping, dryRun, now }: Request): Promise<Result<FileImport, ImportReason | PackageFault | "edition_unknown" | "no_owner", Refusal>> {
  const edition = await findEdition(services, slug);
  if (!edition) return refused("edition_unknown");
  const denial = importDenial(null, edition, now);
  if (denial) return refused(denial);
  const owner = await ownerOfImports(services.db.prisma, edition.id);
  if (!owner) return refused("no_owner");
  const opened = await openPackage(await packageFile(path));
  if (!opened.ok) return opened;
  const whole = await verifyPackage(opened.value);
  if (!whole.ok) return whole;
  const ownKey = (await loadSigner(services.config)).publicKey;
  const request = { opened: opened.value, edition, ownKey, owner, actor: null, mapping, stagedId: null, now };
  const planned = await planImport(services.db.prisma, { ...request, viewerId: null });
  if (!planned.ok) return planned;
  const about = { ...standOf(planned.value), title: edition.title, owner: owner.name };
  const stop = stopsOf(planned.value, opened.value);
  if (stop) return refused(stop.reason, stop);
  if (dryRun) return ok({ ...about, entries: [] });
  const imported = await importPackage(services, request);
  return imported.ok ? ok({ ...about, entries: imported.value.entries }) : refused(imported.reason, imported.file === undefined ? {} : { file: imported.file });
}

function standOf({ entries }: ImportPlan): Pick<FileImport, "coming" | "notes"> {
  const { integer } = formatsFor("vi");
  const { atEntry } = upward.command;
  const notes = entries.flatMap(({ passed, before, notes: own }) => (before === null ? own.map((note) => atEntry(passed.code, noteText(upward, integer, note))) : [atEntry(passed.code, upward.plan.before(before))]));
  return { coming: entries.filter(({ before }) => before === null).length, notes };
}

/** What keeps the package out, with all there is to say of it. */
function stopsOf({ sender, entries }: ImportPlan, { manifest, fingerprint }: OpenedPackage): ({ reason: ImportReason } & Refusal) | null {
  if (!sender) return { reason: "sender_unknown", sender: { name: manifest.sender.name, fingerprint } };
  if (sender.revokedAt !== null) return { reason: "sender_revoked" };
  const stops = entries.flatMap(({ passed, stops: own }) => own.map((stop) => upward.command.atEntry(passed.code, stopText(upward, stop))));
  return stops.length > 0 ? { reason: "entries_stopped", stops } : null;
}
