import { useFormats, useMessages } from "../locale";
import { Icon } from "./icon";

/** The address of `page`, keeping all the rest of the query; the first page has no parameter. */
export function pageHref(search: string, page: number, parameter = "page"): string {
  const query = new URLSearchParams(search);
  if (page <= 1) query.delete(parameter);
  else query.set(parameter, String(page));
  return `?${query.toString()}`;
}

/** First, last, and the neighbours of `page`; 0 stands for a gap. */
export function pageWindow(page: number, last: number): number[] {
  const near = [1, page - 1, page, page + 1, last].filter((n) => n >= 1 && n <= last);
  const shown = [...new Set(near)].toSorted((a, b) => a - b);
  return shown.flatMap((n, index) => {
    const gap = n - (shown[index - 1] ?? n);
    if (gap === 2) return [n - 1, n];
    return gap > 2 ? [0, n] : [n];
  });
}

interface PaginationProps {
  /** Starts at 1. */
  page: number;
  pageSize: number;
  total: number;
  /** Query of the present address, as `useLocation().search`. */
  search: string;
  parameter?: string;
}

export function Pagination({ page, pageSize, total, search, parameter }: PaginationProps) {
  const { ui } = useMessages();
  const formats = useFormats();
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (total === 0) return null;
  const href = (target: number) => pageHref(search, target, parameter);
  const from = (page - 1) * pageSize + 1;
  const summary = ui.pagination.summary(
    formats.integer(from),
    formats.integer(Math.min(total, page * pageSize)),
    formats.integer(total),
  );
  return (
    <nav aria-label={ui.pagination.label} className="pages">
      <p>{summary}</p>
      {last > 1 && (
        <ul>
          {page > 1 && (
            <li>
              <a href={href(page - 1)} rel="prev">
                <Icon name="previous" label={ui.pagination.previous} />
              </a>
            </li>
          )}
          {pageWindow(page, last).map((n, index) => (
            <li key={n || `gap${index}`}>
              {n === 0 ? (
                <span>…</span>
              ) : (
                <a href={href(n)} aria-label={ui.pagination.page(n)} aria-current={n === page ? "page" : undefined}>
                  {formats.integer(n)}
                </a>
              )}
            </li>
          ))}
          {page < last && (
            <li>
              <a href={href(page + 1)} rel="next">
                <Icon name="next" label={ui.pagination.next} />
              </a>
            </li>
          )}
        </ul>
      )}
    </nav>
  );
}
