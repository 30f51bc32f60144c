import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { openServices, type OpenServices } from "~/composition.server";
import { decisionOf } from "~/data/results.server";
import { DEMO_PASSWORD } from "~/domain/people/demo-sign-ins";
import { signResult } from "~/features/results/decision.server";
import { finaliseResult } from "~/features/results/finalise.server";
import { publishResult } from "~/features/results/publish.server";
import type { Services } from "~/features/services";
import { systemClock } from "~/platform/config/clock.server";
import { loadConfig } from "~/platform/config/config.server";
import { silentLog } from "~/platform/log/log.server";
import { leadTo } from "../factories/publication";
import type { JudgedEdition } from "../factories/results";
import { ourApp } from "../support/our-app";

/** Services over the database of the running server, for what a journey finds there when it begins. */
export function openBeside(): Promise<OpenServices> {
  return openServices({ config: loadConfig({ DATA_DIR: ourApp().dataDir }, { mode: "cli" }), clock: systemClock, log: silentLog });
}

/** People made by factories can sign in as those of the demo do. */
export async function letSignIn({ db }: Pick<Services, "db">, userIds: readonly string[]): Promise<void> {
  const password = await hashPassword(DEMO_PASSWORD);
  for (const userId of userIds) {
    await db.prisma.user.update({ where: { id: userId }, data: { emailVerified: true } });
    await db.prisma.account.create({ data: { id: randomUUID(), accountId: userId, providerId: "credential", userId, password } });
  }
}

/** A decided contest is signed today, published and made final: other journeys then do not take it for the one that is on. */
export async function publishForGood(services: Pick<Services, "db" | "clock">, contest: JudgedEdition): Promise<void> {
  await leadTo(services, contest, "APPROVED");
  const editionId = contest.made.edition.id;
  const now = services.clock.now();
  const act = async (actor: JudgedEdition["secretary"]) => ({ actor, editionId, now, input: { version: (await decisionOf(services.db.prisma, editionId))?.version ?? 0, number: "41/QĐ-BTC", date: now.toISOString().slice(0, 10) } });
  // No days for appeals: what is public today is final today.
  await services.db.prisma.edition.update({ where: { id: editionId }, data: { appealDays: 0 } });
  for (const step of [async () => signResult(services, await act(contest.secretary)), async () => publishResult(services, await act(contest.secretary)), async () => finaliseResult(services, await act(contest.organiser))]) {
    const done = await step();
    if (!done.ok) throw new Error(done.reason);
  }
}
