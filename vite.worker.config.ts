import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** The service worker of judges: one classic script at a fixed address, which is what every browser takes. */
export default defineConfig({
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  publicDir: false,
  build: {
    outDir: "build/client",
    emptyOutDir: false,
    modulePreload: false,
    target: ["chrome107", "edge107", "firefox104", "safari16"],
    rollupOptions: {
      input: fileURLToPath(new URL("./app/browser/judging-worker/worker.ts", import.meta.url)),
      output: { format: "iife", entryFileNames: "cham-thi-may.js", inlineDynamicImports: true },
    },
  },
});
