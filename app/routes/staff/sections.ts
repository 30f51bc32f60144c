import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Action } from "~/domain/access/table";
import type { Phase } from "~/domain/contest/phases";
import { paths } from "~/paths";

interface Section {
  /** its label in `frame.sections` */
  name: string;
  action: Action;
  path: (edition: string) => string;
  /** first words of further addresses that belong to it */
  also?: readonly string[];
}

/** The pages of an edition in the order of its course; a group is one item of the menu, its sections a second line below. */
export const SECTION_GROUPS = [
  { name: "desk", sections: [{ name: "desk", action: "edition.view", path: paths.desk, also: ["phat-dong", "gia-han"] }] },
  {
    name: "entries",
    sections: [
      { name: "screening", action: "entry.list", path: paths.screening, also: ["an-danh", "trung-lap", "ho-so", "ho-so-giay", "nhap-bai", "goi-tu-tuyen-duoi", "danh-sach-du-dieu-kien"] },
      { name: "things", action: "thing.manage", path: paths.things },
    ],
  },
  {
    name: "judging",
    sections: [
      { name: "panels", action: "panel.manage", path: paths.panels },
      { name: "assignments", action: "assignment.manage", path: paths.assignments, also: ["lich-trinh-bay"] },
      { name: "conflicts", action: "conflict.declare", path: paths.conflicts },
      { name: "progress", action: "progress.view", path: paths.progress, also: ["thong-nhat-diem", "phieu-giay", "phieu-muon", "hop", "thu-cho-duyet"] },
    ],
  },
  {
    name: "results",
    sections: [
      { name: "ranking", action: "ranking.view", path: paths.ranking, also: ["do-chac", "hop-xep-giai"] },
      { name: "decision", action: "ranking.view", path: paths.decision, also: ["dinh-chinh"] },
      { name: "appeals", action: "appeal.view", path: paths.appeals },
      { name: "specialAwards", action: "special_award.view", path: paths.specialAwards },
      { name: "ceremony", action: "ceremony.lead", path: paths.ceremony },
      { name: "seal", action: "ranking.view", path: paths.seal },
    ],
  },
  {
    name: "papers",
    sections: [
      { name: "papers", action: "paper.view", path: paths.papers },
      { name: "committee", action: "committee.manage", path: paths.committee },
      { name: "certificates", action: "certificate.manage", path: paths.certificateBook },
      { name: "commendations", action: "commendation.view", path: paths.commendations },
      { name: "nominations", action: "nomination.view", path: paths.nominations },
    ],
  },
  {
    name: "edition",
    sections: [
      { name: "members", action: "member.manage", path: paths.members },
      { name: "settings", action: "edition.configure", path: paths.editionSettings },
      { name: "personalData", action: "person.erase", path: paths.personalData, also: ["luu-giu"] },
      { name: "ledger", action: "ledger.view", path: paths.ledger },
    ],
  },
] as const satisfies readonly { name: string; sections: readonly Section[] }[];

export type GroupName = (typeof SECTION_GROUPS)[number]["name"];
export type SectionName = (typeof SECTION_GROUPS)[number]["sections"][number]["name"];

/** A section in the menu: a link, or words where its time has not come or is over. */
export interface ShownSection {
  name: SectionName;
  isOpen: boolean;
}

/** Sections this person's roles open in some phase, and whether they are open in this one. */
export function sectionsFor(actor: Actor, editionId: string, phase: Phase): ShownSection[] {
  return SECTION_GROUPS.flatMap(({ sections }) => sections as readonly (Section & { name: SectionName })[]).flatMap(({ name, action }) => {
    const decision = can(actor, action, { editionId, phase });
    return decision.allowed || decision.reason === "wrong_phase" ? [{ name, isOpen: decision.allowed }] : [];
  });
}

/** Whether the page at `here` (without language) belongs to the section. */
export function isWithin({ path, also = [] }: Omit<Section, "name" | "action">, edition: string, here: string): boolean {
  const [own, word] = [path(edition), here.slice(paths.desk(edition).length + 1).split("/")[0] ?? ""];
  return own === paths.desk(edition) ? here === own || also.includes(word) : here === own || here.startsWith(`${own}/`) || also.includes(word);
}
