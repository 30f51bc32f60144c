/** The words of the page's language, as the server put them beside the form. */
export type Texts = Readonly<Record<string, string>> & { readonly reasons: Readonly<Record<string, string>>; readonly locale: string };

export function readTexts(): Texts {
  return JSON.parse(document.querySelector("#upload-texts")?.textContent ?? "{}") as Texts;
}

/** Fills `{name}` into a text. */
export function fill(text: string | undefined, values: Readonly<Record<string, string | number>> = {}): string {
  return (text ?? "").replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** `5,2 MB`, powers of 1,000, as on the rest of the page. */
export function sizeText(bytes: number, locale: string): string {
  const units = ["B", "kB", "MB", "GB"];
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const number = bytes / 1000 ** step;
  return `${number.toLocaleString(locale === "vi" ? "de-DE" : "en-GB", { maximumFractionDigits: step === 0 ? 0 : 1 })} ${units[step] ?? "B"}`;
}

/** A limit as it was set: whole megabytes of 1,024 kB read `20 MB`. */
export function limitText(bytes: number, locale: string): string {
  const megabytes = bytes / 1024 / 1024;
  return Number.isInteger(megabytes) && megabytes > 0 ? `${megabytes} MB` : sizeText(bytes, locale);
}

/** `3 phút`: seconds below one and a half minutes, hours above two. */
export function timeText(seconds: number, texts: Texts): string {
  if (seconds < 90) return fill(texts["seconds"], { n: Math.max(1, Math.round(seconds)) });
  if (seconds < 7200) return fill(texts["minutes"], { n: Math.round(seconds / 60) });
  return fill(texts["hours"], { n: Math.round(seconds / 3600) });
}

export const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.min(100, Math.floor((part / whole) * 100)));
