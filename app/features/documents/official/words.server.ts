import { type PaperTextRow, UNCHANGED_TEXTS, writePaperTexts } from "~/data/paper-texts.server";
import type { Denial } from "~/domain/access/can";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import type { OfficialKind, PaperSlots } from "./official-kind";
import { signsAs } from "./frame";
import { openForPapers, type PaperAct } from "./paper-act.server";
import { textFieldName } from "./schemas";
import { proposedSigner } from "./signers.server";

/** What the form of a kind's words gives: its fixed fields and one for each text. */
export type WordsInput = { version: number; legalBases: string; recipients: string; onBehalf: string; signerTitle: string; signerName: string } & Readonly<Record<string, unknown>>;

export type WordsRefusal = Denial | "not_found" | "version_conflict";

type Wording = PaperAct & { kind: OfficialKind };

/** Keeps the words of a kind of paper; what is as proposed is not kept, so that it follows the proposal. Papers issued before stay as they are. */
export function saveWords({ db }: Pick<Services, "db">, { input, ...act }: Wording & { input: WordsInput }): Promise<Result<null, WordsRefusal>> {
  return write(db, act, input.version, (slots) => changedFrom(slots, input));
}

/** All words of a kind as the platform proposes them again. */
export function resetWords({ db }: Pick<Services, "db">, { version, ...act }: Wording & { version: number }): Promise<Result<null, WordsRefusal>> {
  const { version: _, ...proposed } = UNCHANGED_TEXTS;
  return write(db, act, version, () => proposed);
}

function write(db: Services["db"], act: Wording, version: number, textsOf: (slots: PaperSlots) => Omit<PaperTextRow, "version">): Promise<Result<null, WordsRefusal>> {
  return db.transact(async (tx): Promise<Result<null, WordsRefusal>> => {
    const opened = await openForPapers(tx, act);
    if (!opened.ok) return opened;
    const slots = act.kind.slots(opened.value);
    const texts = textsOf(slots);
    // Left as proposed, the name follows the list of members.
    if (texts.signerName === (await proposedSigner(tx, act.editionId, signsAs(slots, texts)))) texts.signerName = null;
    const isWritten = await writePaperTexts(tx, { editionId: act.editionId, kind: act.kind.key, version, texts, updatedById: act.actor.userId });
    return isWritten ? ok(null) : refused("version_conflict");
  });
}

function changedFrom(slots: PaperSlots, input: WordsInput): Omit<PaperTextRow, "version"> {
  const kept = (typed: string, proposed: string) => (typed === proposed ? null : typed);
  return {
    legalBases: kept(input.legalBases, slots.legalBases),
    recipients: kept(input.recipients, slots.recipients),
    onBehalf: kept(input.onBehalf, slots.onBehalf),
    signerTitle: kept(input.signerTitle, slots.signerTitle),
    signerName: input.signerName,
    texts: Object.fromEntries(
      slots.texts.flatMap(({ key, proposed }): [string, string][] => {
        const typed = input[textFieldName(key)];
        return typeof typed !== "string" || typed === proposed ? [] : [[key, typed]];
      }),
    ),
  };
}
