import { Router } from "express";
import type { Pool } from "pg";
import type { FileStorage } from "~/platform/files/storage/storage.server";

const PATIENCE_MS = 3_000;

/** `/healthz`: the process lives. `/readyz`: database and storage answer, else 503 naming what does not. */
export function healthRoutes({ db, files }: { db: { pool: Pool }; files: Pick<FileStorage, "check"> }): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ status: "ok" });
  });
  router.get("/readyz", async (_request, response) => {
    const [database, storage] = await Promise.all([answers(db.pool.query("SELECT 1")), answers(files.check())]);
    response
      .status(database && storage ? 200 : 503)
      .set("Cache-Control", "no-store")
      .json({ status: database && storage ? "ok" : "unavailable", database, storage });
  });
  return router;
}

async function answers(work: Promise<unknown>): Promise<boolean> {
  const patience = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("no answer")), PATIENCE_MS).unref());
  return Promise.race([work, patience]).then(
    () => true,
    () => false,
  );
}
