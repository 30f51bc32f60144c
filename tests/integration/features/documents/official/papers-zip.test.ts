import { unzipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { AWARD_DECISION } from "~/domain/documents/paper-kinds";
import { papersZip } from "~/features/documents/papers-zip.server";
import { printOfficial } from "~/features/documents/official/print.server";
import { makeUser } from "../../../../factories/people";
import { editionRow, issueFirst, kindOf } from "../../../../factories/papers";
import { leadTo, makePublicContest, type PublicEntrySpec } from "../../../../factories/publication";
import { readPdf } from "../../../../support/read-pdf";
import { testServices } from "../../../../support/services";

const { services, clock, close } = await testServices();
afterAll(close);

const WINNERS: readonly PublicEntrySpec[] = [
  { title: "Máy gieo lạc bốn hàng", author: "Trần Thị Lan" },
  { title: "Bếp đun tiết kiệm", author: "Nguyễn Văn Ẩn", named: false },
];

async function stage() {
  const contest = await makePublicContest(services, WINNERS);
  await leadTo(services, contest, "APPROVED");
  const editionId = contest.made.edition.id;
  const zip = async (viewerId = contest.secretary.userId, format: "pdf" | "docx" = "pdf", onProgress?: (progress: { done: number; entries: number }) => void) =>
    unzipSync(new Uint8Array(await new Response(await papersZip(services, { edition: await editionRow(services, editionId), viewerId, now: clock.now(), format, ...(onProgress ? { onProgress } : {}) })).arrayBuffer()));
  return { contest, editionId, zip };
}

const kindsIn = (files: Record<string, Uint8Array>) => Object.keys(files).map((name) => name.slice(3, name.indexOf("/")));

describe("all papers at once", () => {
  it("are in folders by kind, with how far it is; what was issued is exactly what was issued, again and again", async () => {
    const { contest, editionId, zip } = await stage();
    const { input } = await issueFirst(services, { editionId, actor: contest.secretary, kind: AWARD_DECISION });
    const printed = await printOfficial(services, { actor: contest.secretary, edition: await editionRow(services, editionId), kind: kindOf(AWARD_DECISION), query: new URLSearchParams({ ban: input.id, dang: "pdf" }), now: clock.now() });
    const progress: { done: number; entries: number }[] = [];
    const files = await zip(undefined, "pdf", (one) => progress.push(one));
    const names = Object.keys(files);
    expect(names.every((name) => /^\d\d [^/]+\/[^/]+\.pdf$/.test(name))).toBe(true);
    for (const { key } of [kindOf("qualified-decision"), kindOf("proposal-letter"), kindOf(AWARD_DECISION)]) expect(kindsIn(files)).toContain(kindOf(key).title.replaceAll("/", "-"));
    expect(progress.at(0)).toEqual({ done: 0, entries: names.length });
    expect(progress.at(-1)).toEqual({ done: names.length, entries: names.length });
    const issued = names.filter((name) => name.endsWith(`/${input.name}.pdf`));
    expect(issued).toHaveLength(1);
    expect(printed.ok && Buffer.compare(Buffer.from(files[issued[0] ?? ""] ?? []), Buffer.from(printed.value.data))).toBe(0);
    const again = await zip();
    expect(Object.keys(again)).toEqual(names);
    expect(names.filter((name) => Buffer.compare(Buffer.from(files[name] ?? []), Buffer.from(again[name] ?? [])) !== 0)).toEqual([]);
  });

  it("are Word files where that is asked for", async () => {
    const { zip } = await stage();
    const files = await zip(undefined, "docx");
    expect(Object.entries(files).filter(([name, data]) => name.endsWith(".docx") && Buffer.from(data.slice(0, 2)).toString() === "PK").length).toBeGreaterThan(4);
  });

  it("have nothing of an entry for whoever has an interest in it, not even what was issued", async () => {
    const { contest, editionId, zip } = await stage();
    await issueFirst(services, { editionId, actor: contest.secretary, kind: "qualified-decision" });
    const other = await makeUser(services, { role: "SECRETARY", editionId, name: "Thư ký có lợi ích" });
    const [entry] = contest.entries;
    await services.db.prisma.conflict.create({ data: { editionId, entryId: entry?.id ?? "", userId: other.userId, kind: "DECLARED", createdById: "x" } });
    const files = await zip(other.userId);
    const texts: string[] = [];
    for (const data of Object.values(files)) texts.push((await readPdf(data)).map(({ text }) => text).join("\n"));
    const all = texts.join("\n");
    expect(all).toContain("Bếp đun tiết kiệm");
    for (const part of [entry?.code ?? "", "Máy gieo lạc", "Trần Thị Lan", "27/QĐ-BTC"]) expect(all).not.toContain(part);
  });
});
