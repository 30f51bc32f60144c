import { afterAll, beforeAll, expect, it } from "vitest";
import { dossierForJudge } from "~/data/sheets-dossier.server";
import { at, makeScene, type Scene } from "../../../factories/judging-scene";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let scene: Scene;
beforeAll(async () => {
  test = await testServices();
  scene = await makeScene(test.services);
});
afterAll(() => test.close());

const LINK = "https://www.youtube.com/watch?v=tac-gia";

async function read(blind: boolean) {
  const { prisma } = test.services.db;
  const assignment = at(at(scene.assignments, 0), 0);
  const { entryId, roundId } = await prisma.assignment.findUniqueOrThrow({ where: { id: assignment.id } });
  await prisma.round.update({ where: { id: roundId }, data: { blind } });
  const version = await prisma.entryVersion.findFirstOrThrow({ where: { entryId, state: "SUBMITTED" } });
  await prisma.entryVersion.update({ where: { id: version.id }, data: { parts: { ...(version.parts as object), video: LINK, signedForm: "https://example.vn/phieu" } } });
  const dossier = await dossierForJudge(test.services.db, assignment.id);
  return new Map(dossier?.parts.map((part) => [part.key, part]));
}

it("hands judges the parts by kind, never those for the secretary alone", async () => {
  const parts = await read(false);
  const secret = scene.made.parts.filter(({ forJudges }) => !forJudges).map(({ key }) => key);
  expect(secret).toEqual(["signedForm", "consentScan"]);
  expect([...parts.keys()]).toEqual(scene.made.parts.filter(({ forJudges }) => forJudges).map(({ key }) => key));
  expect(parts.get("materials")).toMatchObject({ kind: "TABLE", options: [{ key: "name", label: "Vật liệu" }, { key: "origin" }, { key: "amount" }, { key: "price" }, { key: "recycled" }] });
  expect(JSON.stringify([...parts.values()])).not.toContain("example.vn/phieu");
});

it("keeps addresses on the web out of a blind round, and says that there is one", async () => {
  expect((await read(false)).get("video")).toMatchObject({ text: LINK, isLinkHidden: false });
  const blind = await read(true);
  expect(blind.get("video")).toMatchObject({ text: "", isLinkHidden: true });
  expect(blind.get("photos")).toMatchObject({ text: "", isLinkHidden: false });
});
