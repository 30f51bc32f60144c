import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const folder = fileURLToPath(new URL("./app/browser/", import.meta.url));

/** The page scripts: one folder below app/browser each, with its `index.ts`. */
const scripts = Object.fromEntries(
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${folder}${entry.name}/index.ts`))
    .map((entry) => [entry.name, `${folder}${entry.name}/index.ts`]),
);

/** Built beside Remix's bundle, into the same folder of assets: pages that use one are not hydrated and load nothing else. */
export default defineConfig({
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  publicDir: false,
  worker: { format: "es", rollupOptions: { output: { entryFileNames: "assets/[name]-[hash].js" } } },
  build: {
    outDir: "build/client",
    emptyOutDir: false,
    manifest: ".page-scripts.json",
    modulePreload: false,
    target: ["chrome107", "edge107", "firefox104", "safari16"],
    rollupOptions: { input: scripts, output: { experimentalMinChunkSize: 3000, entryFileNames: "assets/page-[name]-[hash].js", chunkFileNames: "assets/page-[name]-[hash].js" } },
  },
});
