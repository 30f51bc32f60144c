import { verifyAsync } from "@noble/ed25519";
import { nameToHash, readSignedText, type SignedCertificate } from "~/domain/certificates/signed-text";

/**
 * The script of the page that checks certificates without a server: it stands in that page whole, so it shares nothing with other
 * scripts. Many browsers offer hashes but no Ed25519 of their own, hence the library.
 */

interface Texts {
  right: string;
  wrong: string;
  unreadable: string;
  noPicture: string;
  notFound: string;
  limits: string;
  facts: Record<"code" | "name" | "kind" | "prize" | "title" | "edition" | "decision" | "book", string>;
  kind: Record<"AUTHOR" | "SUPERVISOR", string>;
  hidden: string;
  same: string;
  different: string;
}

/** Reads QR codes where the browser can. */
interface Detector {
  detect(picture: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}

const find = <Kind extends Element>(name: string): Kind => document.querySelector<Kind>(`[data-part="${name}"]`) as Kind;
const { texts, publicKey } = JSON.parse(find("data").textContent) as { texts: Texts; publicKey: string };

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const base64url = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** What a QR code says: whether its signature is right; null where it is none of a certificate. */
async function check(scanned: string): Promise<{ certificate: SignedCertificate; isRight: boolean } | null> {
  const [text, signature] = scanned.slice(scanned.indexOf("#") + 1).trim().split(".");
  if (!text || !signature) return null;
  try {
    const bytes = bytesOf(text);
    const certificate = readSignedText(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return certificate && { certificate, isRight: await verifyAsync(bytesOf(signature), bytes, bytesOf(publicKey)) };
  } catch {
    return null;
  }
}

const HASH_BYTES = 16;

async function isSameName({ salt, nameHash }: SignedCertificate, name: string): Promise<boolean> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(nameToHash(salt, name)));
  return base64url(new Uint8Array(digest).subarray(0, HASH_BYTES)) === nameHash;
}

function tell(text: string, isGood: boolean): void {
  const answer = find<HTMLElement>("answer");
  answer.textContent = text;
  answer.dataset["good"] = String(isGood);
}

let shown: SignedCertificate | null = null;

async function show(scanned: string): Promise<void> {
  const facts = find<HTMLElement>("facts");
  facts.replaceChildren();
  const checked = await check(scanned);
  shown = checked?.isRight ? checked.certificate : null;
  find<HTMLElement>("compare").hidden = shown === null || shown.name !== null;
  find<HTMLElement>("limits").hidden = shown === null;
  if (!checked) return tell(texts.unreadable, false);
  // What a wrong signature stands under is not worth reading, and might be taken for true.
  if (!checked.isRight) return tell(texts.wrong, false);
  tell(texts.right, true);
  const { code, name, kind, prize, title, edition, decisionNumber, decisionDate, bookNumber } = checked.certificate;
  const [year, month, day] = decisionDate.split("-");
  const rows: [string, string][] = [
    [texts.facts.code, code],
    [texts.facts.name, name ?? texts.hidden],
    [texts.facts.kind, texts.kind[kind]],
    [texts.facts.prize, prize],
    [texts.facts.title, title],
    [texts.facts.edition, edition],
    [texts.facts.decision, `${decisionNumber}, ${day}/${month}/${year}`],
    [texts.facts.book, String(bookNumber)],
  ];
  for (const row of rows) facts.append(...row.map((text, index) => Object.assign(document.createElement(index === 0 ? "dt" : "dd"), { textContent: text })));
}

async function readPicture(file: File): Promise<void> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: new (options: { formats: string[] }) => Detector };
  if (!BarcodeDetector) return tell(texts.noPicture, false);
  const found = await new BarcodeDetector({ formats: ["qr_code"] }).detect(await createImageBitmap(file)).catch(() => []);
  const [code] = found;
  if (!code) return tell(texts.notFound, false);
  find<HTMLTextAreaElement>("scanned").value = code.rawValue;
  await show(code.rawValue);
}

find<HTMLFormElement>("form").addEventListener("submit", (event) => {
  event.preventDefault();
  void show(find<HTMLTextAreaElement>("scanned").value);
});
find<HTMLInputElement>("picture").addEventListener("change", (event) => {
  const file = (event.target as HTMLInputElement).files?.[0];
  if (file) void readPicture(file);
});
find<HTMLFormElement>("compare").addEventListener("submit", (event) => {
  event.preventDefault();
  const { value } = find<HTMLInputElement>("name");
  if (shown) void isSameName(shown, value).then((isSame) => (find<HTMLElement>("compared").textContent = isSame ? texts.same : texts.different));
});
