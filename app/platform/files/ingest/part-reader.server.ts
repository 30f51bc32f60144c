const HEADER_LIMIT = 16 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * Reads the one part named `file` of a multipart body whose content is known to be `contentLength` bytes long. The content is
 * copied by length, so nothing is searched in it and no boundary inside the file can end it.
 */
export interface PartReader {
  /** The bytes of the content in this chunk, or null where the body is not what it has to be. */
  push(chunk: Buffer): Buffer | null;
  /** Whether content and closing boundary have come whole. */
  isComplete(): boolean;
}

export interface PartFraming {
  readonly boundary: string;
  readonly contentLength: number;
  /** of the whole body; null where it was not told (chunked) */
  readonly bodyLength: number | null;
}

/** The boundary of a multipart/form-data content type, or null. */
export function boundaryOf(contentType: string | undefined): string | null {
  const match = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType ?? "");
  return match?.[1] ?? match?.[2] ?? null;
}

export function readPart({ boundary, contentLength, bodyLength }: PartFraming): PartReader {
  const closing = Buffer.from(`\r\n--${boundary}--`);
  let stage: "header" | "content" | "end" = "header";
  let header = NOTHING;
  let left = contentLength;
  let end = NOTHING;

  function readHeader(chunk: Buffer): Buffer | null {
    header = Buffer.concat([header, chunk]);
    const at = header.indexOf("\r\n\r\n");
    if (at < 0) return header.length > HEADER_LIMIT ? null : NOTHING;
    if (at > HEADER_LIMIT || !isHeaderOfFile(header.toString("latin1", 0, at), boundary)) return null;
    const shortest = at + 4 + contentLength + closing.length;
    if (bodyLength !== null && bodyLength !== shortest && bodyLength !== shortest + 2) return null;
    stage = "content";
    const rest = header.subarray(at + 4);
    header = NOTHING;
    return readContent(rest);
  }

  function readContent(chunk: Buffer): Buffer | null {
    const content = chunk.length > left ? chunk.subarray(0, left) : chunk;
    left -= content.length;
    if (left > 0) return content;
    stage = "end";
    return readEnd(chunk.subarray(content.length)) ? content : null;
  }

  /** Whether what follows the content is, so far, the closing boundary and nothing else; a last line break may lack. */
  function readEnd(chunk: Buffer): boolean {
    end = Buffer.concat([end, chunk.subarray(0, closing.length + 3)]);
    const expected = Buffer.concat([closing, Buffer.from("\r\n")]);
    return end.length <= expected.length && expected.subarray(0, end.length).equals(end);
  }

  return {
    push(chunk) {
      if (stage === "header") return readHeader(chunk);
      if (stage === "content") return readContent(chunk);
      return readEnd(chunk) ? NOTHING : null;
    },
    isComplete: () => stage === "end" && end.length >= closing.length,
  };
}

function isHeaderOfFile(header: string, boundary: string): boolean {
  return header.startsWith(`--${boundary}\r\n`) && /^content-disposition:[ \t]*form-data;[ \t]*name="file"[ \t]*(;|$)/im.test(header.replaceAll("\r\n", "\n"));
}
