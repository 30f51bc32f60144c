import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "~/cli";
import { makeEdition } from "../../factories/editions";
import { createTestDatabase, type TestDatabase } from "../../support/database.server";
import { servicesOver } from "~/composition.server";
import { createDatabase, type Database } from "~/data/client.server";
import { acceptInvitation, viewInvitation } from "~/features/people/accept-invitation.server";
import type { Services } from "~/features/services";
import { systemClock } from "~/platform/config/clock.server";
import { loadConfig } from "~/platform/config/config.server";
import { silentLog } from "~/platform/log/log.server";
import { makeUser } from "../../factories/people";

let database: TestDatabase;
let db: Database;
let services: Services;
let slug: string;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.pool);
  const config = loadConfig({ DATA_DIR: database.dataDir }, { mode: "test" });
  services = servicesOver(db, { config, clock: systemClock, log: silentLog, sessionSecret: "a secret that only tests know, long enough" });
  slug = (await makeEdition(services)).edition.slug;
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

async function run(...args: string[]) {
  const out: string[] = [];
  const warnings: string[] = [];
  const code = await main(["user", ...args], {
    cwd: database.dataDir,
    env: { NODE_ENV: "test", DATABASE_URL: database.url, DATA_DIR: database.dataDir, PUBLIC_URL: "https://sangtao.example.vn" },
    readInput: () => Promise.reject(new Error("nothing to read")),
    writeOutput: async (content) => void out.push(String(content)),
    warn: (line) => void warnings.push(line),
  });
  return { code, out: out.join(""), warnings };
}

const view = (link: string) => viewInvitation(services, { token: link.trim().split("/").at(-1) ?? "", actor: null, now: new Date() });

describe("user create", () => {
  it("prints a link below the public address and nothing else", async () => {
    const { code, out, warnings } = await run("create", "quan.tri@example.test", "--role", "ADMINISTRATOR");
    expect({ code, warnings }).toEqual({ code: 0, warnings: [] });
    expect(out).toMatch(/^https:\/\/sangtao\.example\.vn\/loi-moi\/[\w-]{43}\n$/);
    expect(await view(out)).toMatchObject({ state: "open", step: "create", role: "ADMINISTRATOR", signInName: "quan.tri@example.test", edition: null });
  });

  it("takes a telephone number and a role of an edition", async () => {
    const { code, out } = await run("create", "0912 400 001", "--role", "JUDGE", "--edition", slug);
    expect(code).toBe(0);
    expect(await view(out)).toMatchObject({ role: "JUDGE", signInName: "0912 400 001", edition: { slug } });
  });

  it("gives the role to an account that exists", async () => {
    const person = await makeUser(services, { email: "da-co@example.test" });
    const { out } = await run("create", "da-co@example.test", "--role", "SECRETARY", "--edition", slug);
    expect(await view(out)).toMatchObject({ step: "sign_in" });
    const token = out.trim().split("/").at(-1) ?? "";
    expect((await acceptInvitation(services, { actor: person, token, now: new Date() })).ok).toBe(true);
  });

  it.each([
    [["create", "khong-phai-email", "--role", "JUDGE", "--edition", "x"], "EMAIL"],
    [["create", "a@example.test", "--role", "KING"], "--role"],
    [["create", "a@example.test", "--role", "judge", "--edition", "x"], "--role"],
    [["create", "a@example.test"], "--role"],
    [["create", "a@example.test", "--role", "JUDGE"], "--edition"],
    [["create", "a@example.test", "--role", "JUDGE", "--edition", "khong-co"], "--edition"],
    [["create", "a@example.test", "--role", "ADMINISTRATOR", "--edition", "x"], "--edition"],
    [["create", "--role", "ADMINISTRATOR"], "EMAIL"],
    [["create", "a@example.test", "b@example.test", "--role", "ADMINISTRATOR"], "b@example.test"],
    [["delete", "a@example.test", "--role", "ADMINISTRATOR"], "delete"],
    [["create", "a@example.test", "--rolle", "ADMINISTRATOR"], "--rolle"],
    [[], "create"],
  ])("refuses %j in one line that names the place", async (args, place) => {
    const before = await db.prisma.invitation.count();
    const { code, out, warnings } = await run(...args);
    expect({ code, out, lines: warnings.length }).toEqual({ code: 2, out: "", lines: 1 });
    expect(warnings[0]).toContain(place);
    expect(await db.prisma.invitation.count()).toBe(before);
  });

  it("ends with 3 where the database is gone", async () => {
    const warnings: string[] = [];
    const code = await main(["user", "create", "a@example.test", "--role", "ADMINISTRATOR"], {
      cwd: database.dataDir,
      env: { NODE_ENV: "test", DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none", DATA_DIR: database.dataDir },
      readInput: () => Promise.reject(new Error("nothing to read")),
      writeOutput: () => Promise.reject(new Error("nothing to write")),
      warn: (line) => void warnings.push(line),
    });
    expect(code).toBe(3);
    expect(warnings.length).toBeGreaterThan(0);
    expect(warnings.join("\n")).not.toMatch(/^\s+at /m);
  });
});
