import { createHash, createPrivateKey, generateKeyPairSync } from "node:crypto";
import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chainFunctions } from "~/data/ledger.server";
import { entryPath, entrySchema, filePath, type Manifest, MANIFEST, PACKAGE_FORMAT, PACKAGE_KIND, type PassedEntry } from "~/features/upward/package-form";
import { manifestText, packageIdOf, packageLength, packageZip, signedText } from "~/features/upward/package-zip.server";
import { openPackage, readPassedEntries, verifyPackage } from "~/features/upward/read-package.server";
import { type Signer, signerOf } from "~/platform/signing/signer.server";
import { inMemory } from "../../../factories/upward";

const NOW = new Date("2026-11-22T08:00:00.000Z");
const newSigner = (): Signer => signerOf(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString());
const signer = newSigner();
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

interface Contents {
  entries: PassedEntry[];
  /** bytes by path */
  files: Map<string, Uint8Array>;
}

interface Parts {
  manifest: Manifest;
  files: { path: string; bytes: Uint8Array }[];
}

/** A package of these contents, each step of which a test may change before it is signed and packed. */
function partsOf({ entries, files }: Contents, change: { unsigned?: (manifest: Omit<Manifest, "signature" | "packageId">) => unknown; by?: Signer } = {}): Parts {
  const packed = entries.flatMap((entry) => [{ path: entryPath(entry.code), bytes: Buffer.from(`${chainFunctions.canonical(entry)}\n`) as Uint8Array }, ...entry.files.map(({ path }) => ({ path, bytes: files.get(path) ?? new Uint8Array() }))]);
  const by = change.by ?? signer;
  const content: Omit<Manifest, "signature" | "packageId" | "software"> = {
    kind: PACKAGE_KIND, format: PACKAGE_FORMAT, sender: { name: "Liên hiệp hội Cẩm Xuyên" }, recipient: "Tỉnh",
    edition: { slug: "ttnnd-17", kind: "YOUTH", number: 17, period: "2025–2026", title: "Cuộc thi lần thứ 17" }, decision: { number: "27/QĐ-BTC", date: "2026-11-20" },
    form: { fields: [{ code: "software", name: "Phần mềm" }], parts: [] }, entries: entries.map(({ code }) => code),
    files: packed.map(({ path, bytes }) => ({ path, size: bytes.length, sha256: sha256(bytes) })), publicKey: by.publicKey,
  };
  const changed = (change.unsigned?.({ ...content, software: { name: "sang-tao", version: "1" } }) ?? { ...content, software: { name: "sang-tao", version: "1" } }) as Omit<Manifest, "signature" | "packageId">;
  const { software, ...rest } = changed;
  const unsigned = { ...rest, software, packageId: packageIdOf(rest) };
  return { manifest: { ...unsigned, signature: by.sign(signedText(unsigned)) }, files: packed };
}

async function zipOf({ manifest, files }: Parts): Promise<Buffer> {
  const zip = packageZip(manifestText(manifest), files.map(({ path, bytes }) => ({ path, size: bytes.length, open: () => Promise.resolve(Readable.from(bytes.length === 0 ? [] : [Buffer.from(bytes)])) })));
  return Buffer.from(await new Response(zip).arrayBuffer());
}

/** The first thing that is wrong with these bytes; "good" where nothing is. */
async function verdict(bytes: Buffer, now = NOW): Promise<{ reason: string; file?: string | undefined }> {
  const opened = await openPackage(inMemory(bytes));
  if (!opened.ok) return { reason: opened.reason, file: opened.file };
  const whole = await verifyPackage(opened.value);
  if (!whole.ok) return { reason: whole.reason, file: whole.file };
  const read = await readPassedEntries(opened.value, now);
  return read.ok ? { reason: "good" } : { reason: read.reason, file: read.file };
}

function entryOf(code: string, change: Partial<PassedEntry> = {}): PassedEntry {
  const consents = [{ party: "SELF" as const, personName: "Trần Thị Mai", relation: "", wording: "2026-11-b", words: "Tôi đồng ý …", givenAt: "2026-10-01T02:00:00.000Z" }];
  const author = { fullName: "Trần Thị Mai", birthDate: "1990-05-20", sex: "F", occupation: "", className: "", unitName: "", phone: "", email: "", shareHundredths: 10_000, isChief: true, guardianName: "", guardianPhone: "", consents };
  return {
    code, title: "Máy gieo lạc", field: { code: "software", name: "Phần mềm" }, ownerKind: "INDIVIDUAL", ownerName: "", createdYear: 2026, createdMonth: 3, unitName: "", summary: "", parts: {},
    supervisor: { name: "", phone: "", unitName: "" }, authors: [author], files: [], left: [], award: { tier: "FIRST", label: "Giải Nhất" }, nomination: { position: 1, note: "" }, ...change,
  };
}

function small(): Contents {
  const path = filePath("TT-1-0001", 1, "ảnh máy.jpg");
  const entry = entryOf("TT-1-0001", { files: [{ path, partKey: "photos", name: "ảnh máy.jpg", caption: "" }] });
  return { entries: [entry, entryOf("TT-1-0002", { nomination: { position: 2, note: "" } })], files: new Map([[path, Buffer.from("bytes of a photo")]]) };
}

const text = (max: number) => fc.string({ maxLength: max, unit: "grapheme" });
const someEntry = fc.record({ title: text(60).map((typed) => `T${typed}`), summary: text(200), parts: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), text(100), { maxKeys: 4 }), unitName: text(40), note: text(40), files: fc.array(fc.record({ name: fc.stringMatching(/^[a-zà-ỹ ]{1,20}\.(jpg|pdf)$/u), bytes: fc.uint8Array({ maxLength: 400 }) }), { maxLength: 3 }) });

describe("the file of a package", () => {
  it("reads back just what was packed, whatever it says, and is as long as it was said to be", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someEntry, { minLength: 1, maxLength: 3 }), async (some) => {
        const files = new Map<string, Uint8Array>();
        const entries = some.map(({ title, summary, parts, unitName, note, files: own }, index) => {
          const code = `TT-1-${String(index + 1).padStart(4, "0")}`;
          const listed = own.map(({ name, bytes }, place) => {
            const path = filePath(code, place + 1, name);
            files.set(path, bytes);
            return { path, partKey: "photos", name: path.slice(path.lastIndexOf("/") + `/${place + 1}-`.length), caption: "" };
          });
          return entryOf(code, { title, summary, parts, unitName, files: listed, nomination: { position: index + 1, note } });
        });
        const parts = partsOf({ entries, files });
        const bytes = await zipOf(parts);
        expect(bytes).toHaveLength(packageLength(manifestText(parts.manifest), parts.files.map(({ path, bytes: content }) => ({ path, size: content.length }))));
        const opened = await openPackage(inMemory(bytes));
        if (!opened.ok) throw new Error(`${opened.reason} ${opened.file ?? ""}`);
        expect(await verifyPackage(opened.value)).toEqual({ ok: true, value: null });
        expect(await readPassedEntries(opened.value, NOW)).toEqual({ ok: true, value: entries.map((entry) => entrySchema.parse(entry)) });
        expect((await zipOf(parts)).equals(bytes)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("keeps its bytes through versions of the zip library: what was written once is read for ever", async () => {
    const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), Buffer.from(Array.from({ length: 32 }, (_, index) => index))]);
    const fixed = signerOf(createPrivateKey({ key: der, format: "der", type: "pkcs8" }).export({ type: "pkcs8", format: "pem" }).toString());
    expect(sha256(await zipOf(partsOf(small(), { by: fixed })))).toBe("2bae56cdaa26b852999d143ee53d3c2d8d4399ccbac53639538b480b83d688cb");
  });

  it("is refused with any single byte changed, wherever it lies, and with any byte less or more", async () => {
    const bytes = await zipOf(partsOf(small()));
    expect(await verdict(bytes)).toEqual({ reason: "good" });
    const good: number[] = [];
    for (let offset = 0; offset < bytes.length; offset += 1) {
      const changed = Buffer.from(bytes);
      changed[offset] = (changed[offset] ?? 0) ^ (1 << (offset % 8));
      if ((await verdict(changed)).reason === "good") good.push(offset);
    }
    expect(good).toEqual([]);
    for (const cut of [1, 22, 60, Math.floor(bytes.length / 2), bytes.length - 1]) expect((await verdict(bytes.subarray(0, bytes.length - cut))).reason).not.toBe("good");
    for (const more of [Buffer.from("x"), bytes]) expect((await verdict(Buffer.concat([bytes, more]))).reason).toBe("wrapping_changed");
    expect((await verdict(Buffer.concat([Buffer.from("x"), bytes]))).reason).toBe("not_package");
  });

  it("names the file that was changed, is missing or does not belong", async () => {
    const parts = partsOf(small());
    const [first, photo, second] = parts.files;
    if (!first || !photo || !second) throw new Error("not packed");
    const other = { path: photo.path, bytes: Buffer.from("bytes of a pho7o") };
    expect(await verdict(await zipOf({ ...parts, files: [first, other, second] }))).toEqual({ reason: "file_changed", file: photo.path });
    expect(await verdict(await zipOf({ ...parts, files: [first, second] }))).toEqual({ reason: "file_missing", file: photo.path });
    expect(await verdict(await zipOf({ ...parts, files: [first, photo] }))).toEqual({ reason: "file_missing", file: second.path });
    expect(await verdict(await zipOf({ ...parts, files: [first, photo, { path: "entries/TT-1-0001/files/2-them.jpg", bytes: Buffer.from("extra") }, second] }))).toEqual({ reason: "file_extra", file: "entries/TT-1-0001/files/2-them.jpg" });
    expect(await verdict(await zipOf({ ...parts, files: [...parts.files, { path: "la.txt", bytes: Buffer.from("extra") }] }))).toEqual({ reason: "file_extra", file: "la.txt" });
  });

  it("is refused where somebody else signed it, or its manifest was signed before it was changed", async () => {
    const parts = partsOf(small());
    const stranger = newSigner();
    expect((await verdict(await zipOf({ ...parts, manifest: { ...parts.manifest, publicKey: stranger.publicKey } }))).reason).toBe("signature_wrong");
    expect((await verdict(await zipOf({ ...parts, manifest: { ...parts.manifest, recipient: "Nơi khác" } }))).reason).toBe("signature_wrong");
    expect((await verdict(await zipOf({ ...parts, manifest: { ...parts.manifest, signature: "AAAA" } }))).reason).toBe("signature_wrong");
    const { signature: _signature, ...unsigned } = { ...parts.manifest, packageId: "01234567-89ab-8def-8123-456789abcdef" };
    expect((await verdict(await zipOf({ ...parts, manifest: { ...unsigned, signature: signer.sign(signedText(unsigned)) } }))).reason).toBe("id_wrong");
  });

  it("is refused with names that lead elsewhere, that come twice, or that belong to no entry, though all is signed", async () => {
    const paths = ["../x.jpg", "entries/TT-1-0001/files/../../x", "/etc/passwd", "entries\\TT-1-0001\\entry.json", "entries/TT-1-0003/files/1-a.jpg", "entries/TT-1-0001/files/1-a\u202Egpj.exe", "entries/TT-1-0001/files/a.jpg", `${MANIFEST}`];
    for (const path of paths) {
      const parts = partsOf(small(), { unsigned: (manifest) => ({ ...manifest, files: [...manifest.files, { path, size: 1, sha256: sha256(Buffer.from("x")) }] }) });
      expect(await verdict(await zipOf({ ...parts, files: [...parts.files, { path, bytes: Buffer.from("x") }] })), path).toEqual({ reason: "path_bad", file: path });
    }
    const twice = partsOf(small(), { unsigned: (manifest) => ({ ...manifest, files: [...manifest.files, ...manifest.files.slice(1, 2)] }) });
    expect((await verdict(await zipOf(twice))).reason).toBe("file_twice");
    const without = partsOf(small(), { unsigned: (manifest) => ({ ...manifest, entries: [...manifest.entries, "TT-1-0009"] }) });
    expect(await verdict(await zipOf(without))).toEqual({ reason: "entry_missing", file: "entries/TT-1-0009/entry.json" });
    const unnamed = partsOf({ ...small(), entries: small().entries.map((entry) => ({ ...entry, files: [] })) });
    expect((await verdict(await zipOf(unnamed))).reason).toBe("good");
  });

  it("is refused where it promises more than it holds or may hold, and nothing is unpacked for it", async () => {
    const huge = partsOf(small(), { unsigned: (manifest) => ({ ...manifest, files: manifest.files.map((file, index) => (index === 1 ? { ...file, size: 2 ** 31 - 1 } : file)) }) });
    expect(await verdict(await zipOf(huge))).toMatchObject({ reason: "file_cut", file: filePath("TT-1-0001", 1, "ảnh máy.jpg") });
    const bomb = partsOf(small(), { unsigned: (manifest) => ({ ...manifest, files: manifest.files.map((file, index) => (index === 0 ? { ...file, size: 100_000_000 } : file)) }) });
    expect((await verdict(await zipOf(bomb))).reason).toBe("too_large");
    // None of them too large, all together more than is read at once.
    const many = Array.from({ length: 20 }, (_, index) => entryOf(`TT-1-${index + 1}`));
    const swollen = partsOf({ entries: many, files: new Map() }, { unsigned: (manifest) => ({ ...manifest, files: manifest.files.map((file) => ({ ...file, size: 4_000_000 })) }) });
    expect(await verdict(await zipOf(swollen))).toEqual({ reason: "too_large", file: entryPath("TT-1-17") });
    expect(await openPackage({ size: 9 * 1024 ** 3, open: () => Promise.reject(new Error("must not be read")) })).toMatchObject({ reason: "too_large" });
  });

  it("is told apart from other files, from later forms, and from what lies in the future", async () => {
    for (const other of ["", "PK\x03\x04", "hello", "x".repeat(100)]) expect((await verdict(Buffer.from(other))).reason).toBe("not_package");
    const later = partsOf(small(), { unsigned: (manifest) => ({ ...manifest, format: 2, something: "new" }) });
    expect((await verdict(await zipOf(later))).reason).toBe("from_future");
    const unknown = partsOf(small(), { unsigned: (manifest) => ({ ...manifest, something: "new" }) });
    expect((await verdict(await zipOf(unknown))).reason).toBe("manifest_unreadable");
    expect(await verdict(await zipOf(partsOf(small())), new Date("2026-11-18T00:00:00Z"))).toEqual({ reason: "dated_in_future", file: MANIFEST });
    const ahead = small();
    const [entry] = ahead.entries;
    for (const consent of entry?.authors[0]?.consents ?? []) consent.givenAt = "2027-01-01T00:00:00.000Z";
    expect(await verdict(await zipOf(partsOf(ahead)))).toEqual({ reason: "dated_in_future", file: entryPath("TT-1-0001") });
  });

  it("is refused where an entry is no dossier, is another one, or names files that are not its own", async () => {
    const { entries, files } = small();
    const [one, two] = entries;
    if (!one || !two) throw new Error("no entries");
    const parts = partsOf({ entries: [{ ...one, authors: [] }, two], files });
    expect(await verdict(await zipOf(parts))).toEqual({ reason: "entry_unreadable", file: entryPath(one.code) });
    const stolen = partsOf({ entries: [one, { ...two, files: one.files }], files }, { unsigned: (manifest) => ({ ...manifest, files: manifest.files.slice(0, 3) }) });
    expect(await verdict(await zipOf({ ...stolen, files: stolen.files.slice(0, 3) }))).toEqual({ reason: "entry_unreadable", file: entryPath(two.code) });
  });
});
