import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import remixConfig from "./remix.config.js";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * One SSR build with six entries (Remix, server, command line, the threads that draw papers, assign judges and compute how firm ranks are) keeps one module graph,
 * and so one copy of every singleton. Stands after Remix's plugin, which sets `input` itself.
 */
function serverEntries(): Plugin {
  return {
    name: "server-entries",
    config(_config, { isSsrBuild }) {
      if (!isSsrBuild) return undefined;
      return { build: { target: "node20", rollupOptions: { output: { entryFileNames: "[name].js" } } } };
    },
    configResolved(config) {
      if (!config.build.ssr) return;
      config.build.rollupOptions.input = {
        index: "virtual:remix/server-build",
        server: fileURLToPath(new URL("./app/server.ts", import.meta.url)),
        cli: fileURLToPath(new URL("./app/cli.ts", import.meta.url)),
        "stability-worker": fileURLToPath(new URL("./app/platform/calibration/worker.server.ts", import.meta.url)),
        "assignment-worker": fileURLToPath(new URL("./app/platform/solver/worker.server.ts", import.meta.url)),
        "render-worker": fileURLToPath(new URL("./app/platform/render/worker.server.ts", import.meta.url)),
      };
    },
  };
}

export default defineConfig({
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  plugins: [tailwindcss(), remix(remixConfig), serverEntries()],
  // Both passes must write the very same style sheet, though the server's own code is built for Node.
  build: { assetsInlineLimit: 0, cssTarget: ["chrome107", "edge107", "firefox104", "safari16"] },
  server: { watch: { ignored: ["**/data/**", "**/build/**"] } },
});
