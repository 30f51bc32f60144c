const LONGEST_PATH = 300;
const LONGEST_VALUE = 200;

const EDITION_PAGES = "(?:/(?:the-le|ket-qua(?:\\.json|\\.csv)?|thong-ke(?:\\.csv)?|bao-chi(?:\\.csv|\\.docx)?|quyet-dinh\\.pdf|tin\\.xml))?";
const PAGES = new RegExp(`^(?:/en)?(?:/|/cuoc-thi/[^/]+${EDITION_PAGES}|/giai-phap/[^/]+|/luu-tru|/vinh-danh(?:/(?:don-vi|tac-gia)/[^/]+)?|/tim-kiem|/bao-ve-du-lieu|/du-lieu-mo|/tin\\.xml)$|^/en$|^/api/v1/[^/]+$`);

/** What of a query a page looks at; all the rest is the same page. */
const PARAMETERS: readonly [path: RegExp, names: readonly string[]][] = [
  [/\/tim-kiem$/, ["q", "page"]],
  [/\/luu-tru$/, ["q", "loai", "page"]],
  [/\/vinh-danh$/, ["q", "page"]],
  [/\/ket-qua$/, ["theo", "trang"]],
  [/^\/api\/v1\/editions$/, ["page", "per_page"]],
];

/**
 * The address (path and query) of a page that is the same for everyone, brought to one form; null for all other addresses.
 * Tracking parameters and the like make no page of their own.
 */
export function publicAddress(url: string): string | null {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  if (path.length > LONGEST_PATH || path.endsWith(".data") || !PAGES.test(path)) return null;
  const given = new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1));
  const kept = new URLSearchParams();
  for (const name of PARAMETERS.find(([pattern]) => pattern.test(path))?.[1] ?? []) {
    const value = given.get(name);
    if (value !== null) kept.set(name, value.slice(0, LONGEST_VALUE));
  }
  const query = kept.toString();
  return query === "" ? path : `${path}?${query}`;
}
