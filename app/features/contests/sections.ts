import { SECTIONS, type Section } from "~/domain/contest/completeness";

/** The last segment of each section's address. */
export const SECTION_SLUGS: Readonly<Record<Section, string>> = {
  general: "chung",
  timeline: "thoi-gian",
  eligibility: "doi-tuong",
  fields: "linh-vuc",
  rounds: "tieu-chi",
  ranking: "xep-hang",
  tiers: "giai-thuong",
  parts: "ho-so",
  dossier: "nop-bai",
  texts: "the-le",
};

/** The section an address names, or null. */
export function sectionOf(slug: string): Section | null {
  return SECTIONS.find((section) => SECTION_SLUGS[section] === slug) ?? null;
}
