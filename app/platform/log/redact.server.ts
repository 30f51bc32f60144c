const HIDDEN = "[hidden]";
const SECRET_KEY =
  /pass(word|wd)?$|passphrase|token|secret|authorization|cookie|signature|credential|api_?key|signing_?key|backup_?key|presigned|otp|invitation/i;
const PERSONAL_KEY =
  /^(name|given_?name|family_?name|full_?name|display_?name|(author|owner|guardian|supervisor|chief)_?name|e?-?mail|phone|telephone|address|birth_?date|body|subject|detail|where|hint|parameters|query|sql)$/i;
const MAX_DEPTH = 6;
const MAX_TEXT = 4000;

/** A copy fit for a log: what is secret or personal by its key is hidden, what looks so inside texts is cut out. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value !== "object") return value;
  if (depth >= MAX_DEPTH) return "[deep]";
  if (value instanceof Date) return value.toISOString();
  if (value instanceof URL) return redactText(value.href);
  if (value instanceof Error) return redactError(value, depth);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactField(key, item, depth)]));
}

function redactField(key: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined) return value;
  return SECRET_KEY.test(key) || PERSONAL_KEY.test(key) ? HIDDEN : redact(value, depth + 1);
}

/** Only these properties: a database error also carries the values of the row (`detail`) and the statement. */
function redactError(error: Error & { code?: unknown }, depth: number): object {
  return {
    type: error.name,
    ...(error.code === undefined ? {} : { code: redact(error.code, depth + 1) }),
    message: redactText(error.message),
    stack: redactText(error.stack?.split("\n").slice(1, 12).join("\n") ?? ""),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}

/** Query strings and credentials of addresses, mail addresses, bearer tokens and `key=value` secrets are cut out. */
export function redactText(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi, "$1***@")
    .replace(/([a-z][a-z0-9+.-]*:\/\/[^\s?"'<>]+)\?[^\s"'<>]*/gi, "$1?…")
    .replace(/[^\s@<>"'(=:/*]+@[^\s@<>"'),;:/*]+\.[^\s@<>"'),;:/]+/g, "***@***")
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]+/gi, "$1 ***")
    .replace(/\b(password|token|secret|signature|api_?key)(["']?\s*[=:]\s*["']?)[^\s"',;&]+/gi, "$1$2***")
    .replace(/\bsk_[\w-]{8,}/g, "***");
}
