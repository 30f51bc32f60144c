import { createReadableStreamFromReadable, type ActionFunctionArgs, type AppLoadContext, type EntryContext, type LoaderFunctionArgs } from "@remix-run/node";
import { RemixServer, isRouteErrorResponse } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { hostedSources } from "~/platform/http/hosted-sources.server";
import { contentSecurityPolicy } from "~/platform/http/security.server";
import { pageScriptAddresses } from "~/platform/http/page-scripts.server";
import { WithoutNul } from "~/platform/http/without-nul.server";
import { NonceContext } from "~/ui/nonce";
import { PageScriptsContext } from "~/ui/page-scripts";
import { ReferenceContext } from "~/ui/reference";

const RENDER_PATIENCE_MS = 15_000;

export const streamTimeout = RENDER_PATIENCE_MS - 1_000;

/** Renders a page; only pages that ask for scripts get a policy under which scripts run. */
export default function handleRequest(request: Request, status: number, headers: Headers, remixContext: EntryContext, loadContext: AppLoadContext): Promise<Response> {
  const handles = handlesOf(remixContext);
  const scripts = handles.some((handle) => handle.scripts === true);
  const development = process.env["NODE_ENV"] === "development";
  const pageScripts = pageScriptAddresses([...new Set(handles.flatMap((handle) => handle.pageScripts ?? []))], development);
  const nonce = scripts || pageScripts.length > 0 ? loadContext.nonce : null;
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Content-Security-Policy", contentSecurityPolicy({ nonce, development, hosted: hostedSources(loadContext.services.config) }));
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  const page = (
    <ReferenceContext.Provider value={loadContext.reference}>
      <NonceContext.Provider value={nonce ?? undefined}>
        <PageScriptsContext.Provider value={pageScripts}>
          <RemixServer context={remixContext} url={request.url} abortDelay={RENDER_PATIENCE_MS} nonce={nonce ?? undefined} />
        </PageScriptsContext.Provider>
      </NonceContext.Provider>
    </ReferenceContext.Provider>
  );
  return render(page, { whole: !scripts || isbot(request.headers.get("user-agent")), nonce, status, headers });
}

/** Pages without scripts are sent whole: nothing could fill in a late part. */
function render(page: JSX.Element, options: { whole: boolean; nonce: string | null; status: number; headers: Headers }): Promise<Response> {
  return new Promise((resolve, reject) => {
    let { status } = options;
    const answer = () => {
      const body = new WithoutNul();
      resolve(new Response(createReadableStreamFromReadable(body), { status, headers: options.headers }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce: options.nonce ?? undefined,
      [options.whole ? "onAllReady" : "onShellReady"]: answer,
      onShellError: reject,
      onError() {
        status = 500;
      },
    });
    setTimeout(abort, RENDER_PATIENCE_MS).unref();
  });
}

interface Handle {
  scripts?: boolean;
  pageScripts?: readonly string[];
}

function handlesOf({ routeModules, staticHandlerContext }: EntryContext): Handle[] {
  return staticHandlerContext.matches.flatMap(({ route }) => (routeModules[route.id]?.handle as Handle | undefined) ?? []);
}

/** Unknown errors: one line in the log with the reference number that the reader is shown. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  const { services, reference } = context;
  const thrown = error instanceof Error ? error : new Error(String(error));
  services.log.error("request failed", { reference, method: request.method, path: new URL(request.url).pathname, error: thrown.stack ?? thrown.message });
}
