import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { projectRoot } from "~/platform/config/project-root.server";

/** Code that runs in a thread of its own. */
export interface ThreadSource {
  /** name of its entry in the build (`vite.config.ts`) */
  built: string;
  /** its source below the project, which development and tests run themselves */
  source: string;
}

/** Starts a thread: out of the build, or from the sources in development and tests. */
export function workerOf({ built, source }: ThreadSource, options: WorkerOptions): Worker {
  if (!import.meta.url.endsWith(".ts")) return new Worker(join(projectRoot(), `build/server/${built}.js`), options);
  const url = pathToFileURL(join(projectRoot(), source)).href;
  return new Worker(`import("tsx/esm/api").then((tsx) => { tsx.register(); return import(${JSON.stringify(url)}); })`, { ...options, eval: true });
}
