import type { Tx } from "~/data/client.server";
import { ceremonyOf, type CeremonyRow } from "~/data/ceremony.server";
import { lockEdition, type EditionRow } from "~/data/editions.server";
import { enqueueMessages, type NewMessage } from "~/data/outbox.server";
import { decisionBySequence, discardToldBefore, lastToldSequence, readersOfResult, resultLetter, untoldDecisions, type LetterReader, type UntoldDecision } from "~/data/result-letters.server";
import { publishedDecisionOf, tiersOf } from "~/data/results.server";
import type { Ranking } from "~/domain/ranking/rank-problem";
import { appealsEnd, takesAppeals } from "~/domain/results/appeals";
import { outcomesToTell, type ToldOutcome } from "~/domain/results/told-outcomes";
import { ok, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import { editionName, tierName } from "~/i18n/known-names";
import { withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { repeat, type Running } from "~/platform/jobs/repeat.server";
import { isPublished } from "./public-result.server";

const PAUSE_MS = 10_000;
/** Results published longer ago are not written about any more: an update of the software starts no letters about old editions. */
const OLDEST_MS = 30 * 86_400_000;

type LetterServices = Pick<Services, "db" | "config" | "clock" | "log">;

/** While the server runs: after a publication or a correction, letters to those concerned are prepared and held. */
export function startResultLetters(services: LetterServices): Running {
  const done = new Set<string>();
  return repeat(services.log, { name: "letters about results", everyMs: PAUSE_MS, run: () => prepareResultLetters(services, done) });
}

/**
 * Prepares the letters about every published decision that none tells of yet; they wait for approval. Runs twice, or on two servers,
 * without making any twice. @param done decisions that had nobody to tell, so that they are not looked at again
 */
export async function prepareResultLetters(services: Omit<LetterServices, "log">, done: Set<string> = new Set()): Promise<number> {
  const now = services.clock.now();
  let letters = 0;
  for (const decision of await untoldDecisions(services.db, { since: new Date(now.getTime() - OLDEST_MS), now })) {
    if (done.has(decision.id)) continue;
    const made = await services.db.transact((tx) => tellOf(tx, services, decision, now));
    letters += made.ok ? made.value : 0;
    done.add(decision.id);
  }
  return letters;
}

async function tellOf(tx: Tx, { config }: Pick<Services, "config">, { editionId, sequence }: UntoldDecision, now: Date): Promise<Result<number, never>> {
  const edition = await lockEdition(tx, editionId);
  const decision = await publishedDecisionOf(tx, editionId);
  const told = await lastToldSequence(tx, editionId);
  if (!edition || !isPublished(edition, now) || decision?.sequence !== sequence || (told ?? 0) >= sequence) return ok(0);
  const earlier = told === null ? null : await decisionBySequence(tx, editionId, told);
  const outcomes = outcomesToTell(rankingOf(decision), earlier && rankingOf(earlier));
  const codes = outcomes.map(({ entry }) => entry);
  const [readers, tiers, ceremony] = [await readersOfResult(tx, editionId, codes), await tiersOf(tx, editionId), await ceremonyOf(tx, editionId)];
  const about: About = { origin: config.publicUrl, edition, ceremony, tiers, decision, now };
  const letters = readers.flatMap((reader) => {
    const outcome = outcomes.find(({ entry }) => entry === reader.code);
    return outcome ? [letterTo(reader, outcome, about)] : [];
  });
  await discardToldBefore(tx, editionId, { before: sequence, codes });
  await enqueueMessages(tx, letters);
  return ok(letters.length);
}

const rankingOf = ({ answer }: { answer: unknown }) => (answer as Pick<Ranking, "ranking">).ranking;

interface About {
  origin: string;
  edition: EditionRow;
  ceremony: CeremonyRow | null;
  tiers: readonly { code: string; label: string }[];
  decision: { sequence: number; decisionNumber: string | null; decisionDate: Date | null; publishedAt: Date | null };
  now: Date;
}

/** One letter, in the language of its reader. It names the code of the entry: by that it is kept from whoever has an interest in it. */
function letterTo(reader: LetterReader, outcome: ToldOutcome, about: About): NewMessage {
  const { origin, edition, decision, now } = about;
  const { code, locale, userId, name, email, phone } = reader;
  const { mail, resultPages } = messagesFor(locale);
  const texts = resultPages.letter;
  const edit = editionName(locale, edition);
  const link = origin + withLocale(outcome.prize === null ? paths.results(edition.slug) : paths.publishedEntry(code), locale);
  const paragraphs = [...(outcome.before === undefined ? firstTold(reader, outcome, about) : correctionTold(reader, outcome, about)), texts.link];
  return {
    editionId: edition.id, userId, email, phone, recipientName: name, link, now, isHeld: true,
    template: resultLetter(decision.sequence, code),
    subject: `${outcome.before === undefined ? texts.subject(edit) : texts.correctedSubject(edit)}: ${code}`,
    body: mail.letter({ name, paragraphs, link }),
  };
}

function firstTold({ title, code, locale }: LetterReader, { prize }: ToldOutcome, about: About): string[] {
  const { letter: texts } = messagesFor(locale).resultPages;
  const edition = editionName(locale, about.edition);
  const { decision: { publishedAt }, edition: { appealDays, finalAt }, now } = about;
  const mayAppeal = finalAt === null && publishedAt !== null && takesAppeals(appealsEnd(publishedAt, appealDays), now);
  if (prize === null) return [texts.notAwarded(title, code, edition), texts.encouraged, ...(mayAppeal ? [texts.appeals] : [])];
  return [texts.awarded(title, code, prizeName(prize, about, locale), edition), ...decisionTold(about, locale), ...ceremonyTold(about, locale)];
}

function correctionTold({ title, code, locale }: LetterReader, { prize, before = null }: ToldOutcome, about: About): string[] {
  const { letter: texts } = messagesFor(locale).resultPages;
  const earlier = before === null ? "" : prizeName(before, about, locale);
  const opening = texts.corrected(editionName(locale, about.edition));
  if (prize === null) return [opening, texts.nowNone(title, code, earlier)];
  return [opening, texts.nowAwarded(title, code, prizeName(prize, about, locale), earlier), ...decisionTold(about, locale), ...ceremonyTold(about, locale)];
}

function prizeName(code: string, { tiers }: About, locale: LetterReader["locale"]): string {
  return tierName(locale, tiers.find((tier) => tier.code === code) ?? { code, label: code });
}

function decisionTold({ decision: { decisionNumber, decisionDate } }: About, locale: LetterReader["locale"]): string[] {
  const texts = messagesFor(locale).resultPages.letter;
  return decisionNumber ? [texts.decision(decisionNumber, decisionDate ? formatsFor(locale).longDate(decisionDate) : "")] : [];
}

function ceremonyTold({ ceremony, now }: About, locale: LetterReader["locale"]): string[] {
  const { letter: texts, ceremonyAt, ceremonyDateLater } = messagesFor(locale).resultPages;
  if (!ceremony || (ceremony.at === null && ceremony.place === "")) return [texts.ceremonyLater];
  if (ceremony.at === null) return [texts.ceremony(ceremonyDateLater(ceremony.place))];
  return ceremony.at < now ? [] : [texts.ceremony(ceremonyAt(formatsFor(locale).dateTime(ceremony.at), ceremony.place))];
}
