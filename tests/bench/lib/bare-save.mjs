// What a save costs at least: Express, pg, a session read, one row written in a transaction. A process of its own, told where by its environment.
import express from "express";
import { Pool } from "pg";

const pool = new Pool({ max: 10, ...JSON.parse(process.env.BENCH_CONNECTION ?? "{}") });
await pool.query(`CREATE TABLE IF NOT EXISTS bare_save (id uuid PRIMARY KEY, sheet uuid NOT NULL, body jsonb NOT NULL, at timestamptz NOT NULL)`);
const app = express();
app.use(express.json({ limit: "8mb" }));
app.post("/cham-thi/luu", async (request, response) => {
  const client = await pool.connect();
  try {
    const token = /session_token=([^.;]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
    const { rows } = await client.query({ name: "session", text: `SELECT "userId" FROM "Session" WHERE "token" = $1 AND "expiresAt" > now()`, values: [decodeURIComponent(token)] });
    const [save] = request.body.saves;
    await client.query("BEGIN");
    await client.query({ name: "insert", text: `INSERT INTO bare_save VALUES ($1, $2, $3, now())`, values: [save.id, save.assignment, JSON.stringify(save)] });
    await client.query("COMMIT");
    response.json({ answers: [{ id: save.id, outcome: rows.length === 1 ? "saved" : "refused", version: save.base + 1 }] });
  } finally {
    client.release();
  }
});
const server = app.listen(0, "127.0.0.1", () => process.send?.({ port: server.address().port }));
process.on("disconnect", () => process.exit(0));
