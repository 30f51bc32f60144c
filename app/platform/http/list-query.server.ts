const MOST_PAGES = 100_000;

/** The query of a list page: what was searched, which page, and single choices out of a closed set. */
export function listQuery(request: Request) {
  const { searchParams } = new URL(request.url);
  const page = Number(searchParams.get("page") ?? "1");
  return {
    search: (searchParams.get("q") ?? "").replaceAll("\0", "").slice(0, 200),
    page: Number.isInteger(page) && page >= 1 && page <= MOST_PAGES ? page : 1,
    /** The value of a parameter when it is one of `choices`, else null. */
    choice: <T extends string>(name: string, choices: readonly T[]): T | null => choices.find((one) => one === searchParams.get(name)) ?? null,
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for ids the database can look up; anything else in an address is simply not found. */
export function isUuid(text: string | undefined): text is string {
  return text !== undefined && UUID.test(text);
}
