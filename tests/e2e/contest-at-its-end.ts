import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { expect } from "vitest";
import { APP_DATABASE, APP_ROLE } from "~/platform/postgres/app-database.server";
import { placeIn } from "~/platform/postgres/place.server";
import { socketFolder } from "~/platform/postgres/socket.server";
import { ourApp } from "../support/our-app";
import { follow } from "./acts";
import type { Visitor } from "./journey";

/** The command line beside the running server, on the same data. */
export async function commandLine(...args: string[]): Promise<string> {
  const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: ourApp().dataDir, NODE_ENV: "production", LOG_LEVEL: "error" };
  const { stdout } = await promisify(execFile)(process.execPath, [join("scripts", "cli.mjs"), ...args], { env });
  return stdout.trim();
}

/** Lets the time of judging be over: the only thing a visitor cannot do. */
export async function endJudging(slug: string): Promise<void> {
  const client = new pg.Client({ host: socketFolder(placeIn(ourApp().dataDir).cluster), user: APP_ROLE, database: APP_DATABASE });
  await client.connect();
  await client.query(`UPDATE "Edition" SET "judgingEndsAt" = now() - interval '1 minute' WHERE slug = $1`, [slug]);
  await client.end();
}

/** Somebody of the demo takes a role in the edition by the link the command line prints. */
export async function takeRole(visitor: Visitor, email: string, role: string, slug: string) {
  const link = new URL(await commandLine("user", "create", email, "--role", role, "--edition", slug));
  await visitor.signIn(email);
  await visitor.open(link.pathname);
  await follow(visitor.page, () => visitor.page.locator("main button[value=accept]").click());
  expect(new URL(visitor.page.url()).pathname).toBe(`/ban-to-chuc/${slug}`);
}
