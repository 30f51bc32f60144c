/** How a meeting stands, as a mark to compare with: 304 while nothing changed. Never kept by a cache on the way. */
export function stateAnswer(request: Request, stamp: string): Response {
  const headers = { ETag: `"${stamp}"`, "Cache-Control": "private, no-cache", Vary: "Cookie" };
  if (request.headers.get("If-None-Match") === `"${stamp}"`) return new Response(null, { status: 304, headers });
  return Response.json({ stamp }, { headers });
}
