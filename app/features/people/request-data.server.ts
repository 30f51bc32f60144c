import type { Tx } from "~/data/client.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { administratorIds, holdersOfRole } from "~/data/memberships.server";
import { lastLetterTo } from "~/data/outbox.server";
import { insertDataRequest } from "~/data/personal-data.server";
import type { Actor } from "~/domain/access/roles";
import type { Day } from "~/domain/contest/eligibility";
import { dayInVietnam } from "~/domain/entry/ages";
import { answerDueDay, type DataRequestKind } from "~/domain/people/data-request";
import { shownSignInName } from "~/domain/people/sign-in-name";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { enqueueLetterTo } from "~/features/notifications/letters.server";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import { withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { editionsConcerning } from "./my-consents.server";

/** Names of these letters in the outbox. */
export const DATA_REQUEST = "dataRequest";
export const DATA_REQUEST_COPY = "dataRequestCopy";

/** The same request sent again within this time is one. */
const REPEAT_MS = 10 * 60_000;

export interface DataRequestInput {
  kind: DataRequestKind;
  text: string;
  /** slug of the edition whose secretaries are asked; null: the administrators */
  to: string | null;
}

/**
 * Records what somebody asks about their data: a letter to every secretary of the edition (to the administrators where there is none)
 * and a copy to the asker, both with the day by which it is answered.
 */
export async function requestData(
  { db, config }: Pick<Services, "db" | "config">,
  { actor, input, now }: { actor: Actor; input: DataRequestInput; now: Date },
): Promise<Result<{ due: Day }, "not_found">> {
  const due = answerDueDay(dayInVietnam(now));
  return db.transact(async (tx) => {
    const edition = input.to === null ? null : ((await editionsConcerning(tx, actor)).find(({ slug }) => slug === input.to) ?? null);
    if (input.to !== null && !edition) return refused("not_found");
    const secretaries = edition ? await holdersOfRole(tx, edition.id, "SECRETARY") : [];
    const staff = secretaries.length > 0 ? secretaries : await administratorIds(tx);
    const about = { editionId: edition?.id ?? null, now };
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('data request of ' || ${actor.userId}, 0))`;
    const last = await lastLetterTo(tx, actor.userId, DATA_REQUEST_COPY);
    if (last && now.getTime() - last.createdAt.getTime() < REPEAT_MS && last.body.includes(input.text)) return ok({ due });
    const where = edition ? paths.personalData(edition.slug) : paths.accountData(actor.userId);
    for (const userId of staff) await tellStaff(tx, { userId, about, actor, input, due, config, where });
    await enqueueLetterTo(tx, actor.userId, { ...about, template: DATA_REQUEST_COPY }, (locale) => {
      const { myData } = messagesFor(locale);
      const facts = { text: input.text, due: formatsFor(locale).date(due), to: edition?.hostName ?? myData.request.administrators };
      const letter = myData.letters.copy;
      return { subject: letter.subject(myData.request.kinds[input.kind]), paragraphs: letter.paragraphs(facts), link: config.publicUrl + withLocale(paths.myData(), locale) };
    });
    const kept = await keepErasableText(tx, edition?.id ?? null, input.text);
    const request = await insertDataRequest(tx, { userId: actor.userId, editionId: edition?.id ?? null, kind: input.kind, textId: kept.id, askedAt: now, dueOn: due });
    await appendToLedger(tx, [{ type: "DATA_REQUESTED", data: { request, kind: input.kind, text: kept.hash, due }, actor: actor.userId, at: now, editionId: edition?.id ?? null }]);
    return ok({ due });
  });
}

interface Telling {
  userId: string;
  about: { editionId: string | null; now: Date };
  actor: Actor;
  input: DataRequestInput;
  due: Day;
  config: Services["config"];
  /** page on which it is answered */
  where: string;
}

function tellStaff(tx: Tx, { userId, about, actor, input, due, config, where }: Telling): Promise<void> {
  return enqueueLetterTo(tx, userId, { ...about, template: DATA_REQUEST }, (locale) => {
    const { myData } = messagesFor(locale);
    const letter = myData.letters.toStaff;
    const facts = { from: actor.name, contact: shownSignInName(actor), text: input.text, due: formatsFor(locale).date(due) };
    return { subject: letter.subject(myData.request.kinds[input.kind]), paragraphs: letter.paragraphs(facts), link: config.publicUrl + withLocale(where, locale) };
  });
}
