import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { S3Address } from "~/platform/config/variables.server";

/** A small server that speaks as much of S3 as a store of files needs, and believes no request without a true signature. */
export interface S3Server {
  address: S3Address;
  objects: Map<string, { bytes: Buffer; changedAt: Date }>;
  /** answers that refused a signature or a body */
  refused: string[];
  /** From now on every answer is this status. */
  failWith(status: number | null): void;
  close(): Promise<void>;
}

const PAGE = 2;

export async function openS3Server(): Promise<S3Server> {
  const credentials = { accessKeyId: "khoa-thu", secretAccessKey: "bi mat/+=", region: "vn-1" };
  const objects: S3Server["objects"] = new Map();
  const refused: string[] = [];
  let failure: number | null = null;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? "/", "http://x");
    const end = (status: number, content: string | Buffer = "", headers: Record<string, string> = {}) => response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : content);
    if (failure !== null) return void end(failure);
    const wrong = signatureFault(request, url, credentials) ?? bodyFault(request, body);
    if (wrong) {
      refused.push(wrong);
      return void end(403, wrong);
    }
    const [, bucket, ...rest] = url.pathname.split("/");
    const key = rest.join("/");
    if (bucket !== "kho") return void end(404);
    if (key === "") return void end(200, listing(objects, url.searchParams));
    const object = objects.get(key);
    if (request.method === "PUT") {
      objects.set(key, { bytes: body, changedAt: new Date() });
      return void end(200);
    }
    if (request.method === "DELETE") {
      objects.delete(key);
      return void end(204);
    }
    if (!object) return void end(404);
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    if (!range) return void end(200, object.bytes, { "content-length": String(object.bytes.length) });
    const part = object.bytes.subarray(Number(range[1]), range[2] === "" ? undefined : Number(range[2]) + 1);
    end(206, part, { "content-length": String(part.length) });
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const endpoint = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    address: { endpoint, bucket: "kho", ...credentials },
    objects,
    refused,
    failWith: (status) => (failure = status),
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

function listing(objects: S3Server["objects"], query: URLSearchParams): string {
  const prefix = query.get("prefix") ?? "";
  const after = query.get("continuation-token") ?? "";
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
  const page = keys.slice(0, PAGE);
  const contents = page.map((key) => `<Contents><Key>${key}</Key><LastModified>${objects.get(key)?.changedAt.toISOString()}</LastModified><Size>${objects.get(key)?.bytes.length}</Size></Contents>`).join("");
  const next = keys.length > PAGE ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : "<IsTruncated>false</IsTruncated>";
  return `<?xml version="1.0"?><ListBucketResult><Name>kho</Name>${next}${contents}</ListBucketResult>`;
}

function bodyFault({ headers, method }: IncomingMessage, body: Buffer): string | null {
  const told = headers["x-amz-content-sha256"];
  if (told !== createHash("sha256").update(body).digest("hex")) return "XAmzContentSHA256Mismatch";
  return method === "PUT" && Number(headers["content-length"]) !== body.length ? "MissingContentLength" : null;
}

const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
const encode = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** Signature version 4, worked out again from the request as it came, by the published description. */
function signatureFault(request: IncomingMessage, url: URL, { accessKeyId, secretAccessKey, region }: { accessKeyId: string; secretAccessKey: string; region: string }): string | null {
  const match = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(request.headers.authorization ?? "");
  if (!match) return "MissingSignature";
  const [, id, day = "", asked, signedHeaders = "", signature] = match;
  if (id !== accessKeyId || asked !== region) return "InvalidAccessKeyId";
  const names = signedHeaders.split(";");
  if (!["host", "x-amz-content-sha256", "x-amz-date"].every((name) => names.includes(name))) return "UnsignedHeaders";
  const at = String(request.headers["x-amz-date"]);
  const moment = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (Math.abs(moment - Date.now()) > 900_000) return "RequestTimeTooSkewed";
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort().join("&");
  const path = url.pathname.split("/").map((part) => encode(decodeURIComponent(part))).join("/");
  const canonical = [request.method, path, query, ...names.map((name) => `${name}:${String(request.headers[name]).trim()}`), "", signedHeaders, request.headers["x-amz-content-sha256"]].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", at, scope, createHash("sha256").update(canonical).digest("hex")].join("\n");
  const key = hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, day), region), "s3"), "aws4_request");
  return hmac(key, toSign).toString("hex") === signature ? null : "SignatureDoesNotMatch";
}
