import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { action, loader } from "~/routes/staff/thing";
import { loader as labelsLoader } from "~/routes/staff/thing-labels";
import { action as receiveAction, loader as receiveLoader } from "~/routes/staff/thing-new";
import { loader as photoLoader } from "~/routes/staff/thing-photo";
import { loader as slipLoader } from "~/routes/staff/thing-slip";
import { loader as listLoader } from "~/routes/staff/things";
import { makeEdition } from "../../factories/editions";
import { makeEntry } from "../../factories/entries";
import { makeUser } from "../../factories/people";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices } from "../../support/services";

const { services, close } = await testServices();
afterAll(close);

async function stage() {
  const { edition } = await makeEdition(services, { phase: "SCREENING" });
  const entry = await makeEntry(services, edition, { state: "SUBMITTED" });
  const secretary = await makeUser(services, { role: "SECRETARY", editionId: edition.id });
  const { code } = await services.db.prisma.entry.findUniqueOrThrow({ where: { id: entry.id } });
  const path = `/ban-to-chuc/${edition.slug}/hien-vat`;
  const args = (request: Request, actor: Actor | null = secretary, thing?: string) => ({ request, params: { edition: edition.slug, ...(thing ? { thing } : {}) }, context: contextFor(services, actor) });
  const receive = (fields: Record<string, string> = {}, photo?: File) => {
    const form = new FormData();
    const all = { id: randomUUID(), entryCode: code ?? "", description: "Mô hình", personName: "Trần Ba", place: "Kho", condition: "INTACT", note: "", intent: "receive", ...fields };
    for (const [name, value] of Object.entries(all)) form.append(name, value);
    form.append("photo", photo ?? new File([], ""));
    return outcomeOf(receiveAction(args(new Request(`http://localhost:3000${path}/moi`, { method: "POST", body: form }))));
  };
  return { edition, path, args, receive };
}

type Answer = { init: { status?: number } | null; data: { photoError?: string | null; result: { error?: Record<string, string[]> | null; initialValue?: Record<string, unknown> } | null } };

describe("the pages of things", () => {
  it("take a thing in, show it with label and slip, and give it back", async () => {
    const { path, args, receive } = await stage();
    const { response } = await receive();
    const address = new URL(response?.headers.get("location") ?? "", "http://localhost");
    const id = address.pathname.split("/").at(-1) ?? "";
    expect([response?.status, address.search]).toEqual([303, "?da=nhan"]);
    expect((await listLoader(args(getPage(path)))).rows.map(({ place }) => place)).toEqual(["Kho"]);
    expect((await labelsLoader(args(getPage(`${path}/nhan?chi=${id}`)))).labels).toMatchObject([{ id }]);
    expect((await slipLoader(args(getPage(`${path}/${id}/phieu`), undefined, id))).thing.id).toBe(id);
    const back = await outcomeOf(action(args(postForm(`${path}/${id}`, { intent: "return", seen: "1", personName: "Tư", condition: "WORN", note: "" }), undefined, id)));
    expect(back.response?.headers.get("location")).toContain("?da=tra");
    expect((await loader(args(getPage(`${path}/${id}`), undefined, id))).thing).toMatchObject({ isReturned: true, gotWorse: true });
    const again = (await outcomeOf(action(args(postForm(`${path}/${id}`, { intent: "move", seen: "2", place: "Kho B", condition: "WORN", note: "" }), undefined, id)))).value as Answer | null;
    expect(again?.init?.status).toBe(409);
  });

  it("keep what was typed and say at the field what is wrong", async () => {
    const { receive } = await stage();
    const unknown = (await receive({ entryCode: "KHONG-CO" })).value as Answer | null;
    expect([unknown?.init?.status, Object.keys(unknown?.data.result?.error ?? {}), unknown?.data.result?.initialValue?.["description"]]).toEqual([400, ["entryCode"], "Mô hình"]);
    const empty = (await receive({ condition: "FINE", place: " ", description: "x".repeat(301) })).value as Answer | null;
    expect(Object.keys(empty?.data.result?.error ?? {}).toSorted()).toEqual(["condition", "description", "place"]);
  });

  it("keep a photo that is one, for the staff alone, and say what is wrong with one that is not", async () => {
    const { edition, path, args, receive } = await stage();
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#a33" } }).jpeg().toBuffer();
    const { response } = await receive({}, new File([new Uint8Array(bytes)], "anh.jpg", { type: "image/jpeg" }));
    const id = new URL(response?.headers.get("location") ?? "", "http://localhost").pathname.split("/").at(-1) ?? "";
    const photo = await photoLoader(args(getPage(`${path}/${id}/anh`), undefined, id));
    expect([photo.headers.get("content-type"), Buffer.compare(Buffer.from(await photo.arrayBuffer()), bytes)]).toEqual(["image/jpeg", 0]);
    const chair = await makeUser(services, { role: "CHAIR", editionId: edition.id });
    expect((await outcomeOf(photoLoader(args(getPage(`${path}/${id}/anh`), chair, id)))).response?.status).toBe(403);
    const wrong = (await receive({}, new File(["<html>"], "anh.jpg", { type: "image/jpeg" }))).value as Answer | null;
    expect([wrong?.init?.status, typeof wrong?.data.photoError, wrong?.data.result?.initialValue?.["description"]]).toEqual([400, "string", "Mô hình"]);
  });

  it("are for the staff of the edition; addresses that name nothing are not found", async () => {
    const { edition, path, args } = await stage();
    const chair = await makeUser(services, { role: "CHAIR", editionId: edition.id });
    const status = async (actor: Actor | null) => (await outcomeOf(receiveLoader(args(getPage(`${path}/moi`), actor)))).response?.status;
    expect([await status(chair), await status(await makeUser(services)), await status(null)]).toEqual([403, 404, 302]);
    for (const id of ["khong-co", randomUUID()]) expect((await outcomeOf(loader(args(getPage(`${path}/${id}`), undefined, id)))).response?.status).toBe(404);
  });
});
