import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "~/platform/config/config.server";
import { silentLog } from "~/platform/log/log.server";
import { openDatabase } from "~/platform/postgres/open-database.server";
import { createTestDatabase, type TestDatabase } from "../../../support/database.server";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const open = (env: Record<string, string>) => openDatabase({ config: loadConfig(env, { mode: "test" }), log: silentLog });

describe("an external database", () => {
  it("is used by its address, for reading too", async () => {
    const opened = await open({ DATABASE_URL: database.url });
    expect(opened.kind).toBe("external");
    expect(opened.readPool).toBe(opened.pool);
    const { rows } = await opened.pool.query("SELECT current_database() AS name, current_setting('application_name') AS app");
    expect(rows).toEqual([{ name: database.connection.database, app: "sangtao" }]);
    await opened.close();
    expect(opened.pool.ended).toBe(true);
  });

  it("may have a replica for public pages", async () => {
    const opened = await open({ DATABASE_URL: database.url, READ_DATABASE_URL: database.url });
    expect(opened.readPool).not.toBe(opened.pool);
    expect((await opened.readPool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await opened.close();
  });

  it("goes on after the server dropped its connections", async () => {
    const opened = await open({ DATABASE_URL: database.url });
    await opened.pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    await Promise.all([1, 2, 3].map(() => opened.pool.query("SELECT pg_sleep(0.01)")));
    await database.pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await opened.pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await opened.close();
  });

  it("that does not answer is reported with exit code 3, without the password", async () => {
    const error = await open({ DATABASE_URL: "postgresql://app:hunter2@127.0.0.1:1/contest" }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "EXTERNAL", exitCode: 3, message: expect.stringContaining("***@127.0.0.1:1/contest: connect ECONNREFUSED") });
    expect(String(error)).not.toContain("hunter2");
  });

  it("that is unknown to the server is reported likewise", async () => {
    await expect(open({ DATABASE_URL: database.url.replace(`/${database.connection.database}?`, "/nothing?") })).rejects.toMatchObject({
      code: "EXTERNAL",
      message: expect.stringContaining('database "nothing" does not exist'),
    });
  });

  it("older than version 15 is refused", async () => {
    const old = await serveOldVersion();
    const { port } = old.address() as { port: number };
    await expect(open({ DATABASE_URL: `postgresql://app@127.0.0.1:${port}/contest` })).rejects.toMatchObject({
      code: "EXTERNAL_VERSION",
      exitCode: 3,
      message: expect.stringContaining("PostgreSQL 14"),
    });
    old.close();
  });
});

/** Speaks just enough of PostgreSQL's protocol to say that it is version 14. */
function serveOldVersion(): Promise<Server> {
  const ready = message("Z", Buffer.from("I"));
  const welcome = Buffer.concat([message("R", Buffer.alloc(4)), ready]);
  const column = Buffer.concat([Buffer.from([0, 1]), Buffer.from("version\0"), Buffer.alloc(6), Buffer.from([0, 0, 0, 23, 0, 4, 255, 255, 255, 255, 0, 0])]);
  const row = Buffer.concat([Buffer.from([0, 1, 0, 0, 0, 6]), Buffer.from("140005")]);
  const answer = Buffer.concat([message("T", column), message("D", row), message("C", Buffer.from("SELECT 1\0")), ready]);
  const server = createServer((socket) => {
    let first = true;
    socket.on("error", () => {});
    socket.on("data", (data) => {
      if (first || data[0] === "Q".charCodeAt(0)) socket.write(first ? welcome : answer);
      first = false;
    });
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.from(`${type}0000`);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
