import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { homePage } from "~/features/publicsite/home.server";
import { publicResult } from "~/features/results/public-result.server";
import { resultView } from "~/features/results/public-result-view";
import { photoBytes } from "../../../factories/file-bytes";
import { agreeToMedia, leadTo, makePublicContest, withdrawName } from "../../../factories/publication";
import { makeFilePart, storeEntryFile } from "../../../factories/stored-files";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

describe("photos of winners", () => {
  it("stand beside the highest prizes only where everybody agreed, of parts that are published, and go with the consent", async () => {
    const { services } = test;
    const titles = ["Đồng ý", "Không đồng ý", "Phần không công bố", "Chỉ đồng ý tên", "Không có ảnh"];
    const contest = await makePublicContest(services, titles.map((title) => ({ title, author: `Tác giả ${title}` })));
    const editionId = contest.made.edition.id;
    await makeFilePart(services, editionId, { key: "anh-cong-bo", publishable: true, position: 91 });
    await makeFilePart(services, editionId, { key: "anh-rieng", publishable: false, position: 92 });
    const bytes = await photoBytes();
    const ids = contest.entries.map(({ id }) => id);
    const put = (at: number, partKey: string, position = 1) => storeEntryFile(services, ids[at] ?? "", { partKey, bytes, family: "PHOTO", mime: "image/jpeg", position });
    await put(0, "anh-cong-bo", 2);
    const first = await put(0, "anh-cong-bo", 1);
    await put(1, "anh-cong-bo");
    await put(2, "anh-rieng");
    await put(3, "anh-cong-bo");
    for (const at of [0, 2, 4]) await agreeToMedia(services, ids[at] ?? "");
    await leadTo(services, contest, "PUBLISHED");

    const onHome = async () => Object.fromEntries((await homePage(services, test.clock.now())).winners.map(({ title, picture }) => [title, picture]));
    const onResult = async () => {
      const result = await publicResult(services.db, contest.slug, test.clock.now());
      if (!result.ok) throw new Error(result.reason);
      return Object.fromEntries(resultView(result.value).top.map(({ title, picture }) => [title, picture]));
    };
    const shown = Object.fromEntries(titles.map((title) => [title, title === "Đồng ý" ? first.id : null]));
    expect(await onResult()).toEqual(shown);
    // The home page shows three of each edition.
    expect(await onHome()).toEqual(Object.fromEntries(Object.entries(shown).slice(0, 3)));

    await withdrawName(services, ids[0] ?? "", "PUBLISH_MEDIA");
    expect(Object.values(await onResult())).toEqual([null, null, null, null, null]);
    expect(Object.values(await onHome())).toEqual([null, null, null]);
  });
});
