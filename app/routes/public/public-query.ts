const LONGEST = 200;

/** What was typed into the search field of a public list. */
export const typedOf = (query: URLSearchParams): string => (query.get("q") ?? "").slice(0, LONGEST).normalize("NFC").replaceAll("\0", "").trim();

/** Which page of a public list is asked for; the first for anything that is no number. */
export const pageOf = (query: URLSearchParams): number => Number(/^\d{1,6}$/.exec(query.get("page") ?? "")?.[0] ?? "1");
