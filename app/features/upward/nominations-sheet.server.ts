import writeExcelFile, { type SheetData } from "write-excel-file/node";
import { logAccess } from "~/data/access-log.server";
import { passOnAgreed } from "~/data/consents.server";
import type { EditionRow } from "~/data/editions.server";
import { readEntries, readEntryForm } from "~/data/entries.server";
import { nominationsOf } from "~/data/nominations.server";
import { publishedDecisionOf } from "~/data/results.server";
import { COLUMNS, type ColumnName, NOMINATION_HEADERS } from "~/domain/imports/columns";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { imports } from "~/i18n/vi/imports";
import { upward } from "~/i18n/vi/upward";

const text = (value: string) => ({ value, type: String, wrap: true });
const vietnamese = (day: string): string => day.split("-").toReversed().join("/");

/**
 * The nominations as a workbook for a contest above that has no instance: the columns of the workbook of entries, so that it can be
 * imported (contract: "Workbook of entries"), and what they won beside them. Only entries that may be handed on are in it; getting it
 * is noted. Whoever has an interest in a nominated entry does not send the list.
 */
export async function nominationsSheet({ db }: Pick<Services, "db">, { edition, actorId, now }: { edition: EditionRow; actorId: string; now: Date }): Promise<Result<Uint8Array, "not_published" | "interest_sends" | "nothing_to_send">> {
  const { prisma } = db;
  const decision = await publishedDecisionOf(prisma, edition.id);
  if (!decision?.decisionNumber || !decision.decisionDate) return refused("not_published");
  const nominated = await nominationsOf(prisma, edition.id);
  if ((await nominationsOf(prisma, edition.id, actorId)).length < nominated.length) return refused("interest_sends");
  const agreed = await passOnAgreed(prisma, nominated.map(({ entryId }) => entryId));
  const going = nominated.filter(({ award, entryId }) => award !== null && agreed.has(entryId));
  const form = await readEntryForm(prisma, edition.id);
  if (!form || going.length === 0) return refused("nothing_to_send");
  const entries = new Map((await readEntries(prisma, going.map(({ entryId }) => entryId))).map((entry) => [entry.id, entry]));
  await logAccess(prisma, { userId: actorId, entryIds: going.map(({ entryId }) => entryId), what: "export", at: now });
  const awardCells = [decision.decisionNumber, vietnamese(decision.decisionDate.toISOString().slice(0, 10)), edition.hostName];
  const rows = going.flatMap(({ entryId, award }, index) => {
    const version = entries.get(entryId)?.submitted;
    if (!version) return [];
    const field = form.fields.find(({ id }) => id === version.fieldId)?.name ?? "";
    return version.authors.map((author, place) => {
      const cells: Record<ColumnName, string | number> = {
        ref: entries.get(entryId)?.code ?? "", contest: "", title: version.title, field, summary: version.summary,
        created: version.createdYear === null || version.createdMonth === null ? "" : `${String(version.createdMonth).padStart(2, "0")}/${version.createdYear}`,
        ownerKind: imports.workbook.ownerKinds[OWNER_KINDS.indexOf(version.ownerKind)] ?? "", ownerName: version.ownerName, unit: version.unitName,
        authorName: author.fullName, birthDate: vietnamese(author.birthDate ?? ""), sex: author.sex === "F" ? imports.workbook.sexes[1] ?? "" : author.sex === "M" ? imports.workbook.sexes[0] ?? "" : "", occupation: author.occupation, className: author.className,
        school: author.unitName, phone: author.phone, email: author.email, share: author.shareHundredths / 100, isChief: author.isChief ? 1 : 0,
        guardianName: author.guardianName, guardianPhone: author.guardianPhone, supervisorName: version.supervisorName, supervisorPhone: version.supervisorPhone,
      };
      const own = place === 0 ? [String(index + 1), award?.tierLabel ?? "", ...awardCells] : ["", "", "", "", ""];
      return [...COLUMNS.map(({ name }) => cells[name]), ...own].map((value) => (typeof value === "number" ? { value, type: Number } : text(value)));
    });
  });
  const head = [...COLUMNS.map(({ header }) => header), ...NOMINATION_HEADERS].map((header) => ({ ...text(header), fontWeight: "bold" as const }));
  const data: SheetData = [head, ...rows];
  return ok(await writeExcelFile(data, { sheet: upward.sheet.name, columns: head.map(() => ({ width: 20 })), stickyRowsCount: 1 }).toBuffer());
}

/** In the order the template names them. */
const OWNER_KINDS = ["INDIVIDUAL", "GROUP", "ORGANISATION"];
