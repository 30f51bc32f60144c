import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AwsV4Signer } from "aws4fetch";
import type { S3Address } from "~/platform/config/variables.server";

const IDLE_MS = 30_000;
const ANSWER_BYTES = 4 * 1024 * 1024;

/** The store answered with an error. Its text is not carried: it may repeat what was asked. */
export class S3Refused extends Error {
  constructor(
    readonly status: number,
    method: string,
  ) {
    super(`the S3 store answered ${method} with ${status}`);
  }
}

export interface S3Request {
  readonly method: "GET" | "HEAD" | "PUT" | "DELETE";
  /** key in the bucket; absent: the bucket itself */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly range?: string;
  readonly body?: { readonly bytes: Readable; readonly size: number; readonly sha256: string };
}

const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/**
 * Sends one signed request (signature version 4, path style) and answers its response, body unread.
 * Node's own client is used because bodies stream with a known length, which S3 demands.
 * @throws S3Refused for every status that is not 2xx
 */
export async function s3Send(address: S3Address, { method, key, query, range, body }: S3Request): Promise<IncomingMessage> {
  const url = new URL(`${address.endpoint}/${address.bucket}${key === undefined ? "" : `/${key}`}`);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const signed = await new AwsV4Signer({
    method,
    url: url.href,
    headers: { "x-amz-content-sha256": body?.sha256 ?? EMPTY_SHA256 },
    accessKeyId: address.accessKeyId,
    secretAccessKey: address.secretAccessKey,
    service: "s3",
    region: address.region,
  }).sign();
  const headers: Record<string, string | number> = Object.fromEntries(signed.headers);
  if (range !== undefined) headers.range = range;
  if (body) headers["content-length"] = body.size;
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const request = send(url, { method, headers, timeout: IDLE_MS });
  request.on("timeout", () => request.destroy(new Error("the S3 store does not answer")));
  const answered = once(request, "response") as Promise<[IncomingMessage]>;
  if (body) await Promise.all([answered, pipeline(body.bytes, request)]);
  else request.end();
  const [response] = await answered;
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return response;
  response.resume();
  throw new S3Refused(status, method);
}

/** The whole body as text, for the short answers of listings. */
export async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > ANSWER_BYTES) throw new Error("the S3 store answered more than a listing can be");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
