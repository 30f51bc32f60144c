import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ScoreSheetPage } from "~/features/judging/components/score-sheet-page";
import { paths } from "~/paths";
import { loader as sheet } from "~/routes/judge/sheet";
import { LocaleProvider } from "~/ui/locale";
import { filmBytes, pdfBytes, photoBytes } from "../../factories/file-bytes";
import { at, makeScene, type Scene } from "../../factories/judging-scene";
import { makeFilePart, storeEntryFile } from "../../factories/stored-files";
import { contextFor, getPage } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { countStatements } from "../../support/statements";

let test: TestServices;
let scene: Scene;
let files: { id: string; fileId: string; key: string }[];
const NAME = "Nguyễn Thị Bí Mật 9A";

beforeAll(async () => {
  test = await testServices();
  const { services } = test;
  scene = await makeScene(services, { entries: 2, entry: { files: [] } });
  await makeFilePart(services, scene.made.edition.id, { key: "t-hinh" });
  await makeFilePart(services, scene.made.edition.id, { key: "t-kin", forJudges: false, position: 95 });
  const entryId = at(scene.entries, 0).id;
  files = [
    await storeEntryFile(services, entryId, { partKey: "t-hinh", family: "PHOTO", mime: "image/jpeg", bytes: await photoBytes(), name: `${NAME}.jpg` }),
    await storeEntryFile(services, entryId, { partKey: "t-hinh", position: 2, family: "VIDEO", mime: "video/mp4", bytes: filmBytes(), name: `${NAME}.mp4` }),
    await storeEntryFile(services, entryId, { partKey: "t-hinh", position: 3, family: "PDF", mime: "application/pdf", bytes: await pdfBytes(), name: `${NAME}.pdf` }),
    await storeEntryFile(services, entryId, { partKey: "t-kin", family: "PDF", mime: "application/pdf", bytes: await pdfBytes(), name: `${NAME} phiếu ký.pdf` }),
  ];
  await storeEntryFile(services, at(scene.entries, 1).id, { partKey: "t-hinh", family: "PHOTO", mime: "image/jpeg", bytes: await photoBytes({ seed: 2 }) });
});
afterAll(() => test.close());

const view = (entry = 0) =>
  sheet({ request: getPage("/cham-thi/x"), params: { assignment: at(at(scene.assignments, entry), 0).id }, context: contextFor(test.services, at(scene.judges, 0).actor) });
const drawn = (page: Awaited<ReturnType<typeof view>>) => renderToStaticMarkup(<LocaleProvider locale="vi"><ScoreSheetPage view={page} done={null} reviewing={false} /></LocaleProvider>);
const blind = (isBlind: boolean) => test.services.db.prisma.round.updateMany({ where: { editionId: scene.made.edition.id }, data: { blind: isBlind } });

describe("files beside the sheet", () => {
  it("a blind judge looks at them in place, and neither data nor page tells a name, a key or what is not for judges", async () => {
    await blind(true);
    const page = await view();
    expect(page.files.map(({ id, name, family, number, hasOriginal }) => ({ id, name, family, number, hasOriginal }))).toEqual([
      { id: at(files, 0).id, name: null, family: "PHOTO", number: 1, hasOriginal: false },
      { id: at(files, 1).id, name: null, family: "VIDEO", number: 1, hasOriginal: false },
      { id: at(files, 2).id, name: null, family: "PDF", number: 1, hasOriginal: false },
    ]);
    const html = drawn(page);
    for (const shown of ["Ảnh 1", "Video 1", "Tài liệu 1", paths.file(at(files, 0).id, "nho"), `<video controls="" preload="metadata" src="${paths.file(at(files, 1).id)}"`, paths.file(at(files, 2).id, "trang-dau")]) expect(html).toContain(shown);
    const hidden = [NAME, "Bí Mật", "phiếu ký", "/goc", at(files, 3).id, ...files.flatMap(({ fileId, key }) => [fileId, key])];
    expect(hidden.filter((secret) => html.includes(secret) || JSON.stringify(page).includes(secret))).toEqual([]);
  });

  it("a judge who may know reads their names, and still has no original", async () => {
    await blind(false);
    const page = await view();
    expect([drawn(page).includes(`${NAME}.jpg`), page.files.some(({ hasOriginal }) => hasOriginal)]).toEqual([true, false]);
  });

  it("outside the round there are none", async () => {
    const { clock } = test;
    const now = clock.now();
    const round = scene.made.rounds.find(({ code }) => code === "PRELIM");
    for (const moment of [new Date((round?.startsAt.getTime() ?? 0) - 1000), new Date((round?.endsAt.getTime() ?? 0) + 1000)]) {
      clock.set(moment);
      expect((await view()).files).toEqual([]);
    }
    clock.set(now);
  });

  it("while a meeting on re-scoring is on they are there again, after the round too", async () => {
    const { clock, services } = test;
    const { prisma } = services.db;
    const now = clock.now();
    const round = scene.made.rounds.find(({ code }) => code === "PRELIM");
    if (!round) throw new Error("no round");
    const afterwards = new Date(round.endsAt.getTime() + 60_000);
    const dueAt = new Date(afterwards.getTime() + 60_000);
    const { id: reasonId } = await prisma.erasableText.create({ data: { chain: scene.made.edition.id, salt: "x", text: "lệch nhau", hash: "x" } });
    const meeting = { editionId: scene.made.edition.id, roundId: round.id, entryId: at(scene.entries, 0).id, dueAt, originals: [], reasonId, openedById: scene.chair.userId, openedAt: now };
    const { id } = await prisma.rescore.create({ data: meeting });
    const seen = async (moment: Date) => {
      clock.set(moment);
      const page = await view();
      return [page.files.length > 0, page.closed];
    };
    expect([await seen(afterwards), await seen(new Date(dueAt.getTime() + 2000))]).toEqual([[true, null], [false, "deadline_passed"]]);
    await prisma.rescore.delete({ where: { id } });
    clock.set(now);
  });

  it("one or three of them: the same statements, at most ten", async () => {
    const one = await countStatements(test.services.db.pool, () => view(1));
    const three = await countStatements(test.services.db.pool, () => view(0));
    expect([one.value.files.length, three.value.files.length, three.count, three.count <= 10]).toEqual([1, 3, one.count, true]);
  });
});
