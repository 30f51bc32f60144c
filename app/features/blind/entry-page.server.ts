import { logAccess } from "~/data/access-log.server";
import { type BlindFile, readBlindDossiers } from "~/data/blind-dossiers.server";
import { hasConflict } from "~/data/conflicts.server";
import type { EditionRow } from "~/data/editions.server";
import { captionKey, SUMMARY_KEY, TITLE_KEY } from "~/data/redactions.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { FindingKind } from "~/domain/blind/identity";
import { type Passage, passageOf } from "~/domain/blind/passages";
import type { FileFamily } from "~/domain/contest/rules";
import type { Phase } from "~/domain/contest/phases";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { messagesFor } from "~/i18n/messages";
import type { Locale } from "~/i18n/locale";
import { textMark } from "./decide.server";
import { editorOf, proposedText } from "./part-editor.server";
import { fileKeyOf, findingsOf, type NamedFinding, shownBytes, shownTexts, waitingFiles } from "./shown-texts.server";

export interface ShownFinding {
  name: string;
  kind: FindingKind;
  passage: Passage;
  isHarmless: boolean;
}

export interface BlindPart {
  partKey: string;
  label: string;
  findings: ShownFinding[];
  isRedacted: boolean;
  /** mark of the text the editor is filled from */
  base: string;
  /** what can be typed over, with a proposal where something was found */
  fields: { key: string; column: string; row: number | null; text: string; isFound: boolean }[];
}

export interface BlindFileView {
  id: string;
  key: string;
  label: string;
  name: string;
  state: "shown" | "withheld" | "replaced" | "waiting" | "absent";
  families: readonly FileFamily[];
  findings: ShownFinding[];
}

/** One entry with all that was found in what blind judges would see, and the means to decide. */
export interface BlindEntryView {
  entryId: string;
  code: string;
  title: string;
  versionId: string;
  open: number;
  /** files whose words are still being read */
  waiting: number;
  check: { byName: string | null; at: string } | null;
  parts: BlindPart[];
  files: BlindFileView[];
}

interface EntryRequest {
  actor: Actor;
  edition: EditionRow;
  phase: Phase;
  entryId: string;
  locale: Locale;
  now: Date;
}

/** Whoever may screen the entry sees it here; looking is noted. Four statements. */
export async function blindEntryPage({ db }: Pick<Services, "db">, { actor, edition, phase, entryId, locale, now }: EntryRequest): Promise<Result<BlindEntryView, Denial | "not_found">> {
  const { prisma } = db;
  const [dossier] = isUuid(entryId) ? await readBlindDossiers(prisma, [entryId]) : [];
  if (dossier?.editionId !== edition.id) return refused("not_found");
  const decision = can(actor, "entry.screen", { editionId: edition.id, phase, inConflict: await hasConflict(prisma, entryId, actor.userId) });
  if (!decision.allowed) return refused(decision.reason);
  await logAccess(prisma, { userId: actor.userId, entryIds: [entryId], what: "dossier", at: now });
  const { blind } = messagesFor(locale);
  const findings = findingsOf(dossier);
  const texts = new Map(shownTexts(dossier).map(({ key, text }) => [key, text]));
  const shown = ({ name, kind, section, start, end, isHarmless }: NamedFinding): ShownFinding => ({ name, kind, isHarmless, passage: passageOf(texts.get(section) ?? "", { start, end }) });
  const of = (partKey: string) => findings.filter((finding) => finding.partKey === partKey).map(shown);
  const labelOfFile = (file: BlindFile) => blind.part.file(blind.family[file.stored?.family ?? "PDF"], String(file.number || 1));

  const part = (partKey: string, label: string): BlindPart[] => {
    const editor = editorOf({ dossier }, partKey);
    if (!editor || editor.original.trim() === "") return [];
    const fields = editor.fields.map((field) => ({ ...field, isFound: findings.some(({ section, isHarmless }) => section === field.key && !isHarmless), text: proposedText({ findings }, field, blind.placeholder) }));
    return [{ partKey, label, findings: of(partKey), isRedacted: partKey in dossier.redactedParts, base: textMark(editor.current), fields }];
  };

  return ok({
    entryId,
    code: dossier.code,
    title: dossier.title,
    versionId: dossier.versionId,
    open: findings.filter(({ isHarmless }) => !isHarmless).length,
    waiting: waitingFiles(dossier),
    check: dossier.check && { byName: dossier.check.byName, at: dossier.check.at },
    parts: [
      ...part(TITLE_KEY, blind.part.title),
      ...part(SUMMARY_KEY, blind.part.summary),
      ...dossier.rules.flatMap(({ key, label }) => part(key, label)),
      ...dossier.files.flatMap((file) => part(captionKey(file.key), blind.part.caption(labelOfFile(file)))),
    ],
    files: dossier.files.map((file) => ({
      id: file.id,
      key: file.key,
      label: labelOfFile(file),
      name: file.name,
      state: stateOf(file),
      families: dossier.rules.find(({ key }) => key === file.partKey)?.families ?? [],
      findings: of(fileKeyOf(file.key)),
    })),
  });
}

function stateOf(file: BlindFile): BlindFileView["state"] {
  if (file.stored === null && file.redaction === null) return "absent";
  const bytes = shownBytes(file);
  if (bytes === null) return "withheld";
  if (bytes.processing === "PENDING") return "waiting";
  return file.redaction ? "replaced" : "shown";
}
