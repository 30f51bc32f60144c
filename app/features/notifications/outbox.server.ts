import { countUndelivered, listMessages, messageInScope, type OutboxFilter, type OutboxScope } from "~/data/outbox-list.server";
import { markHandedOver, requeueMail } from "~/data/outbox-delivery.server";
import { can, SYSTEM_SUBJECT } from "~/domain/access/can";
import { isAdministrator, type Actor, type Role } from "~/domain/access/roles";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { shownSignInName } from "~/domain/people/sign-in-name";
import type { Services } from "~/features/services";
import { qrSvg } from "~/platform/qr/qr-svg.server";
import { PASSWORD_RESET } from "./reset-link.server";

export const PAGE_SIZE = 50;

/**
 * Whoever holds the link to a new password holds the account. For accounts with a role of trust it is shown to
 * administrators only, or a secretary could score with a judge's name.
 */
const ROLES_OF_TRUST: readonly Role[] = ["ADMINISTRATOR", "ORGANISER", "SECRETARY", "CHAIR", "JUDGE"];

function scopeOf(actor: Actor): OutboxScope {
  const viewerId = actor.userId;
  if (isAdministrator(actor)) return { viewerId, of: "all" };
  const editionIds = actor.roles.flatMap(({ role, editionId }) => (role === "SECRETARY" && editionId ? [editionId] : []));
  return { viewerId, of: { editionIds, sharedTemplates: [PASSWORD_RESET], notForHolders: ROLES_OF_TRUST } };
}

const mayView = (actor: Actor) => can(actor, "outbox.view", SYSTEM_SUBJECT).allowed;

/** One page of the messages the reader may see. */
export async function outboxPage({ db }: Pick<Services, "db">, { actor, filter }: { actor: Actor; filter: Omit<OutboxFilter, "pageSize"> }) {
  if (!mayView(actor)) return refused("forbidden");
  const { rows, total } = await listMessages(db, scopeOf(actor), { ...filter, pageSize: PAGE_SIZE });
  return ok({ total, rows: rows.map((row) => ({ ...row, recipient: shownRecipient(row.recipient) })) });
}

/** How many messages the reader may see still wait to be sent or handed over. */
export function lettersWaitingFor({ db }: Pick<Services, "db">, actor: Actor): Promise<number> {
  return countUndelivered(db, scopeOf(actor));
}

/** Numbers as people write them. */
function shownRecipient(recipient: string): string {
  return recipient.startsWith("+") ? shownSignInName({ email: "", phone: recipient }) : recipient;
}

/**
 * One message with its text and the QR code of its link. The link to a new password that goes out by a mail server is
 * shown to nobody: its reader gets it there.
 */
export async function outboxMessagePage({ db, config }: Pick<Services, "db" | "config">, { actor, id }: { actor: Actor; id: string }) {
  if (!mayView(actor)) return refused("forbidden");
  const message = await messageInScope(db, scopeOf(actor), id);
  if (!message) return refused("not_found");
  const { template, body, link, ...rest } = message;
  const isHidden = template === PASSWORD_RESET && message.channel === "MAIL" && config.smtpUrl !== null;
  const shownLink = isHidden ? null : link;
  return ok({
    ...rest,
    recipient: shownRecipient(message.recipient),
    body: isHidden ? null : body,
    link: shownLink,
    qr: shownLink === null ? null : await qrSvg(shownLink),
    hasMailServer: config.smtpUrl !== null,
  });
}

type Act = { actor: Actor; id: string; now: Date };

/** Notes that somebody gave the message to its reader. */
export function noteHandOver({ db }: Pick<Services, "db">, { actor, id, now }: Act): Promise<Result<null, "forbidden" | "not_found" | "already_done">> {
  return changeMessage({ db }, { actor, id }, () => db.transact(async (tx) => ((await markHandedOver(tx, id, now)) ? ok(null) : refused("already_done"))));
}

/** Puts a mail that failed, or was only written to a file, back into the queue. */
export function sendAgain({ db }: Pick<Services, "db">, { actor, id, now }: Act): Promise<Result<null, "forbidden" | "not_found" | "already_done">> {
  return changeMessage({ db }, { actor, id }, () => db.transact(async (tx) => ((await requeueMail(tx, id, now)) ? ok(null) : refused("already_done"))));
}

async function changeMessage(
  { db }: Pick<Services, "db">,
  { actor, id }: Omit<Act, "now">,
  change: () => Promise<Result<null, "already_done">>,
): Promise<Result<null, "forbidden" | "not_found" | "already_done">> {
  if (!mayView(actor)) return refused("forbidden");
  if (!(await messageInScope(db, scopeOf(actor), id))) return refused("not_found");
  return change();
}
