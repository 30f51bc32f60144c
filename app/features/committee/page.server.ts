import { type CommitteeMemberRow, committeeAccounts, committeeOf } from "~/data/committee.server";
import type { EditionRow } from "~/data/editions.server";
import type { Services } from "~/features/services";
import { COMMITTEE_SLUGS, type CommitteeName, type CommitteeSlug } from "./schemas";

export interface CommitteePage {
  slug: string;
  committee: CommitteeName;
  committeeSlug: CommitteeSlug;
  counts: Record<CommitteeName, number>;
  members: CommitteeMemberRow[];
  /** the member in hand; null: a new one */
  editing: CommitteeMemberRow | null;
  newId: string;
  nextPosition: number;
  accounts: { value: string; label: string }[];
  judgeFee: number;
}

export const committeeSlug = (word: string | null): CommitteeSlug => (word !== null && Object.hasOwn(COMMITTEE_SLUGS, word) ? (word as CommitteeSlug) : "to-chuc");

/** Everything the page of the committees shows. Two statements. */
export async function committeePage({ db }: Pick<Services, "db">, { edition, word, editId }: { edition: EditionRow; word: string | null; editId: string | null }): Promise<CommitteePage> {
  const chosen = committeeSlug(word);
  const committee = COMMITTEE_SLUGS[chosen];
  const [all, accounts] = await Promise.all([committeeOf(db.prisma, edition.id), committeeAccounts(db.prisma, edition.id)]);
  const members = all.filter((member) => member.committee === committee);
  const count = (name: CommitteeName) => all.filter((member) => member.committee === name).length;
  return {
    slug: edition.slug,
    committee,
    committeeSlug: chosen,
    counts: { ORGANISING: count("ORGANISING"), SECRETARIAT: count("SECRETARIAT"), JURY: count("JURY") },
    members,
    editing: members.find(({ id }) => id === editId) ?? null,
    newId: crypto.randomUUID(),
    nextPosition: members.reduce((last, { position }) => Math.max(last, position), 0) + 1,
    accounts: [...new Map(accounts.map(({ userId, name, unit }) => [userId, { value: userId, label: unit === "" ? name : `${name} – ${unit}` }])).values()],
    judgeFee: edition.judgeFee,
  };
}
