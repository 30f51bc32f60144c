import { describe, expect, it } from "vitest";
import { createLog } from "~/platform/log/log.server";

function capture(level: Parameters<typeof createLog>[0] = "debug") {
  const lines: string[] = [];
  return { log: createLog(level, (line) => lines.push(line)), lines, parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe("log", () => {
  it("writes one JSON object per line with time, level, message and fields", () => {
    const { log, lines, parsed } = capture();
    log.child({ request: "r1" }).info("Entry submitted", { entry: "CX-12", tries: 2n });
    expect(lines[0]).toMatch(/^\{.*\}\n$/);
    expect(parsed()[0]).toEqual({ time: expect.stringMatching(/Z$/), level: "info", message: "Entry submitted", request: "r1", entry: "CX-12", tries: "2" });
  });

  it.each([
    ["debug", ["debug", "info", "warn", "error"]],
    ["warn", ["warn", "error"]],
    ["silent", []],
  ] as const)("at level %s writes %j", (level, expected) => {
    const { log, parsed } = capture(level);
    log.debug("a");
    log.info("a");
    log.warn("a");
    log.error("a");
    expect(parsed().map((line) => line.level)).toEqual(expected);
  });

  it.each<[string, Record<string, unknown>]>([
    ["passwords", { password: "leak", input: { newPassword: "leak" } }],
    ["tokens", { sessionToken: "leak", headers: { authorization: "Bearer leak", cookie: "s=leak" } }],
    ["keys of services", { apiKey: "leak", signing_key: "leak", text: "used sk_leak1234567" }],
    ["names and contacts", { name: "leak", people: [{ fullName: "leak", email: "leak@x.vn", phone: "leak" }] }],
    ["mail addresses in texts", { reason: "no mailbox <leak@example.vn>" }],
    ["presigned addresses", { target: "https://store.vn/file?X-Amz-Signature=leak" }],
    ["links with a token in an error", { error: new Error("GET https://x.vn/moi?token=leak failed") }],
    ["passwords in database addresses", { error: new Error("connect postgresql://app:leak@db/contest") }],
    ["values of rows in database errors", { error: Object.assign(new Error("duplicate key"), { code: "23505", detail: "Key (phone)=(leak)" }) }],
    ["statements", { sql: "select 'leak'", parameters: ["leak"] }],
    ["causes", { error: new Error("a", { cause: new Error("password=leak") }) }],
  ])("never shows %s", (_, fields) => {
    const { log, lines } = capture();
    log.error("Something failed", fields);
    expect(lines[0]).toContain("Something failed");
    expect(lines[0]).not.toContain("leak");
  });

  it("keeps what helps to find a fault", () => {
    const { log, parsed } = capture();
    log.error("Query failed", { error: Object.assign(new Error("duplicate key value violates unique constraint"), { code: "23505" }), ms: 12 });
    expect(parsed()[0]).toMatchObject({ ms: 12, error: { type: "Error", code: "23505", message: "duplicate key value violates unique constraint" } });
  });

  it("survives an object that refers to itself", () => {
    const { log, lines } = capture();
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    log.info("Loop", { loop });
    expect(lines).toHaveLength(1);
  });
});
