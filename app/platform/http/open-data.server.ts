/** Addresses that programs read; an answer there is never a page. */
export const isDataAddress = (path: string): boolean => /^\/(en\/)?api\/|\.(json|csv|xml)$/.test(path);

/** Open data may be read from every site; only reading is offered, and nothing of the visitor is looked at. */
const OPEN = { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin", "Content-Security-Policy": "default-src 'none'; script-src 'none'; frame-ancestors 'none'" };

interface OpenAnswer {
  type: string;
  status?: number;
  headers?: Readonly<Record<string, string>>;
}

export function openData(body: string, { type, status = 200, headers = {} }: OpenAnswer): Response {
  return new Response(body, { status, headers: { "Content-Type": `${type}; charset=utf-8`, ...OPEN, ...headers } });
}

export function openJson(value: unknown, answer: Partial<OpenAnswer> = {}): Response {
  return openData(`${JSON.stringify(value, null, 2)}\n`, { type: "application/json", ...answer });
}

/** What is wrong, for machines (RFC 9457). */
export function openProblem(status: number, title: string, details: Readonly<Record<string, unknown>> = {}): Response {
  return openJson({ type: "about:blank", title, status, ...details }, { type: "application/problem+json", status });
}

/** Open data is read, never sent (RFC 9110, 15.5.6). */
export function openReadOnly(): Response {
  const answer = openProblem(405, "Method not allowed");
  answer.headers.set("Allow", "GET, HEAD");
  return answer;
}
