import { commendationsWhere, type CommendationRow } from "~/data/commendations.server";
import { authorityById, letterById, type LetterRow } from "~/data/commendation-letters.server";
import type { EditionRow, Reader } from "~/data/editions.server";
import { moneyInWords, MOST_MONEY } from "~/domain/documents/money-in-words";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { amount, annexReference, annexSection, annexTable, closingParagraph, column, lowerFirst, officialHead, officialPaper, officialTitle, paperMoment, paragraph, paragraphs, signatureBlock } from "~/features/documents/official/blocks";
import type { PaperFrame } from "~/features/documents/official/official-kind";
import { proposedSigner } from "~/features/documents/official/signers.server";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import { commendationPaper } from "~/i18n/vi/commendation-paper";
import type { Paper } from "~/platform/render/paper";
import { type GateRefusal, paperGate } from "~/platform/render/paper-gate.server";
import { renderDocx, renderPdf } from "~/platform/render/render.server";

const texts = commendationPaper.letter;
const formats = formatsFor("vi");
const MIME = { pdf: "application/pdf", docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" } as const;

/** The letter that asks an authority to commend those in its annex; before it was sent its number and day are left open. */
export async function commendationLetter({ db }: Pick<Services, "db">, { edition, id }: { edition: EditionRow; id: string }): Promise<Paper | null> {
  const letter = isUuid(id) ? await letterById(db.prisma, edition.id, id) : null;
  const authority = letter && (letter.authorityAsSigned ?? (await authorityById(db.prisma, letter.authorityId)));
  if (!letter || !authority) return null;
  const rows = (await commendationsWhere(db.prisma, edition.id, { letterId: id })).filter(({ state }) => state !== "DROPPED");
  return letterPaper({ edition, letter: { ...letter, signerName: await letterSigner(db.prisma, edition.id, letter) }, rows, authority: authority.name });
}

/** The letter as a file. @throws RenderError */
export async function printCommendationLetter(services: Pick<Services, "db">, { edition, id, file }: { edition: EditionRow; id: string; file: string }): Promise<Result<{ name: string; mime: string; data: Uint8Array }, "not_found" | GateRefusal>> {
  const format = file === "to-trinh.pdf" ? "pdf" : file === "to-trinh.docx" ? "docx" : null;
  const paper = format && (await commendationLetter(services, { edition, id }));
  if (!format || !paper) return refused("not_found");
  const drawn = await paperGate.run(() => (format === "pdf" ? renderPdf(paper) : renderDocx(paper)));
  return drawn.ok ? ok({ name: `${commendationPaper.fileName.letter}.${format}`, mime: MIME[format], data: drawn.value }) : drawn;
}

/** Who signs a letter: the name that was typed, else the head of the organising committee where its title is proposed. What was sent stays as it was. */
export async function letterSigner(reader: Reader, editionId: string, { number, signerTitle, signerName }: Pick<LetterRow, "number" | "signerTitle" | "signerName">): Promise<string> {
  if (signerName !== "" || number !== null) return signerName;
  return proposedSigner(reader, editionId, { onBehalf: texts.onBehalf, signerTitle: signerTitle || texts.signer });
}

interface LetterFacts {
  edition: EditionRow;
  letter: LetterRow;
  rows: readonly CommendationRow[];
  authority: string;
}

function letterPaper({ edition, letter, rows, authority }: LetterFacts): Paper {
  const frame: PaperFrame = {
    legalBases: [],
    recipients: [texts.same, texts.keep],
    onBehalf: texts.onBehalf,
    signerTitle: letter.signerTitle || texts.signer,
    signerName: letter.signerName,
    text: () => "",
    number: letter.number,
    day: letter.date?.toISOString().slice(0, 10) ?? null,
  };
  const source = { edition, frame, sign: texts.sign };
  const total = rows.reduce((sum, { money }) => sum + money, 0);
  const inWords = total <= MOST_MONEY ? lowerFirst(moneyInWords(total)) : amount(total);
  const kinds = (["MERIT", "COMMENDATION"] as const).flatMap((kind) => {
    const count = rows.filter((row) => row.kind === kind).length;
    return count === 0 ? [] : [paragraph(`- ${texts.count[kind](formats.integer(count))}`)];
  });
  const body = {
    blocks: [
      officialHead(source),
      ...officialTitle(texts.name, texts.about(edition.title)),
      paragraph(texts.to(authority), { align: "center" }),
      ...paragraphs(letter.opening || texts.opening(edition.title)),
      ...kinds,
      ...(total > 0 ? [paragraph(texts.money(amount(total), inWords))] : []),
      closingParagraph(texts.request),
      signatureBlock(frame),
    ],
  };
  const list = annexSection({ name: texts.annex, about: texts.annexAbout(edition.title), reference: annexReference(texts.annexTo, source), orientation: "landscape", blocks: [annex(rows, total > 0)] });
  return officialPaper({ title: `${texts.name} ${lowerFirst(texts.about(edition.title))}`, at: paperMoment(frame, letter.createdAt), sections: [body, list] });
}

/** STT, recipient, who or where it is, grounds, kind and, where there is any, money. */
function annex(rows: readonly CommendationRow[], hasMoney: boolean) {
  const { columns } = texts;
  const money = hasMoney ? [column(columns.money, 9, "right")] : [];
  return annexTable(
    [column(columns.number, 4, "center"), column(columns.name, 20), column(columns.detail, 18), column(columns.grounds, 34), column(columns.kind, 9, "center"), ...money],
    rows.map((row, index) => [
      String(index + 1),
      [{ text: row.recipientName, bold: true }, { text: `\n${texts.recipients[row.recipientKind]}`, italic: true }],
      row.recipientDetail,
      row.grounds ?? "",
      texts.kind[row.kind],
      ...(hasMoney ? [row.money === 0 ? "" : amount(row.money)] : []),
    ]),
  );
}
