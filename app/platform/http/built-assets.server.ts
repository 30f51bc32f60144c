import type { ServerResponse } from "node:http";
import { extname } from "node:path";
import express, { type RequestHandler } from "express";
import { withoutPageHeaders } from "./security.server";

const YEAR_MS = 31_536_000_000;

/** What the build lays beside scripts and styles, smallest first: coding of the content, ending of the file's name. */
const FORMS = [
  { coding: "br", ending: ".br" },
  { coding: "gzip", ending: ".gz" },
] as const;

/** Hands out what the build made, its name changes with its content: in the smallest form there is that the browser takes. */
export function builtAssets(folder: string): RequestHandler {
  const send = express.static(folder, { immutable: true, maxAge: YEAR_MS, index: false, setHeaders });
  return (request, response, next) => {
    const accepted = request.acceptsEncodings();
    const form = request.method === "GET" || request.method === "HEAD" ? FORMS.find(({ coding }) => accepted.includes(coding)) : undefined;
    if (!form) return send(request, response, next);
    const { url } = request;
    const { pathname, search } = new URL(url, "http://localhost");
    request.url = `${pathname}${form.ending}${search}`;
    send(request, response, (error?: unknown) => {
      request.url = url;
      return error === undefined ? send(request, response, next) : next(error);
    });
  };
}

/** Called for a file that is there, before anything of it is sent. */
function setHeaders(response: ServerResponse, path: string): void {
  withoutPageHeaders(response);
  response.setHeader("Vary", "Accept-Encoding");
  const form = FORMS.find(({ ending }) => path.endsWith(ending));
  if (!form) return;
  const type = express.static.mime.lookup(extname(path.slice(0, -form.ending.length)));
  response.setHeader("Content-Encoding", form.coding);
  response.setHeader("Content-Type", `${type}; charset=utf-8`);
}
