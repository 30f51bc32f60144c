/** First item of every signed text: which form it has. */
export const SIGNED_FORM = "STCN1";

/** Longest title in the QR code, in characters: a longer one is cut, or the code could not be read off paper. */
const MOST_TITLE = 80;

/** What the QR code of a certificate holds. */
export interface SignedCertificate {
  code: string;
  /** null where the person, or a guardian, has not agreed that it is shown: then `nameHash` stands for it */
  name: string | null;
  /** salt and hash of the name, for comparing a name that is typed */
  salt: string;
  nameHash: string;
  kind: "AUTHOR" | "SUPERVISOR";
  prize: string;
  title: string;
  edition: string;
  decisionNumber: string;
  /** "2027-01-05" */
  decisionDate: string;
  bookNumber: number;
}

/** Names are the same whatever their case, Unicode form and spaces; their marks count: Lan is not Lân. */
export const comparableName = (name: string): string => name.normalize("NFC").toLocaleLowerCase("vi").replace(/\s+/gu, " ").trim();

/** What is hashed for comparing a name. */
export const nameToHash = (salt: string, name: string): string => `${salt} ${comparableName(name)}`;

/** The text that is signed: a JSON list in this order, without spaces. */
export function signedText(certificate: SignedCertificate): string {
  const { code, name, salt, nameHash, kind, prize, title, edition, decisionNumber, decisionDate, bookNumber } = certificate;
  const short = [...title].length > MOST_TITLE ? `${[...title].slice(0, MOST_TITLE - 1).join("").trimEnd()}…` : title;
  return JSON.stringify([SIGNED_FORM, code, name, salt, nameHash, kind, prize, short, edition, decisionNumber, decisionDate, bookNumber]);
}

/** Reads a signed text back; null where it has another form. Whether its signature is right is for the caller to check. */
export function readSignedText(text: string): SignedCertificate | null {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(list) || list.length !== 12 || list[0] !== SIGNED_FORM) return null;
  const [, code, name, salt, nameHash, kind, prize, title, edition, decisionNumber, decisionDate, bookNumber] = list as unknown[];
  const texts = [code, salt, nameHash, prize, title, edition, decisionNumber, decisionDate];
  if (texts.some((item) => typeof item !== "string") || (name !== null && typeof name !== "string")) return null;
  if ((kind !== "AUTHOR" && kind !== "SUPERVISOR") || typeof bookNumber !== "number") return null;
  return { code, name, salt, nameHash, kind, prize, title, edition, decisionNumber, decisionDate, bookNumber } as SignedCertificate;
}
