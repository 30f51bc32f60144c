import { randomUUID } from "node:crypto";
import { consentTextVersion } from "~/features/entries/consent-texts";
import type { PartKind, PartOption } from "~/domain/contest/rules";
import { writeTable } from "~/domain/entry/part-values";
import type { Actor } from "~/domain/access/roles";
import { dayInVietnam, isMinorOn } from "~/domain/entry/ages";
import { type ConsentPurpose, partiesNeeded } from "~/domain/entry/consent";
import { equalShares } from "~/domain/entry/shares";
import type { ScreeningState } from "~/domain/entry/states";
import type { Services } from "~/features/services";
import { addFileRows, type FileSpec, filesForParts } from "./entry-files";
import { makeUser } from "./people";

type WithClock = Pick<Services, "db" | "clock">;

export interface AuthorSpec {
  key?: string;
  fullName?: string;
  /** ISO day */
  birthDate?: string;
  unitId?: string | null;
  unitName?: string;
  phone?: string;
  address?: string;
  email?: string;
  shareHundredths?: number;
  isChief?: boolean;
  guardianName?: string;
  guardianPhone?: string;
  /** accounts of the author and of the guardian */
  userId?: string | null;
  guardianUserId?: string | null;
}

export interface EntrySpec {
  owner?: Actor;
  state?: "DRAFT" | "SUBMITTED" | "WITHDRAWN";
  screening?: ScreeningState;
  screeningReason?: string;
  supplementDueAt?: Date;
  title?: string;
  summary?: string;
  /** text by key of the dossier part; by default every part of the edition gets one */
  parts?: Record<string, string>;
  fieldCode?: string;
  /** unit of the entry and of its authors */
  unitId?: string | null;
  unitName?: string;
  filedByUnitId?: string | null;
  supervisorName?: string;
  supervisorUnitId?: string | null;
  supervisorUnitName?: string;
  authors?: readonly AuthorSpec[];
  /** by default one for every part that has to have one */
  files?: readonly FileSpec[];
  /** the purposes agreed to for every author by whoever has to; none: `[]` */
  consents?: readonly ConsentPurpose[];
  createdYear?: number;
  eligibilityNote?: string;
  begunAt?: Date;
  importRef?: string;
}

/**
 * An entry as if it had been filed long ago: complete, with authors, unit, consents, and a code unless it is a draft.
 * Written straight to the tables, without ledger and letters. Returns the row with `authors` of its version.
 */
export async function makeEntry(services: WithClock, edition: { id: string }, spec: EntrySpec = {}) {
  const { prisma } = services.db;
  const now = services.clock.now();
  const owner = spec.owner ?? (await makeUser(services));
  const state = spec.state ?? (spec.screening ? "SUBMITTED" : "DRAFT");
  const fields = await prisma.field.findMany({ where: { editionId: edition.id }, orderBy: { position: "asc" } });
  const field = spec.fieldCode ? fields.find((one) => one.code === spec.fieldCode) : fields[0];
  if (!field) throw new Error(`the edition has no field ${spec.fieldCode ?? ""}`);
  const unit = spec.unitId ? await prisma.unit.findUniqueOrThrow({ where: { id: spec.unitId } }) : null;
  const unitName = spec.unitName ?? unit?.name ?? "Trường THCS Cẩm Bình";
  const authors = authorRows(spec.authors ?? [{}], { unitId: unit?.id ?? null, unitName, today: dayInVietnam(now) });
  const title = spec.title ?? "Máy gieo lạc đẩy tay hai hàng";
  const code = state === "DRAFT" ? null : await nextCode(services, edition.id);
  const submittedAt = state === "DRAFT" ? null : now;
  const parts = spec.parts ?? (await textsForParts(services, edition.id));
  const entry = await prisma.entry.create({
    data: {
      editionId: edition.id,
      code,
      state,
      screening: spec.screening ?? "RECEIVED",
      screeningReason: spec.screeningReason ?? null,
      supplementDueAt: spec.supplementDueAt ?? null,
      ownerId: owner.userId,
      filedByUnitId: spec.filedByUnitId ?? null,
      importRef: spec.importRef ?? null,
      title,
      fieldId: field.id,
      unitName,
      searchText: [title, code ?? "", unitName, ...authors.map((author) => author.fullName)].join(" "),
      submittedAt,
      withdrawnAt: state === "WITHDRAWN" ? now : null,
      createdAt: spec.begunAt ?? now,
      versions: {
        create: {
          number: 1,
          state: state === "DRAFT" ? "DRAFT" : "SUBMITTED",
          title,
          fieldId: field.id,
          ownerKind: authors.length > 1 ? "GROUP" : "INDIVIDUAL",
          createdYear: spec.createdYear ?? now.getUTCFullYear(),
          createdMonth: 3,
          unitId: unit?.id ?? null,
          unitName,
          summary: spec.summary ?? "Máy giúp một người gieo được hai sào lạc mỗi giờ, không cần động cơ.",
          parts,
          supervisorName: spec.supervisorName ?? "",
          supervisorUnitId: spec.supervisorUnitId ?? null,
          supervisorUnitName: spec.supervisorUnitName ?? "",
          eligibilityNote: spec.eligibilityNote ?? "",
          savedAt: now,
          savedById: owner.userId,
          submittedAt,
          submittedById: submittedAt ? owner.userId : null,
          authors: { create: authors },
        },
      },
    },
    include: { versions: { include: { authors: { orderBy: { position: "asc" } } } } },
  });
  await giveConsents(services, entry, authors, spec.consents ?? ["TAKE_PART", "PUBLISH_NAME"]);
  const { versions, ...row } = entry;
  const versionId = versions[0]?.id ?? "";
  await addFileRows(services, { versionId, editionId: edition.id, ownerId: owner.userId }, spec.files ?? (await filesForParts(services, edition.id)));
  return { ...row, authors: versions[0]?.authors ?? [] };
}

type AuthorRow = ReturnType<typeof authorRows>[number];

function authorRows(specs: readonly AuthorSpec[], unit: { unitId: string | null; unitName: string; today: string }) {
  const chief = Math.max(0, specs.findIndex((spec) => spec.isChief));
  const shares = equalShares(specs.length, chief);
  return specs.map((spec, index) => {
    const birthDate = spec.birthDate ?? "2012-05-20";
    const isMinor = isMinorOn(birthDate, unit.today);
    return {
      key: spec.key ?? randomUUID(),
      position: index + 1,
      fullName: spec.fullName ?? `Trần Văn Thử ${index + 1}`,
      birthDate: new Date(`${birthDate}T00:00:00Z`),
      className: isMinor ? "9A" : "",
      occupation: isMinor ? "" : "Giáo viên",
      unitId: spec.unitId === undefined ? unit.unitId : spec.unitId,
      unitName: spec.unitName ?? unit.unitName,
      phone: spec.phone ?? "+84912000000",
      address: spec.address ?? "",
      email: spec.email ?? "",
      shareHundredths: spec.shareHundredths ?? shares[index] ?? 0,
      isChief: index === chief,
      guardianName: spec.guardianName ?? (isMinor ? "Trần Thị Giám Hộ" : ""),
      guardianPhone: spec.guardianPhone ?? (isMinor ? "+84913000000" : ""),
      userId: spec.userId ?? null,
      guardianUserId: spec.guardianUserId ?? null,
    };
  });
}

async function nextCode({ db }: WithClock, editionId: string): Promise<string> {
  const edition = await db.prisma.edition.update({ where: { id: editionId }, data: { lastEntryNumber: { increment: 1 } } });
  return `${edition.codePrefix}-${String(edition.lastEntryNumber).padStart(4, "0")}`;
}

async function textsForParts({ db }: WithClock, editionId: string): Promise<Record<string, string>> {
  const parts = await db.prisma.dossierPart.findMany({ where: { editionId } });
  return Object.fromEntries(parts.flatMap((part) => (part.kind === "FILE" ? [] : [[part.key, valueFor(part)]])));
}

function valueFor({ kind, label, options }: { kind: PartKind; label: string; options: unknown }): string {
  const asked = options as PartOption[];
  if (kind === "CHOICE") return asked[0]?.key ?? "";
  if (kind === "TABLE") return writeTable([Object.fromEntries(asked.map((column) => [column.key, `${column.label} thứ nhất`]))], asked);
  return `${label}: gieo hai hàng một lượt, tách hạt bằng đĩa xoay.`;
}

async function giveConsents({ db, clock }: WithClock, { id: entryId, editionId }: { id: string; editionId: string }, authors: readonly AuthorRow[], purposes: readonly ConsentPurpose[]) {
  const now = clock.now();
  const { selfConsentFrom: selfFrom } = await db.prisma.edition.findUniqueOrThrow({ where: { id: editionId }, select: { selfConsentFrom: true } });
  const data = authors.flatMap((author) =>
    partiesNeeded(author.birthDate.toISOString().slice(0, 10), dayInVietnam(now), selfFrom).flatMap((party) =>
      purposes.map((purpose) => ({
        entryId,
        authorKey: author.key,
        purpose,
        party,
        personName: party === "SELF" ? author.fullName : author.guardianName,
        textVersion: consentTextVersion,
        method: "LINK" as const,
        givenAt: now,
      })),
    ),
  );
  if (data.length > 0) await db.prisma.consent.createMany({ data });
}
