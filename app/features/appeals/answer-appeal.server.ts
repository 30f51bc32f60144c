import { answerAppealRow, lockAppeal } from "~/data/appeals.server";
import type { Tx } from "~/data/client.server";
import { hasConflict } from "~/data/conflicts.server";
import { lockEdition, type EditionRow } from "~/data/editions.server";
import { appendToLedger, chainFunctions, keepErasableText } from "~/data/ledger.server";
import { enqueueMessage } from "~/data/outbox.server";
import { contactOfUser } from "~/data/users.server";
import { can, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import { appealNumber } from "~/domain/results/appeals";
import type { EvidenceKind } from "~/domain/results/evidence";
import { withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import type { Services } from "~/features/services";
import { evidenceOf } from "./evidence.server";
import type { OUTCOMES } from "./schemas";

export type AnswerRefusal = Denial | "not_found" | "version_conflict" | "already_answered";

export interface AnswerInput {
  appealId: string;
  version: number;
  outcome: (typeof OUTCOMES)[number];
  answer: string;
  /** what of the evidence goes with it */
  show: readonly EvidenceKind[];
}

/** Name of the letter in the outbox. */
export const APPEAL_ANSWERED = "appealAnswered";

/**
 * The chair or an organiser without an interest in the entry answers an appeal, for good: outcome, text, and the evidence as it stands.
 * A letter to whoever appealed waits for approval.
 */
export function answerAppeal({ db, config }: Pick<Services, "db" | "config">, act: { actor: Actor; editionId: string; now: Date; input: AnswerInput }): Promise<Result<null, AnswerRefusal>> {
  const { actor, editionId, now, input } = act;
  return db.transact(async (tx): Promise<Result<null, AnswerRefusal>> => {
    const edition = isStaff(actor, editionId) ? await lockEdition(tx, editionId, "SHARE") : null;
    const appeal = edition && isUuid(input.appealId) ? await lockAppeal(tx, editionId, input.appealId) : null;
    if (!edition || !appeal) return refused("not_found");
    const inConflict = await hasConflict(tx, appeal.entryId, actor.userId);
    if (inConflict) return refused("not_found");
    const right = can(actor, "appeal.answer", { editionId, phase: phaseAt(edition, now), inConflict });
    if (!right.allowed) return refused(right.reason);
    if (appeal.state !== "RECEIVED") return refused("already_answered");
    if (appeal.version !== input.version) return refused("version_conflict");
    const entry = await tx.entry.findUniqueOrThrow({ where: { id: appeal.entryId }, select: { code: true, title: true } });
    const code = entry.code ?? "";
    const evidence = await evidenceOf(tx, { editionId, entryId: appeal.entryId, code, kinds: input.show });
    const answer = await keepErasableText(tx, editionId, input.answer);
    await answerAppealRow(tx, appeal.id, { outcome: input.outcome, answerId: answer.id, evidence, answeredById: actor.userId, answeredAt: now });
    await enqueueAnswer(tx, { config, edition, appeal, entry: { code, title: entry.title }, outcome: input.outcome, now });
    const data = { appeal: appeal.id, entry: code, outcome: input.outcome, answer: answer.hash, evidence: chainFunctions.sha256Hex(chainFunctions.canonical(evidence)) };
    await appendToLedger(tx, [{ type: "APPEAL_ANSWERED", data, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

interface Letter {
  config: Services["config"];
  edition: Pick<EditionRow, "id" | "title">;
  appeal: { entryId: string; number: number; filedById: string };
  entry: { code: string; title: string };
  outcome: AnswerInput["outcome"];
  now: Date;
}

/** Says that there is an answer and how it ends; what it says in full stands behind the link. */
async function enqueueAnswer(tx: Tx, { config, edition, appeal, entry, outcome, now }: Letter): Promise<void> {
  const contact = await contactOfUser(tx, appeal.filedById);
  if (!contact) return;
  const { locale, name, email, phone } = contact;
  const { mail, appeals } = messagesFor(locale);
  const number = appealNumber(entry.code, appeal.number);
  const link = config.publicUrl + withLocale(paths.entryAppeal(appeal.entryId), locale);
  const facts = { number, title: entry.title, edition: edition.title, outcome: appeals.outcome[outcome] };
  await enqueueMessage(tx, {
    editionId: edition.id, userId: appeal.filedById, email, phone, recipientName: name, template: APPEAL_ANSWERED, isHeld: true,
    subject: appeals.letters.answered.subject(number), body: mail.letter({ name, paragraphs: appeals.letters.answered.paragraphs(facts), link }), link, now,
  });
}
