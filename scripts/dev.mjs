// Development: Vite in the middle, pages reload as files change; restart after changes to server modules.
import { spawnSync } from "node:child_process";
import { createServer } from "vite";

process.env.NODE_ENV = "development";
spawnSync(process.execPath, ["scripts/generate.mjs"], { stdio: "inherit" });
const vite = await createServer({ server: { middlewareMode: true }, appType: "custom" });
const { runServer } = await vite.ssrLoadModule("/app/server.ts");
await runServer("dev", {
  middleware: vite.middlewares,
  build: () => vite.ssrLoadModule("virtual:remix/server-build"),
});
