import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { NextFunction, Request, Response } from "express";
import { CLIENT_ADDRESS_HEADER } from "~/platform/session/auth.server";
import type { HostedSources } from "./hosted-sources.server";

const FORWARDED = ["forwarded", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-for", "x-forwarded-port", "x-real-ip"];

export interface RequestMarks {
  nonce: string;
  reference: string;
}

/** A short number that people can read out on the telephone and that stands in the log. */
function newReference(): string {
  return randomBytes(5).toString("hex").toUpperCase();
}

export function marksOf(response: Response): RequestMarks {
  return response.locals as RequestMarks;
}

/**
 * First in the chain: gives each request its reference and nonce, forgets forwarding headers unless a known proxy is
 * in front (Remix believes X-Forwarded-Host), and writes down the client's address for the rate limits.
 */
export function markRequest(trustProxy: boolean) {
  return (request: Request, response: Response, next: NextFunction) => {
    const marks: RequestMarks = { nonce: randomBytes(16).toString("base64"), reference: newReference() };
    Object.assign(response.locals, marks);
    request.headers[CLIENT_ADDRESS_HEADER] = request.ip ?? request.socket.remoteAddress ?? "unknown";
    if (!trustProxy) for (const name of FORWARDED) delete request.headers[name];
    next();
  };
}

/** Headers that say how a page may be used. */
const OF_PAGES = {
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
  "Cross-Origin-Opener-Policy": "same-origin",
};

/** Headers of every answer; the policy of pages with scripts is set where the page is rendered. */
export function securityHeaders(https: boolean) {
  return (_request: Request, response: Response, next: NextFunction) => {
    response.setHeader("X-Content-Type-Options", "nosniff");
    for (const [name, value] of Object.entries(OF_PAGES)) response.setHeader(name, value);
    if (https) response.setHeader("Strict-Transport-Security", "max-age=31536000");
    next();
  };
}

/** A script, style or font is no page: what browsers ignore there only costs bytes on a slow network. */
export function withoutPageHeaders(response: ServerResponse): void {
  for (const name of Object.keys(OF_PAGES)) response.removeHeader(name);
}

/** Content security policy of a page. Without a nonce no script runs at all. */
export function contentSecurityPolicy(options: { nonce: string | null; development: boolean; hosted: HostedSources }): string {
  const { nonce, development, hosted } = options;
  const show = hosted.show.map((source) => ` ${source}`).join("");
  const script = nonce ? `'nonce-${nonce}' 'strict-dynamic'` : "'none'";
  return [
    "default-src 'self'",
    `script-src ${script}`,
    `style-src 'self'${development ? " 'unsafe-inline'" : ""}`,
    `img-src 'self' data: blob:${show}`,
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}${hosted.connect.map((source) => ` ${source}`).join("")}`,
    `worker-src ${nonce ? "'self'" : "'none'"}`,
    `media-src 'self' blob:${show}`,
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * Refuses to change anything for a page of another site: for every method but GET, HEAD and OPTIONS the `Origin`
 * (where the browser sends one) must be this host or the public address. Remix leaves resource routes unchecked.
 */
export function checkOrigin(publicUrl: string, refuse: (request: Request, response: Response) => void) {
  const publicHost = new URL(publicUrl).host;
  return (request: Request, response: Response, next: NextFunction) => {
    if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return next();
    const { origin, host } = request.headers;
    if (origin === undefined) {
      const site = request.headers["sec-fetch-site"];
      return site === undefined || site === "same-origin" || site === "none" ? next() : refuse(request, response);
    }
    const originHost = URL.canParse(origin) ? new URL(origin).host : null;
    return originHost !== null && (originHost === host || originHost === publicHost) ? next() : refuse(request, response);
  };
}

/**
 * Refuses bodies that do not say how long they are: limits of size are checked before anything is read, and every browser
 * tells the length of a form.
 */
export function requireBodyLength(request: Request, response: Response, next: NextFunction): void {
  if (request.headers["transfer-encoding"] === undefined) return next();
  response.status(411).set("Connection", "close").type("text/plain; charset=utf-8").send("Length required\n");
}
