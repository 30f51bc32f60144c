import { AsyncLocalStorage } from "node:async_hooks";
import { expect, it } from "vitest";
import { createRouteHandler, createUploadthing } from "uploadthing/remix";

const MANY = 400;

/**
 * The version of `effect` that the SDK pins let requests that wait for the same promise see each other's context (CVE-2026-32887). The
 * override in package.json cures it; this fails where it is lost.
 */
it("requests that wait for one shared promise see their own context each, in body and middleware", async () => {
  const store = new AsyncLocalStorage<number>();
  let release = () => {};
  const shared = new Promise<void>((resolve) => (release = resolve));
  let waiting = 0;
  const wrong: string[] = [];
  const create = createUploadthing();
  const router = {
    tep: create({ pdf: { maxFileSize: "4MB" } })
      .middleware(async ({ event }) => {
        const own = Number(event.request.headers.get("x-number"));
        if (store.getStore() !== own) wrong.push("before");
        waiting += 1;
        if (waiting === MANY) release();
        await shared;
        if (store.getStore() !== own) wrong.push("after");
        return {};
      })
      .onUploadComplete(() => undefined),
  };
  const token = Buffer.from(JSON.stringify({ apiKey: `sk_${"c".repeat(64)}`, appId: "thu", regions: ["here"] })).toString("base64");
  const { action } = createRouteHandler({
    router,
    config: { token, ingestUrl: "http://ingest.invalid", callbackUrl: "http://app.invalid", isDev: false, logLevel: "None", fetch: (() => Promise.resolve(Response.json({ ok: true }))) as unknown as typeof fetch },
  });
  let openBodies = () => {};
  const bodiesOpen = new Promise<void>((resolve) => (openBodies = resolve));
  const answers = Array.from({ length: MANY }, (_, number) => {
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        await bodiesOpen;
        controller.enqueue(new TextEncoder().encode(JSON.stringify({ input: null, files: [{ name: "a.pdf", size: 5, type: "application/pdf", lastModified: 1 }] })));
        controller.close();
      },
    });
    const request = new Request("http://app.invalid/?actionType=upload&slug=tep", { method: "POST", headers: { "content-type": "application/json", "x-number": String(number) }, body, duplex: "half" } as RequestInit);
    return store.run(number, () => action({ request, params: {}, context: {} as never }));
  });
  setTimeout(openBodies, 100);
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  expect([statuses.filter((status) => status === 200).length, waiting, wrong.length]).toEqual([MANY, MANY, 0]);
});
