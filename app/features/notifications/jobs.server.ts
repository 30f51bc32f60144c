import { markFailedTry, markSent, takeDueMails, type DueMessage } from "~/data/outbox-delivery.server";
import { nextMailTry } from "~/domain/people/mail-retries";
import type { Services } from "~/features/services";
import { repeat, type Running } from "~/platform/jobs/repeat.server";
import { createMailer, MailNotSent, type Mailer } from "~/platform/mail/mailer.server";

const PAUSE_MS = 5_000;
const BATCH = 20;
/** A sender that died gives its mails free after this time. */
const LEASE_MS = 15 * 60_000;

type PumpServices = Pick<Services, "config" | "clock" | "log" | "db">;

/**
 * Sends what waits in the outbox until it is stopped, a few seconds after it was put there. Several servers may run
 * it over one database. A mail may leave twice where a server dies between sending and noting it, never not at all.
 */
export function startMailPump(services: PumpServices): Running {
  const mailer = createMailer(services.config);
  const pump = repeat(services.log, { name: "mail pump", everyMs: PAUSE_MS, run: (isStopped) => pumpMails(services, mailer, isStopped) });
  return {
    async stop() {
      await pump.stop();
      mailer.close();
    },
  };
}

/** Sends everything that is due now. Returns how many mails left. */
export async function pumpMails(services: PumpServices, mailer: Mailer, isStopped: () => boolean = () => false): Promise<number> {
  let sent = 0;
  for (;;) {
    const due = await takeDueMails(services.db, { now: services.clock.now(), limit: BATCH, leaseMs: LEASE_MS });
    for (const mail of due) {
      // What is left of the batch comes back when its lease ends.
      if (isStopped()) return sent;
      if (await sendOne(services, mailer, mail)) sent += 1;
    }
    if (due.length < BATCH) return sent;
  }
}

async function sendOne({ db, clock, log }: PumpServices, mailer: Mailer, mail: DueMessage): Promise<boolean> {
  try {
    await mailer.send(mail);
  } catch (error) {
    if (!(error instanceof MailNotSent)) throw error;
    const next = error.permanent ? null : nextMailTry(mail.attempts, clock.now());
    log.warn("mail not sent", { letter: mail.id, attempts: mail.attempts, givenUp: next === null });
    await markFailedTry(db, mail.id, error.message, next);
    return false;
  }
  await markSent(db, mail.id, mailer.carrier, clock.now());
  return true;
}
