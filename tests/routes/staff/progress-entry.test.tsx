import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { ComponentProps } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EntrySheetsPage } from "~/features/judging/components/entry-sheets-page";
import { formatsFor } from "~/i18n/formats";
import { action, loader } from "~/routes/staff/progress-entry";
import { LocaleProvider } from "~/ui/locale";
import { lockSheet } from "../../factories/judging";
import { at, makeScene, type Scene } from "../../factories/judging-scene";
import { answerOf } from "../../support/answers";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs) => Promise<unknown>;

async function call(handler: Handler, request: Request, scene: Scene) {
  const params = { edition: scene.made.edition.slug, entry: at(scene.entries, 0).id };
  const outcome = await outcomeOf(handler({ request, params, context: contextFor(test.services, scene.chair) }));
  return outcome.response ? { status: outcome.response.status, body: null } : answerOf(outcome.value);
}

it("after its round a locked sheet has no button to unlock it but a word on the meeting, unless that meeting is on", async () => {
  const scene = await makeScene(test.services, { phase: "DECIDING" });
  const sheets = at(scene.assignments, 0);
  for (const assignment of sheets) await lockSheet(test.services, assignment, "10");
  const page = async () => {
    const view = (await call(loader, getPage("/x"), scene)).body as ComponentProps<typeof EntrySheetsPage>["view"];
    return renderToStaticMarkup(<LocaleProvider locale="vi"><EntrySheetsPage view={view} answer={undefined} opening={undefined} isUnlocked={false} /></LocaleProvider>);
  };
  const send = async (fields: Record<string, string>) => (await call(action, postForm("/x", fields), scene)).status;
  const unlocking = { assignmentId: at(sheets, 0).id, reason: "Nhập nhầm" };
  const [button, word] = ["Mở khóa phiếu này", "Chỉ đổi điểm qua họp thống nhất điểm"];
  expect(await page()).toContain(word);
  expect(await page()).not.toContain(button);
  expect(await send(unlocking)).toBe(410);
  const dueAt = formatsFor("vi").dateTime(new Date(test.services.clock.now().getTime() + 7_200_000));
  expect(await send({ intent: "rescore", id: crypto.randomUUID(), roundId: scene.panel.roundId, reason: "Chênh nhau", dueAt })).toBe(303);
  for (const assignment of sheets) await lockSheet(test.services, assignment, "11");
  expect(await page()).toContain(button);
  expect(await send(unlocking)).toBe(303);
});
