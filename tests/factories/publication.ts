import { decisionOf } from "~/data/results.server";
import type { Actor } from "~/domain/access/roles";
import { approveResult, proposeResult, signResult } from "~/features/results/decision.server";
import { publishResult } from "~/features/results/publish.server";
import type { Services } from "~/features/services";
import { makeJudgedEdition, type JudgedEdition } from "./results";

type WithClock = Pick<Services, "db" | "clock">;

export interface PublicEntrySpec {
  title: string;
  unitName?: string;
  summary?: string;
  fieldCode?: string;
  /** born 1990, so that the author's own consent is enough */
  author: string;
  /** whether the author agreed to the publication of the name */
  named?: boolean;
}

export interface PublicContest extends JudgedEdition {
  slug: string;
}

/**
 * A judged edition in DECIDING whose entries (best first) hold the texts and names given; the first `prizes` of them are
 * within the quota of the first tier.
 */
export async function makePublicContest(
  services: WithClock,
  specs: readonly PublicEntrySpec[],
  options: { prizes?: number; perField?: boolean } = {},
): Promise<PublicContest> {
  const { prizes = specs.length, perField } = options;
  const novelty = specs.map((_, index) => [`${39 - index}`, `${39 - index}`, `${39 - index}`] as const);
  const contest = await makeJudgedEdition(services, { novelty, quotas: { FIRST: prizes }, ...(perField === undefined ? {} : { perField }) });
  for (const [index, spec] of specs.entries()) await dress(services, contest, contest.entries[index]?.id ?? "", spec);
  return { ...contest, slug: contest.made.edition.slug };
}

async function dress({ db, clock }: WithClock, { made }: JudgedEdition, entryId: string, spec: PublicEntrySpec): Promise<void> {
  const { title, unitName = "Trường THPT Cẩm Xuyên", summary = "Tóm tắt.", author, named = true } = spec;
  const fieldId = made.fields.find(({ code }) => code === spec.fieldCode)?.id ?? made.fields[0]?.id ?? null;
  const { prisma } = db;
  const entry = await prisma.entry.update({ where: { id: entryId }, data: { title, unitName, fieldId, searchText: `${title} ${unitName} ${author}` } });
  const version = await prisma.entryVersion.findFirstOrThrow({ where: { entryId, state: "SUBMITTED" }, include: { authors: true } });
  await prisma.entryVersion.update({ where: { id: version.id }, data: { title, unitName, summary, fieldId: entry.fieldId } });
  await prisma.entryAuthor.updateMany({ where: { versionId: version.id }, data: { fullName: author, birthDate: new Date("1990-05-20T00:00:00Z") } });
  await prisma.consent.deleteMany({ where: { entryId, purpose: "PUBLISH_NAME" } });
  const authorKey = version.authors[0]?.key ?? "";
  const consent = { entryId, authorKey, purpose: "PUBLISH_NAME", party: "SELF", personName: author, textVersion: "1", method: "ONLINE", givenAt: clock.now() } as const;
  if (named) await prisma.consent.create({ data: consent });
}

export type Stage = "PROPOSED" | "APPROVED" | "SIGNED" | "PUBLISHED";

/** Leads a contest on to `stage`, by the commands people use. */
export async function leadTo(services: WithClock, contest: JudgedEdition, stage: Stage): Promise<void> {
  const editionId = contest.made.edition.id;
  const now = services.clock.now();
  const step = (actor: Actor) => ({ actor, editionId, now });
  const version = async () => (await decisionOf(services.db.prisma, editionId))?.version ?? 0;
  const reached = (await decisionOf(services.db.prisma, editionId))?.state ?? null;
  const acts = [
    ["PROPOSED", () => proposeResult(services, step(contest.chair))],
    ["APPROVED", async () => approveResult(services, { ...step(contest.organiser), input: { version: await version() } })],
    ["SIGNED", async () => signResult(services, { ...step(contest.secretary), input: { version: await version(), number: "27/QĐ-BTC", date: "2026-11-20" } })],
    ["PUBLISHED", async () => publishResult(services, { ...step(contest.secretary), input: { version: await version() } })],
  ] as const;
  const order = acts.map(([name]) => name);
  for (const [name, act] of acts.slice(reached === null ? 0 : order.indexOf(reached) + 1, order.indexOf(stage) + 1)) {
    const outcome = await act();
    if (!outcome.ok) throw new Error(`${name}: ${outcome.reason}`);
  }
}

/** The author of an entry takes back the consent to publish the name, or photos and films. */
export async function withdrawName({ db, clock }: WithClock, entryId: string, purpose: "PUBLISH_NAME" | "PUBLISH_MEDIA" = "PUBLISH_NAME"): Promise<void> {
  await db.prisma.consent.updateMany({ where: { entryId, purpose }, data: { withdrawnAt: clock.now() } });
}

/** The authors of an entry agree to the publication of its photos and films, which is not to say of their names. */
export async function agreeToMedia({ db, clock }: WithClock, entryId: string): Promise<void> {
  const authors = await db.prisma.entryAuthor.findMany({ where: { version: { entryId, state: "SUBMITTED" } } });
  for (const { key, fullName } of authors) {
    await db.prisma.consent.create({
      data: { entryId, authorKey: key, purpose: "PUBLISH_MEDIA", party: "SELF", personName: fullName, textVersion: "1", method: "ONLINE", givenAt: clock.now() },
    });
  }
}
