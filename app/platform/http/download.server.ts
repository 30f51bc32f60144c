/** A file made for one person: never kept by a cache, never run by a browser. PDFs open in the browser, the rest is saved. */
export function download({ name, mime, data }: { name: string; mime: string; data: Uint8Array }): Response {
  return new Response(new Uint8Array(data), {
    headers: {
      "Content-Type": mime,
      "Content-Length": String(data.byteLength),
      "Content-Disposition": contentDisposition(name, mime === "application/pdf" ? "inline" : "attachment"),
      "Cache-Control": "private, no-store",
    },
  });
}

/** The header in both forms: plain letters for old clients, the whole name for the others (RFC 6266). */
export function contentDisposition(name: string, kind: "inline" | "attachment"): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").replace(/[^\w.-]+/g, "_");
  const whole = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
