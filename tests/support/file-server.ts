import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { Actor } from "~/domain/access/roles";
import { serveFiles } from "~/features/files/serve-file.server";
import type { Services } from "~/features/services";

export interface FileServer {
  /** Asks as somebody (null: a visitor). */
  get(actor: Actor | null, path: string, init?: { method?: string; headers?: Record<string, string> }): Promise<Response>;
  close(): Promise<void>;
}

/** The route of files over real HTTP; who asks is told by the test. */
export async function fileServer(services: Services): Promise<FileServer> {
  const people = new Map<string, Actor>();
  const app = express();
  app.use(serveFiles(services, (request) => Promise.resolve(people.get(String(request.headers["x-who"])) ?? null)));
  app.use((_request, response) => void response.status(404).end());
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  const { port } = server.address() as AddressInfo;
  return {
    get(actor, path, { method = "GET", headers = {} } = {}) {
      if (actor) people.set(actor.userId, actor);
      return fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { ...headers, ...(actor ? { "x-who": actor.userId } : {}) }, redirect: "manual" });
    },
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}
