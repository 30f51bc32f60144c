import { join } from "node:path";
import { createRequestHandler as createRenderer, type AppLoadContext, type ServerBuild } from "@remix-run/node";
import { createRequestHandler } from "@remix-run/express";
import compression from "compression";
import express, { type Request as ExpressRequest, type Response as ExpressResponse } from "express";
import { publicStamp } from "~/data/public-stamp.server";
import { NOMINATIONS_ZIP, sendNominations } from "~/features/upward/package-download.server";
import { DOSSIERS_ZIP, sendDossiers } from "~/features/documents/dossiers-download.server";
import { PAPERS_ZIP, sendPapers } from "~/features/documents/papers-download.server";
import { publicAddress } from "~/features/publicsite/public-addresses";
import { INGEST_PATH, type UploadDesk } from "~/features/files/upload-desk.server";
import { serveFiles } from "~/features/files/serve-file.server";
import { lockPostedSheets, SHEET_FORMS } from "~/features/judging/sheet-locks.server";
import { receiveSheetSaves, SHEET_SAVES } from "~/features/judging/sheet-saves.server";
import type { RequestContext } from "~/features/request-context";
import type { Services } from "~/features/services";
import { locales } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { projectRoot } from "~/platform/config/project-root.server";
import { builtAssets } from "~/platform/http/built-assets.server";
import { answerFaults } from "~/platform/http/faults.server";
import { healthRoutes } from "~/platform/http/health.server";
import { publicCache } from "~/platform/http/public-cache.server";
import { metrics } from "~/platform/http/metrics.server";
import { buildsBySection } from "~/platform/http/routes-by-section.server";
import { checkOrigin, markRequest, marksOf, requireBodyLength, securityHeaders } from "~/platform/http/security.server";
import { endSlowBodies } from "~/platform/http/slow-bodies.server";
import { actorOf } from "~/platform/session/actor.server";

/** How the server comes by Remix's build: the built one, or Vite's in development. */
export interface PageSource {
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Vite's middleware in development */
  middleware?: express.RequestHandler;
}

/** The chain of handlers in front of Remix. */
export function createApp(services: Services, pages: PageSource, uploads: UploadDesk): express.Express {
  const { config } = services;
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", config.trustProxy);
  app.use(metrics({ pool: services.db.pool, token: config.metricsToken }));
  app.use(markRequest(config.trustProxy !== false));
  app.use(healthRoutes(services));
  app.use(securityHeaders(config.publicUrl.startsWith("https:")));
  // Before anything that touches a body or answers in another form than JSON; only the raw target verifies.
  app.use(INGEST_PATH, (request, response) => void uploads.receive(request, response, request.originalUrl));
  app.use(endSlowBodies());
  app.use(serveFiles(services, (request) => actorOf(headersOnly(request), services.auth, services.db)));
  if (!pages.middleware) app.use(publicPages(services, pages.build));
  app.use(compression());
  if (pages.middleware) app.use(pages.middleware);
  else app.use("/assets", builtAssets(join(projectRoot(), "build/client/assets")));
  app.use(express.static(join(projectRoot(), pages.middleware ? "public" : "build/client"), { maxAge: 3_600_000, index: false }));
  app.use(checkOrigin(config.publicUrl, refuseForeignOrigin));
  app.use(requireBodyLength);
  app.use(paths.uploads(), (request, response) => void uploads.allow(request, response));
  app.all(SHEET_SAVES, receiveSheetSaves(services, (request) => actorOf(headersOnly(request), services.auth, services.db)));
  app.post(SHEET_FORMS, lockPostedSheets(services, (request) => actorOf(headersOnly(request), services.auth, services.db)));
  app.get(DOSSIERS_ZIP, sendDossiers(services, (request) => actorOf(headersOnly(request), services.auth, services.db)));
  app.get(PAPERS_ZIP, sendPapers(services, (request) => actorOf(headersOnly(request), services.auth, services.db)));
  app.get(NOMINATIONS_ZIP, sendNominations(services, (request) => actorOf(headersOnly(request), services.auth, services.db)));
  app.all("*", renderPages(services, pages));
  app.use(answerFaults(services.log));
  return app;
}

/** Remix, with a handler for each section of the site; in development one, because the build changes there. */
function renderPages(services: Services, { build, middleware }: PageSource): express.RequestHandler {
  const handlerOf = (one: PageSource["build"]) =>
    createRequestHandler({
      build: one,
      mode: middleware ? "development" : "production",
      getLoadContext: (request: ExpressRequest, response: ExpressResponse) => requestContext(services, request, response),
    });
  const handlerFor = forEach(typeof build === "function" ? () => build : buildsBySection(build), handlerOf);
  return (request, response, next) => handlerFor(request.path)(request, response, next);
}

/** What `make` makes of the build that answers a path, once for each build. */
function forEach<T>(buildOf: (path: string) => PageSource["build"], make: (build: PageSource["build"]) => T): (path: string) => T {
  const made = new Map<PageSource["build"], T>();
  return (path) => {
    const build = buildOf(path);
    const one = made.get(build) ?? make(build);
    made.set(build, one);
    return one;
  };
}

/** Pages for everyone, kept in memory: rendered without anything of the visitor, so they cannot differ. */
function publicPages(services: Services, build: PageSource["build"]): express.RequestHandler {
  const { clock, config, db, log } = services;
  const buildFor = typeof build === "function" ? () => build : buildsBySection(build);
  const rendererOf = forEach(buildFor, (part) => createRenderer(part, "production"));
  return publicCache({
    addressOf: publicAddress,
    stamp: (now) => publicStamp(db, now),
    now: () => clock.now(),
    log,
    render: (address, response) => rendererOf(new URL(address, config.publicUrl).pathname)(new Request(`${config.publicUrl}${address}`), publicContext(services, response)),
  });
}

function publicContext(services: Services, response: ExpressResponse): AppLoadContext {
  const { nonce, reference } = marksOf(response);
  return { services, now: services.clock.now(), nonce, reference, actor: async () => null };
}

function requestContext(services: Services, request: ExpressRequest, response: ExpressResponse): AppLoadContext {
  const { nonce, reference } = marksOf(response);
  let actor: ReturnType<RequestContext["actor"]> | undefined;
  return {
    services,
    now: services.clock.now(),
    nonce,
    reference,
    actor: () => (actor ??= actorOf(headersOnly(request), services.auth, services.db)),
  };
}

function headersOnly(request: ExpressRequest): Request {
  return new Request("http://localhost/", { headers: { cookie: request.headers.cookie ?? "" } });
}

function refuseForeignOrigin(_request: ExpressRequest, response: ExpressResponse) {
  response.status(403).type("text/plain; charset=utf-8").send(locales.map((locale) => `${messagesFor(locale).errors.outside.foreign}\n`).join(""));
}

