// A process that uses the embedded server, driven over standard input by the tests of the supervisor.
import { createInterface } from "node:readline";
import { Client } from "pg";
import { createLog } from "~/platform/log/log.server";
import { ensureStarted } from "~/platform/postgres/ensure-started.server";

const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);

try {
  const [dataDir = "", durable] = process.argv.slice(2);
  const messages: string[] = [];
  const log = createLog("info", (line) => messages.push((JSON.parse(line) as { message: string }).message));
  const server = await ensureStarted({ dataDir, log, durable: durable === "durable", watchdog: false });
  server.onLost(() => say({ event: "lost" }));
  server.onRestored(() => say({ event: "restored" }));
  say({ event: "up", started: messages.includes("Database started"), connection: server.connection });

  for await (const line of createInterface({ input: process.stdin })) {
    if (line === "stop") {
      say({ event: "stopped", result: await server.stop() });
      break;
    }
    const rows = await query(line, server.connection).catch((error: unknown) => ({ error: String((error as { code?: string }).code) }));
    say({ event: "rows", rows });
  }
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  say({ event: "failed", code, message });
  process.exitCode = 1;
}

async function query(sql: string, connection: object): Promise<unknown[]> {
  const client = new Client({ ...connection });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<{ value: unknown }>(sql)).rows;
  } finally {
    await client.end();
  }
}
