// @ts-check
/* Takes metadata out of pictures inside documents without touching what is seen. */

/** @param {Uint8Array} bytes */
export function withoutMetadata(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return strippedJpeg(bytes);
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return strippedPng(bytes);
  return bytes;
}

/** Application segments that tell how to read the colours: JFIF, ICC, Adobe. */
const KEPT_SEGMENTS = new Set([0xe0, 0xe2, 0xee]);

/** Without the segments of EXIF, XMP, IPTC, makers and comments. @param {Uint8Array} bytes */
function strippedJpeg(bytes) {
  const kept = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda) break;
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    const isMetadata = marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && !KEPT_SEGMENTS.has(marker));
    if (!isMetadata) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, bytes.subarray(at)]);
}

const PNG_METADATA = new Set(["tEXt", "zTXt", "iTXt", "eXIf", "tIME"]);

/** @param {Uint8Array} bytes */
function strippedPng(bytes) {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = [view.subarray(0, 8)];
  for (let at = 8; at + 12 <= view.length; ) {
    const end = at + 12 + view.readUInt32BE(at);
    if (!PNG_METADATA.has(view.toString("latin1", at + 4, at + 8))) kept.push(view.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}
