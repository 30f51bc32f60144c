import { logAccess } from "~/data/access-log.server";
import { hasConflict } from "~/data/conflicts.server";
import type { EditionRow } from "~/data/editions.server";
import { readEntry, readEntryForm } from "~/data/entries.server";
import type { VersionRecord } from "~/data/entry-versions.server";
import type { Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { accessEntry, type AccessedEntry } from "~/features/entries/entry-access.server";
import { forViewer } from "~/features/entries/queries.server";
import type { Services } from "~/features/services";
import { type Locale, withLocale } from "~/i18n/locale";
import { printed } from "~/i18n/vi/printed";
import { paths } from "~/paths";
import type { Paper } from "~/platform/render/paper";
import { type GateOptions, type GateRefusal, paperGate } from "~/platform/render/paper-gate.server";
import { renderDocx, renderPdf } from "~/platform/render/render.server";
import { dossierPaper } from "./dossier.server";
import { ENTRY_PAPERS, type EntryPaperFile, isEntryPaper } from "./entry-paper-files";
import type { EntryPaperData } from "./entry-paper-data";
import { receiptPaper } from "./receipt-paper";
import { registrationForm } from "./registration-form";
import { paperDataOf } from "./submitted-entries.server";

type WithFiles = Pick<Services, "db" | "files" | "config">;

export interface PrintedPaper {
  /** of the file, safe in every header and file system */
  name: string;
  mime: string;
  data: Uint8Array;
}

interface OwnRequest {
  actor: Actor;
  entryId: string;
  /** `phieu-dang-ky.pdf`, … */
  file: string;
  /** the draft beside a submitted version */
  ofDraft: boolean;
  locale: Locale;
  now: Date;
  /** of the request, where there is one */
  signal?: AbortSignal;
}

/**
 * A paper of an entry for those it belongs to, of the version that counts, before that of the draft. A guardian gets what the page of
 * the entry shows to a guardian: no contacts of other children, no signed forms and scans. One paper at a time for each account.
 */
export async function ownEntryPaper(services: WithFiles, { actor, entryId, file, ofDraft, locale, now, signal }: OwnRequest): Promise<Result<PrintedPaper, Denial | "not_found" | GateRefusal>> {
  if (!isEntryPaper(file)) return refused("not_found");
  const access = await accessEntry(services.db.prisma, { actor, entryId, action: "entry.view", now });
  if (!access.ok) return access;
  const { entry, form } = access.value;
  const version = versionFor(access.value, actor, ofDraft);
  if (!version) return refused("not_found");
  return inTurn({ account: actor.userId, signal }, async () => printPaper(services, file, await paperDataOf(services, { entry, version, form }), locale));
}

function versionFor({ entry, form, relations }: AccessedEntry, actor: Actor, ofDraft: boolean): VersionRecord | null {
  const isGuardianOnly = relations.every((relation) => relation === "guardian");
  if (!isGuardianOnly) return ofDraft ? entry.draft : (entry.submitted ?? entry.draft);
  return ofDraft ? null : forViewer(entry.submitted ?? entry.draft, actor.userId, form.parts);
}

interface StaffRequest {
  actor: Actor;
  edition: Pick<EditionRow, "id">;
  entryId: string;
  file: string;
  locale: Locale;
  now: Date;
  /** of the request, where there is one */
  signal?: AbortSignal;
}

/** The same for staff who may inspect entries: of submitted versions only, and noted in the log of who looked at personal data. */
export async function staffEntryPaper(services: WithFiles, { actor, edition, entryId, file, locale, now, signal }: StaffRequest): Promise<Result<PrintedPaper, "not_found" | GateRefusal>> {
  if (!isEntryPaper(file)) return refused("not_found");
  const entry = await readEntry(services.db.prisma, entryId);
  const form = entry?.editionId === edition.id ? await readEntryForm(services.db.prisma, edition.id) : null;
  if (!entry?.submitted || !form || (await hasConflict(services.db.prisma, entry.id, actor.userId))) return refused("not_found");
  const version = entry.submitted;
  return inTurn({ signal }, async () => {
    await logAccess(services.db.prisma, { userId: actor.userId, entryIds: [entry.id], what: "export", at: now });
    return printPaper(services, file, await paperDataOf(services, { entry, version, form }), locale);
  });
}

/** Collecting what stands on a paper and drawing it, when its turn comes. */
async function inTurn<Reason extends string>(options: GateOptions, print: () => Promise<Result<PrintedPaper, Reason>>): Promise<Result<PrintedPaper, Reason | GateRefusal>> {
  const turn = await paperGate.run(print, options);
  return turn.ok ? turn.value : turn;
}

async function printPaper(services: WithFiles, file: EntryPaperFile, data: EntryPaperData, locale: Locale): Promise<Result<PrintedPaper, "not_found">> {
  const { kind, format, mime } = ENTRY_PAPERS[file];
  const paper = await paperOf(services, kind, data, locale);
  if (!paper) return refused("not_found");
  const stem = data.version.state === "DRAFT" ? `${printed.fileName[kind]}-nhap` : printed.fileName[kind];
  const name = `${data.entry.code ? `${data.entry.code}-` : ""}${stem}.${format}`;
  return ok({ name, mime, data: await (format === "pdf" ? renderPdf(paper) : renderDocx(paper)) });
}

async function paperOf(services: WithFiles, kind: (typeof ENTRY_PAPERS)[EntryPaperFile]["kind"], data: EntryPaperData, locale: Locale): Promise<Paper | null> {
  switch (kind) {
    case "registration-form":
      return registrationForm(data);
    case "dossier":
      return dossierPaper(services, data, "all");
    case "receipt":
      return receiptPaper(data, services.config.publicUrl + withLocale(paths.entry(data.entry.id), locale));
  }
}
