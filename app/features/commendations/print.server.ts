import { commendationsWhere, type CommendationRow } from "~/data/commendations.server";
import { letterById, type LetterRow } from "~/data/commendation-letters.server";
import { isPrintable } from "~/domain/commendations/states";
import { paperDate } from "~/domain/documents/paper-date";
import { isUuid } from "~/domain/kernel/uuid";
import type { Actor } from "~/domain/access/roles";
import type { EditionRow } from "~/data/editions.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { picturesById } from "~/features/certificates/print.server";
import { printSheets } from "~/features/certificates/print-sheets.server";
import { noteDownloadProgress } from "~/features/documents/download-progress.server";
import type { Services } from "~/features/services";
import { commendationPaper as words } from "~/i18n/vi/commendation-paper";
import { paths } from "~/paths";
import type { CertificateSheet } from "~/platform/render/certificate";
import { type GateRefusal, largePaperGate, paperGate } from "~/platform/render/paper-gate.server";

type PrintServices = Pick<Services, "db" | "files" | "config">;

export interface Printing {
  edition: Pick<EditionRow, "id" | "slug" | "title">;
  /** all of a letter, or one */
  which: { letterId: string } | { ids: readonly string[] };
  onProgress?: (done: number, all: number) => void;
}

/**
 * Commendations that the authority signed as one PDF, a page each, in the order of the annex. Printed again it is the same: letterhead and
 * signatory are those of the day it signed. Each bears the code and the address by which anybody checks it. Grounds that were erased are left blank.
 */
export async function printCommendations(services: PrintServices, { edition, which, onProgress }: Printing): Promise<Result<Uint8Array, "not_found">> {
  const { db } = services;
  const named = "letterId" in which ? [which.letterId] : which.ids;
  if (named.length === 0 || !named.every(isUuid)) return refused("not_found");
  const rows = (await commendationsWhere(db.prisma, edition.id, which)).filter(({ state }) => isPrintable(state));
  const letters = new Map<string, LetterRow>();
  for (const id of new Set(rows.flatMap(({ letterId }) => letterId ?? []))) {
    const letter = await letterById(db.prisma, edition.id, id);
    if (letter) letters.set(id, letter);
  }
  const sheets = rows.flatMap((row) => sheetOf(row, letters.get(row.letterId ?? ""), services.config.publicUrl));
  const pictures = await picturesById(services, edition.id, [...letters.values()].map(({ emblemFileId }) => emblemFileId));
  const at = [...letters.values()].flatMap(({ decisionDate }) => decisionDate ?? []).toSorted((a, b) => b.getTime() - a.getTime())[0];
  if (sheets.length === 0 || !at) return refused("not_found");
  return ok(await printSheets({ title: `${words.batch} – ${edition.title}`, at, sheets, pictures }, onProgress));
}

function sheetOf(row: CommendationRow, letter: LetterRow | undefined, publicUrl: string): CertificateSheet[] {
  const authority = letter?.authorityAsSigned;
  if (!authority || !letter?.decisionDate || letter.decisionNumber === null) return [];
  const day = letter.decisionDate.toISOString().slice(0, 10);
  const [year, month, date] = day.split("-");
  const address = row.code === null ? null : `${publicUrl}${paths.publicCommendation(row.code)}`;
  return [
    {
      national: words.national,
      motto: words.motto,
      parent: authority.letterheadParent,
      authority: authority.letterheadBody,
      heading: words.heading[row.kind],
      certifies: words.gives,
      name: row.recipientName,
      unit: row.recipientDetail,
      lines: row.grounds === null ? [] : [words.for(row.grounds)],
      placeAndDate: `${authority.place}, ${paperDate(day)}`,
      signerTitle: authority.signerTitle.toLocaleUpperCase("vi"),
      signerName: authority.signerName,
      notes: [words.decision(letter.decisionNumber, `${date}/${month}/${year}`), row.bookNumber === null ? words.noBook : words.book(row.bookNumber), ...(row.code === null ? [] : [words.code(row.code)]), ...(address === null ? [] : [words.checkAt(address)])],
      qr: address,
      emblem: letter.emblemFileId,
      signature: null,
    },
  ];
}

interface Download extends Omit<Printing, "onProgress"> {
  actor: Actor;
  /** of the page it was started from, which asks how far it is */
  run: string | null;
}

/** The PDF for whoever downloads it, its progress noted meanwhile. */
export async function downloadCommendations(services: PrintServices, { actor, run, ...printing }: Download): Promise<Result<{ name: string; mime: string; data: Uint8Array }, "not_found" | GateRefusal>> {
  const isWhole = "letterId" in printing.which;
  const note = (state: "running" | "done" | "stopped", done: number, entries: number) => run !== null && isUuid(run) && noteDownloadProgress(run, { userId: actor.userId, state, done, entries });
  const work = () =>
    printCommendations(services, { ...printing, onProgress: (done, all) => note(done === all ? "done" : "running", done, all) }).catch((error: unknown) => {
      note("stopped", 0, 0);
      throw error;
    });
  const passed = await (isWhole ? largePaperGate : paperGate).run(work, isWhole ? { account: actor.userId } : {});
  if (!passed.ok) return passed;
  const printed = passed.value;
  return printed.ok ? ok({ name: `${words.fileName.certificates(printing.edition.slug)}.pdf`, mime: "application/pdf", data: printed.value }) : printed;
}
