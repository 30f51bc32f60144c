/**
 * Codes of certificates: 16 signs of Crockford's base 32 (no I, L, O, U) in groups of four, 80 random bits. Nobody finds another by
 * counting on, and each can be read out on the telephone.
 */
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 16;
const GROUPS = /.{4}/g;

/** Random bytes a code is made of. */
export const CODE_BYTES = 10;

/** The code made of ten random bytes: "7Q2M-…". @throws RangeError for another number of bytes. */
export function codeOf(random: Uint8Array): string {
  if (random.length !== CODE_BYTES) throw new RangeError(`a code is made of ${CODE_BYTES} bytes`);
  let bits = random.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let code = "";
  for (let sign = 0; sign < LENGTH; sign += 1) {
    code = (SIGNS[Number(bits & 31n)] ?? "") + code;
    bits >>= 5n;
  }
  return code.match(GROUPS)?.join("-") ?? code;
}

/** A code as people type it (small letters, other or no separators, O for 0, I and L for 1) in its printed form; null where it is none. */
export function readCode(typed: string): string | null {
  const signs = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s._–—-]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  if (signs.length !== LENGTH || [...signs].some((sign) => !SIGNS.includes(sign))) return null;
  return signs.match(GROUPS)?.join("-") ?? null;
}
