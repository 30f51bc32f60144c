import { createServer, type Server } from "node:http";
import { openServices } from "~/composition.server";
import { startDraftPurge } from "~/features/entries/purge-job.server";
import { startFileProcessing } from "~/features/files/process-file.server";
import { startSweeper } from "~/features/files/sweep.server";
import { startRetention } from "~/features/retention/retention-job.server";
import { openUploadDesk } from "~/features/files/upload-desk.server";
import { startMailPump } from "~/features/notifications/jobs.server";
import { startPublications } from "~/features/results/publish-job.server";
import { startScreeningJobs } from "~/features/screening/jobs.server";
import { holdsDemo } from "~/features/people/demo-sign-ins.server";
import { firstAdministratorLink } from "~/features/people/first-administrator.server";
import { startResultLetters } from "~/features/results/result-letters.server";
import type { Services } from "~/features/services";
import { greeting } from "~/greeting";
import { createApp, type PageSource } from "~/http-app.server";
import { operatorTexts } from "~/i18n/operator-language";
import { systemClock } from "~/platform/config/clock.server";
import { loadConfig, type Config, type Mode } from "~/platform/config/config.server";
import { loadKeys } from "~/platform/config/keys.server";
import { createLog } from "~/platform/log/log.server";

const CLOSE_PATIENCE_MS = 10_000;
const IDLE_LOOK_MS = 50;

export interface RunningServer {
  address: string;
  services: Services;
  stop(): Promise<void>;
}

const KEEP_ALIVE_MS = 75_000;

/**
 * Starts everything: database, migrations, HTTP. The promise resolves when the first page can be fetched.
 * @throws ConfigError, PostgresError and whatever the operating system says about the port; nothing is left running.
 */
export async function startServer(mode: Mode, pages: PageSource, env: NodeJS.ProcessEnv = process.env): Promise<RunningServer> {
  const config = loadConfig(env, { mode });
  const log = createLog(config.logLevel);
  const { services, close } = await openServices({ config, clock: systemClock, log });
  try {
    if (mode === "serve" && (await holdsDemo(services))) throw new StartRefused(operatorTexts(env).demoInProduction);
    if (config.seed === "demo") await loadDemo(services);
    const uploads = openUploadDesk(services, await loadKeys(config));
    const server = createServer(createApp(services, pages, uploads));
    // Slow uploads must not be cut by Node's default of 300 s; headers and bodies have limits of their own.
    server.requestTimeout = 0;
    server.headersTimeout = 30_000;
    // Longer than a proxy in front keeps its connections (nginx: 60 s), and than people type: whoever ends an idle connection may meet a form on its way.
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    await listen(server, config);
    const recovery = uploads.recover().catch((error: unknown) => log.error("recovery of uploads", { error: String(error) }));
    const jobs = [
      startSweeper(services, () => uploads.recover()),
      startMailPump(services),
      startScreeningJobs(services),
      startFileProcessing(services),
      startDraftPurge(services),
      startResultLetters(services),
      startRetention(services),
      startPublications(services),
    ];
    const port = (server.address() as { port: number }).port;
    return {
      address: config.port === port ? config.publicUrl : `http://localhost:${port}`,
      services,
      async stop() {
        const closed = closeServer(server);
        // Connections that upload would keep it waiting: what they brought is kept, their senders go on after the start.
        await uploads.stop();
        await closed;
        await recovery;
        for (const job of jobs) await job.stop();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The start was refused for what the database holds; the message is ready to be shown. */
class StartRefused extends Error {
  readonly exitCode = 2;
}

/** Loaded on demand: a server without the demo never reads its texts. */
async function loadDemo(services: Services): Promise<void> {
  const { loadDemoIfEmpty } = await import("../prisma/seed/demo/load-demo.server");
  if (await loadDemoIfEmpty(services)) services.log.info("demo loaded");
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, config.host, resolve);
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), CLOSE_PATIENCE_MS);
    // A connection whose request is answered meanwhile would be kept for the next one.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
    server.close(() => {
      clearTimeout(patience);
      clearInterval(idle);
      resolve();
    });
  });
}

async function builtPages(): Promise<PageSource> {
  return { build: await import("virtual:remix/server-build") };
}

/**
 * Starts and runs until SIGTERM, SIGINT or SIGHUP; then answers what is under way, stops the database and ends. A signal
 * that comes while it still starts waits for that: a database half started would be left behind.
 */
export async function runServer(mode: Mode, pages?: PageSource): Promise<void> {
  // A terminal that went away must not turn every line of the log into another fault.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const starting = startServer(mode, pages ?? (await builtPages()));
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    const running = await starting.catch(() => null);
    await running?.stop().catch((error: unknown) => running.services.log.error("stop failed", { error: String(error) }));
    process.exit(code);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void stop(0));
  const running = await starting;
  for (const fault of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(fault, (error: unknown) => {
      running.services.log.error(fault, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      void stop(1);
    });
  }
  const { services, address } = running;
  const administratorLink = mode === "serve" ? await firstAdministratorLink(services) : null;
  process.stdout.write(`${greeting({ address, demo: services.config.seed === "demo" && (await holdsDemo(services)), administratorLink })}\n`);
}
