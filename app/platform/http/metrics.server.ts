import { timingSafeEqual } from "node:crypto";
import { Router, type NextFunction, type Request, type Response } from "express";
import type { Pool } from "pg";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Figures for Prometheus: the process, requests by method and status (never by address: addresses name people's things),
 * and connections to the database.
 */
export function metrics({ pool, token }: { pool: Pool; token: string | null }): Router {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({ name: "http_request_duration_seconds", help: "Time to answer", labelNames: ["method", "status"], buckets: SECONDS, registers: [registry] });
  const connections = new Gauge({ name: "database_connections", help: "Connections of the pool", labelNames: ["state"], registers: [registry] });
  const router = Router();
  router.use((request: Request, response: Response, next: NextFunction) => {
    const stop = duration.startTimer();
    response.once("finish", () => stop({ method: request.method, status: String(response.statusCode) }));
    next();
  });
  router.get("/metrics", async (request, response) => {
    if (!mayRead(request, token)) return void response.status(404).type("text/plain").send("Not found\n");
    connections.set({ state: "open" }, pool.totalCount);
    connections.set({ state: "idle" }, pool.idleCount);
    connections.set({ state: "waiting" }, pool.waitingCount);
    response.set("Cache-Control", "no-store").type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

const LOOPBACK = ["127.0.0.1", "::1", "::ffff:127.0.0.1"];

/** With a token only its bearer; without one only this machine itself, and nobody a proxy on it speaks for. */
function mayRead({ headers, socket }: Request, token: string | null): boolean {
  if (token === null) return LOOPBACK.includes(socket.remoteAddress ?? "") && headers["x-forwarded-for"] === undefined && headers.forwarded === undefined;
  const given = Buffer.from(/^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1] ?? "");
  const expected = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
