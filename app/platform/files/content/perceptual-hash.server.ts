import type { Sharp } from "sharp";

const WIDTH = 9;
const HEIGHT = 8;

/**
 * 64 bits that hardly change when a picture is scaled, saved again or brightened (difference hash): each tells whether one of 8 × 8
 * places is brighter than its right neighbour. Signed, as the database keeps it. Few differing bits: probably the same picture.
 */
export async function perceptualHash(picture: Sharp): Promise<bigint> {
  const pixels = await picture.flatten({ background: "#fff" }).greyscale().resize(WIDTH, HEIGHT, { fit: "fill" }).raw().toBuffer();
  let bits = 0n;
  for (let row = 0; row < HEIGHT; row += 1) {
    for (let column = 0; column < WIDTH - 1; column += 1) {
      const at = row * WIDTH + column;
      bits = (bits << 1n) | ((pixels[at] ?? 0) > (pixels[at + 1] ?? 0) ? 1n : 0n);
    }
  }
  return BigInt.asIntN(64, bits);
}
