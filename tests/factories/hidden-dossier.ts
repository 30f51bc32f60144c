import { randomUUID } from "node:crypto";
import type { Services } from "~/features/services";
import { docxBytes, filmBytes, pdfBytes, photoBytes, SECRETS } from "./file-bytes";
import { makeEntry } from "./entries";
import { makeUnit, makeUser } from "./people";
import { makeFilePart, storeEntryFile } from "./stored-files";

/** Unmistakable traces of whose an entry is, by the field each is planted in. */
export const TRACES = {
  author: SECRETS.person,
  asciiAuthor: SECRETS.asciiPerson,
  account: "Lò Zztaikhoan Nộp",
  guardian: "Lò Thị Zzgiamho",
  supervisor: "Vi Văn Zzhuongdan",
  owner: "Lò Văn Zzchusohuu",
  unit: "Trường THCS Zztruong Cao",
  formerUnit: "Trường cấp 2 Zzcuten Thấp",
  supervisorUnit: "Trường THPT Zzthaytruong",
  filedBy: "Huyện đoàn Zzdonvinop",
  className: "9Zz1",
  phone: "0911777001",
  guardianPhone: "0911777002",
  supervisorPhone: "0911777003",
  email: "zzthudientu@zzhopthu.test",
  address: "Zzthonxom",
  fileName: "Zztentep",
  device: SECRETS.device,
  place: SECRETS.place,
  link: "zzkenhphim",
  importRef: "zzmasosach",
  consent: "Lò Thị Zznguoiky",
  confirmation: "zznhanxettacgia",
  thing: "zzhienvat",
  /** a moment at which everything of the dossier came: it groups entries sent by one school */
  sentAt: "2026-10-03T03:14:15.926Z",
  sentOn: "03/10/2026",
  sentClock: "10:14",
} as const;

/** The traces that are words in a text; ids and moments are looked for apart. */
const planted = `Em ${TRACES.author} (${TRACES.asciiAuthor}), lớp ${TRACES.className}, ${TRACES.unit} trước là ${TRACES.formerUnit}, con bà ${TRACES.guardian}, thầy ${TRACES.supervisor} ở ${TRACES.supervisorUnit}, gọi 0911.777.001, thư ${TRACES.email}, nhà ở thôn ${TRACES.address} Thượng, xem facebook.com/${TRACES.link}, nộp bởi ${TRACES.account}, ${TRACES.owner}, ${TRACES.filedBy}.`;

/** An entry with a trace in every field a dossier has, and in the bytes and names of its files. @returns it, and every id that could be told apart */
export async function makeHiddenEntry(services: Services, edition: { id: string }) {
  const { prisma } = services.db;
  const sentAt = new Date(TRACES.sentAt);
  const owner = await makeUser(services, { name: TRACES.account });
  const unit = await makeUnit(services, { name: TRACES.unit });
  await prisma.unitName.create({ data: { unitId: unit.id, name: TRACES.formerUnit } });
  const [supervisorUnit, filedBy] = [await makeUnit(services, { name: TRACES.supervisorUnit }), await makeUnit(services, { name: TRACES.filedBy })];
  const parts = await prisma.dossierPart.findMany({ where: { editionId: edition.id, kind: "TEXT" } });
  const entry = await makeEntry(services, edition, {
    owner, state: "SUBMITTED", screening: "QUALIFIED", title: `Máy của ${TRACES.author}`, summary: `Tóm tắt. ${planted}`, files: [], importRef: TRACES.importRef,
    parts: { ...Object.fromEntries(parts.map(({ key, label }) => [key, `${label}. ${planted}`])), "t-phim": `https://youtu.be/${TRACES.link}` },
    unitId: unit.id, filedByUnitId: filedBy.id, supervisorName: TRACES.supervisor, supervisorUnitId: supervisorUnit.id, supervisorUnitName: TRACES.supervisorUnit,
    authors: [{ fullName: TRACES.author, phone: TRACES.phone, email: TRACES.email, address: `Thôn ${TRACES.address} Thượng, xã Cẩm Hà`, guardianName: TRACES.guardian, guardianPhone: TRACES.guardianPhone }],
  });
  const version = await prisma.entryVersion.update({
    where: { entryId_number: { entryId: entry.id, number: 1 } },
    data: { ownerName: TRACES.owner, supervisorPhone: TRACES.supervisorPhone, submittedAt: sentAt, savedAt: sentAt, committedAt: null, authors: { updateMany: { where: {}, data: { className: TRACES.className } } } },
    include: { authors: true },
  });
  await prisma.entry.update({ where: { id: entry.id }, data: { submittedAt: sentAt, createdAt: sentAt, updatedAt: sentAt } });
  await makeFilePart(services, edition.id, { key: "t-phim" });
  await makeFilePart(services, edition.id, { key: "t-giay", forJudges: false, position: 95 });
  const named = (kind: string) => ({ name: `${TRACES.fileName} ${TRACES.author}.${kind}`, caption: `Ảnh ${TRACES.author} chụp` });
  const files = {
    photo: await storeEntryFile(services, entry.id, { partKey: "t-phim", family: "PHOTO", mime: "image/jpeg", bytes: await photoBytes(), ...named("jpg") }),
    film: await storeEntryFile(services, entry.id, { partKey: "t-phim", position: 2, family: "VIDEO", mime: "video/mp4", bytes: filmBytes(), ...named("mp4") }),
    plainPdf: await storeEntryFile(services, entry.id, { partKey: "t-phim", position: 3, family: "PDF", mime: "application/pdf", bytes: await pdfBytes(), ...named("pdf") }),
    namingPdf: await storeEntryFile(services, entry.id, { partKey: "t-phim", position: 4, family: "PDF", mime: "application/pdf", bytes: await pdfBytes({ lines: [`Tac gia ${TRACES.asciiAuthor}`] }), ...named("pdf") }),
    namingDocx: await storeEntryFile(services, entry.id, { partKey: "t-phim", position: 5, family: "DOCUMENT", mime: DOCX, bytes: await docxBytes({ paragraphs: [planted] }), ...named("docx") }),
    paper: await storeEntryFile(services, entry.id, { partKey: "t-giay", family: "PDF", mime: "application/pdf", bytes: await pdfBytes(), ...named("pdf") }),
  };
  const [author] = version.authors;
  await prisma.consent.updateMany({ where: { entryId: entry.id }, data: { personName: TRACES.consent } });
  await prisma.authorConfirmation.create({ data: { entryId: entry.id, authorKey: author?.key ?? randomUUID(), party: "SELF", contentHash: "0".repeat(64), remark: TRACES.confirmation, personName: TRACES.author, at: sentAt } });
  await prisma.physicalThing.create({ data: { editionId: edition.id, entryId: entry.id, code: `${entry.code ?? ""}-H1`, description: TRACES.thing, place: TRACES.thing, moves: { create: { kind: "RECEIVED", at: sentAt, personName: TRACES.consent, place: TRACES.thing, actorId: owner.userId } } } });
  const stored = await prisma.storedFile.findMany({ include: { variants: true } });
  const ids = [
    version.id, owner.userId, unit.id, supervisorUnit.id, filedBy.id, ...version.authors.flatMap(({ id, key }) => [id, key]), ...Object.values(files).flatMap(({ key, fileId }) => [key, fileId]),
    ...stored.flatMap(({ storageName, sha256, uploadKey, variants }) => [storageName, sha256, uploadKey ?? "", ...variants.map((variant) => variant.storageName)]),
  ].filter((id) => id !== "");
  return { entry, version, files, ids };
}

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
