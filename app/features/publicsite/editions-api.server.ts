import { announcedEditions } from "~/data/editions-lists.server";
import { countAnnounced } from "~/data/public-pages.server";
import { phaseAt } from "~/domain/contest/phases";
import { isoInVietnam } from "~/domain/kernel/vietnam-time";
import type { Services } from "~/features/services";

const USUAL_PAGE = 50;
const LARGEST_PAGE = 100;
const LAST_PAGE = 1_000_000;

/** A whole number from 1 on out of a query; `usual` where there is none or it is none. */
export function pageNumber(text: string | null, usual: number, largest: number): number {
  const number = /^\d{1,9}$/.test(text ?? "") ? Number(text) : usual;
  return Math.min(largest, Math.max(1, number));
}

/** Announced editions as the contract's `GET /api/v1/editions` lists them, with the pages around this one. Two statements. */
export async function editionsApi({ db, config }: Pick<Services, "db" | "config">, url: URL, now: Date) {
  const size = pageNumber(url.searchParams.get("per_page"), USUAL_PAGE, LARGEST_PAGE);
  const page = pageNumber(url.searchParams.get("page"), 1, LAST_PAGE);
  const [editions, total] = await Promise.all([announcedEditions(db, now, { offset: (page - 1) * size, limit: size }), countAnnounced(db, now)]);
  const last = Math.max(1, Math.ceil(total / size));
  const link = (target: number, rel: string) => {
    const query = new URLSearchParams({ page: String(target), ...(size === USUAL_PAGE ? {} : { per_page: String(size) }) });
    return `<${config.publicUrl}${url.pathname}?${query.toString()}>; rel="${rel}"`;
  };
  const links = [
    link(1, "first"),
    ...(page > 1 ? [link(Math.min(page - 1, last), "prev")] : []),
    ...(page < last ? [link(page + 1, "next")] : []),
    link(last, "last"),
  ];
  return {
    link: links.join(", "),
    editions: editions.map((edition) => ({
      slug: edition.slug,
      kind: edition.kind,
      number: edition.number,
      title: edition.title,
      host: edition.hostName,
      phase: phaseAt(edition, now),
      opensAt: isoInVietnam(edition.opensAt),
      closesAt: isoInVietnam(edition.closesAt),
      publishedAt: edition.publishedAt && edition.publishedAt <= now ? isoInVietnam(edition.publishedAt) : null,
    })),
  };
}
