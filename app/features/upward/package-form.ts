import { z } from "zod";
import { cleanFileName } from "~/domain/files/names";

/** The form of a package of nominated entries; a package of a higher number is from a later version of the platform. */
export const PACKAGE_FORMAT = 1;
export const PACKAGE_KIND = "sang-tao-nominations";
export const MANIFEST = "manifest.json";

/** No package is larger, in bytes. */
export const MOST_PACKAGE_BYTES = 8 * 1024 ** 3;
/** A manifest is one line of this many bytes at most. */
export const MOST_MANIFEST_BYTES = 16 * 1024 ** 2;
/** What an entry says without its files, in bytes. */
export const MOST_ENTRY_BYTES = 4 * 1024 ** 2;
/** What all entries say without their files, in bytes: it is read at once. */
export const MOST_ENTRIES_BYTES = 64 * 1024 ** 2;
const MOST_FILES = 20_000;
const MOST_ENTRIES = 1_000;
/** As a column of the database holds. */
const MOST_FILE_BYTES = 2 ** 31 - 1;

const line = (max = 500) => z.string().max(max);
const text = z.string().max(200_000);
const day = z.iso.date();
const moment = z.iso.datetime();
const code = z.string().regex(/^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u).max(40);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const entryPath = (entryCode: string): string => `entries/${entryCode}/entry.json`;
export const filePath = (entryCode: string, number: number, name: string): string => `entries/${entryCode}/files/${number}-${cleanFileName(name)}`;

/** The entry a path of a package belongs to; null for a path no package has: outside of it, twisted, or of nothing. */
export function entryOfPath(path: string): { code: string; isEntry: boolean } | null {
  const match = /^entries\/([^/]+)\/(?:(entry\.json)|files\/\d{1,4}-([^/]+))$/.exec(path);
  const [, owner = "", own, name] = match ?? [];
  if (!match || !code.safeParse(owner).success || (name !== undefined && cleanFileName(name) !== name)) return null;
  return { code: owner, isEntry: own !== undefined };
}

const option = z.strictObject({ key: line(100), label: line() });

export const manifestSchema = z.strictObject({
  kind: z.literal(PACKAGE_KIND),
  format: z.literal(PACKAGE_FORMAT),
  /** made of the content: the same content has the same id */
  packageId: z.uuid(),
  software: z.strictObject({ name: line(), version: line(50) }),
  sender: z.strictObject({ name: line() }),
  recipient: line(),
  edition: z.strictObject({ slug: line(100), kind: z.enum(["TECHNICAL", "YOUTH"]), number: z.int().min(1).max(1000), period: line(50), title: line() }),
  decision: z.strictObject({ number: line(100), date: day }),
  /** what the sender's form asks, for fitting it to the receiver's */
  form: z.strictObject({
    fields: z.array(z.strictObject({ code: line(100), name: line() })).max(200),
    parts: z.array(z.strictObject({ key: line(100), kind: z.enum(["TEXT", "CHOICE", "TABLE", "FILE"]), label: line(), options: z.array(option).max(200) })).max(200),
  }),
  entries: z.array(code).min(1).max(MOST_ENTRIES),
  files: z.array(z.strictObject({ path: line(300), size: z.int().min(0).max(MOST_FILE_BYTES), sha256: hash })).max(MOST_FILES),
  /** raw Ed25519 key, base64 */
  publicKey: line(100),
  /** over the RFC 8785 form of all the rest, base64 */
  signature: line(200),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type UnsignedManifest = Omit<Manifest, "signature">;

const consent = z.strictObject({
  party: z.enum(["SELF", "GUARDIAN"]),
  personName: line(200),
  relation: line(100),
  /** version of the wording, and the words themselves */
  wording: line(50),
  words: text,
  givenAt: moment,
});
export type PassedConsent = z.infer<typeof consent>;

const author = z.strictObject({
  fullName: line(200).min(1),
  birthDate: day,
  sex: line(20),
  occupation: line(),
  className: line(),
  unitName: line(),
  phone: line(50),
  email: line(320),
  shareHundredths: z.int().min(0).max(10_000),
  isChief: z.boolean(),
  guardianName: line(200),
  guardianPhone: line(50),
  /** to handing the dossier on */
  consents: z.array(consent).min(1).max(10),
});
export type PassedAuthor = z.infer<typeof author>;

const file = z.strictObject({
  path: line(300),
  partKey: line(100),
  name: line(200).refine((name) => cleanFileName(name) === name),
  caption: line(2000),
});
export type PassedFile = z.infer<typeof file>;

/** A nominated entry as it leaves: the submitted version and who agreed to its leaving. No account, no id of the sender's database. */
export const entrySchema = z.strictObject({
  code,
  title: line(1000).min(1),
  field: z.strictObject({ code: line(100), name: line() }),
  ownerKind: z.enum(["INDIVIDUAL", "GROUP", "ORGANISATION"]),
  ownerName: line(),
  createdYear: z.int().min(1900).max(2200).nullable(),
  createdMonth: z.int().min(1).max(12).nullable(),
  unitName: line(),
  summary: text,
  /** by key of the part; web addresses in place of files too */
  parts: z.record(line(100), text),
  supervisor: z.strictObject({ name: line(200), phone: line(50), unitName: line() }),
  authors: z.array(author).min(1).max(100),
  /** in the order of their parts */
  files: z.array(file).max(2000),
  /** files of the dossier that are not in the package, and why */
  left: z.array(z.strictObject({ partKey: line(100), name: line(200), reason: z.enum(["missing", "unclean", "secretariat"]) })).max(2000),
  award: z.strictObject({ tier: line(100), label: line() }),
  nomination: z.strictObject({ position: z.int().min(1).max(10_000), note: line(2000) }),
});
export type PassedEntry = z.infer<typeof entrySchema>;
