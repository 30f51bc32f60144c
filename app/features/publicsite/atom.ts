/** News in the form of RFC 4287. */
export interface AtomFeed {
  id: string;
  title: string;
  subtitle: string;
  /** whole addresses: of the feed, and of the page it stands for */
  self: string;
  page: string;
  updated: Date;
  author: string;
  locale: string;
  entries: readonly AtomEntry[];
}

export interface AtomEntry {
  /** stays the same for ever */
  id: string;
  title: string;
  summary: string;
  link: string;
  updated: Date;
}

/** Characters that XML 1.0 forbids, also as references. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const NAMES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const xml = (text: string) => text.replace(FORBIDDEN, "").replace(/[&<>"']/g, (sign) => NAMES[sign] ?? sign);
const element = (name: string, text: string) => `<${name}>${xml(text)}</${name}>`;

function entryText({ id, title, summary, link, updated }: AtomEntry): string {
  return `<entry>${element("id", id)}${element("title", title)}${element("updated", updated.toISOString())}<link href="${xml(link)}"/>${element("summary", summary)}</entry>`;
}

/** The feed as a document. */
export function atomText({ id, title, subtitle, self, page, updated, author, locale, entries }: AtomFeed): string {
  const head = [
    element("id", id), element("title", title), element("subtitle", subtitle), element("updated", updated.toISOString()),
    `<link rel="self" type="application/atom+xml" href="${xml(self)}"/>`, `<link href="${xml(page)}"/>`, `<author>${element("name", author)}</author>`,
  ];
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(locale)}">\n${[...head, ...entries.map(entryText)].join("\n")}\n</feed>\n`;
}
