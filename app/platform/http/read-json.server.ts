/** Why the body of a request cannot be taken. */
export type BodyFault = "too_large" | "malformed";

/**
 * The JSON a request carries, read within a limit of bytes; it must say that it is JSON, which no form of another site can.
 */
export async function readJson(request: Request, mostBytes: number): Promise<{ ok: true; value: unknown } | { ok: false; fault: BodyFault }> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) return { ok: false, fault: "too_large" };
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? "")) return { ok: false, fault: "malformed" };
  try {
    return { ok: true, value: JSON.parse(await request.text()) as unknown };
  } catch {
    return { ok: false, fault: "malformed" };
  }
}
