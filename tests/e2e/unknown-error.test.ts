import pg from "pg";
import { expect, it } from "vitest";
import { APP_DATABASE, APP_ROLE } from "~/platform/postgres/app-database.server";
import { placeIn } from "~/platform/postgres/place.server";
import { socketFolder } from "~/platform/postgres/socket.server";
import { ourApp } from "../support/our-app";
import { useBrowser } from "./journey";

const visit = useBrowser();

async function sql(statement: string): Promise<void> {
  const client = new pg.Client({ host: socketFolder(placeIn(ourApp().dataDir).cluster), user: APP_ROLE, database: APP_DATABASE });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

it("an unknown error shows a number to read out, and nothing of what happened", async () => {
  const secretary = await visit();
  await secretary.signIn("thuky@demo.example");
  await sql(`ALTER TABLE "OutboxMessage" RENAME COLUMN "subject" TO "subject_away"`);
  try {
    const answer = await secretary.page.goto("/ban-to-chuc/thu-di");
    expect(answer?.status()).toBe(500);
    const text = await secretary.page.locator("body").innerText();
    expect(text).toMatch(/Số tham chiếu: [0-9A-F]{10}/);
    expect(text).not.toMatch(/subject|SELECT|Error|\.ts/);
  } finally {
    await sql(`ALTER TABLE "OutboxMessage" RENAME COLUMN "subject_away" TO "subject"`);
  }
  expect((await secretary.page.goto("/ban-to-chuc/thu-di"))?.status()).toBe(200);
});
