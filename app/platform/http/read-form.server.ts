const MOST_BYTES = 2_000_000;

/**
 * The form a request carries. Forms of this site are texts: above 2 MB it answers 413 before reading.
 * @throws Response 400 for a body that is no form
 */
export async function readForm(request: Request): Promise<FormData> {
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) throw Response.json({ reason: "too_large" }, { status: 413 });
  try {
    return await request.formData();
  } catch {
    throw Response.json({ reason: "invalid" }, { status: 400 });
  }
}
