import { committeeOf } from "~/data/committee.server";
import type { Reader } from "~/data/editions.server";
import { officialPapers } from "~/i18n/vi/official-papers";
import { certificatePaper } from "~/i18n/vi/certificate-paper";

const { signers } = officialPapers;

/** Whose name stands below which title, and how the list of members calls that person. */
const HEADS = [
  { onBehalf: signers.committee, titles: [signers.head, certificatePaper.signerTitle], committee: "ORGANISING", role: "trưởng ban" },
  { onBehalf: signers.jury, titles: [signers.juryHead], committee: "JURY", role: "chủ tịch" },
] as const;

const folded = (text: string): string => text.normalize("NFC").replace(/\s+/gu, " ").trim().toLocaleLowerCase("vi");

/**
 * The name to propose for whoever signs with this title: the head of the committee as listed in the edition. Empty where somebody else
 * signs (a deputy, another body), where nobody is listed, or more than one who still serves.
 */
export async function proposedSigner(reader: Reader, editionId: string, { onBehalf, signerTitle }: { onBehalf: string; signerTitle: string }): Promise<string> {
  const head = HEADS.find((one) => folded(one.onBehalf) === folded(onBehalf) && one.titles.some((title) => folded(title) === folded(signerTitle)));
  if (!head) return "";
  const heads = (await committeeOf(reader, editionId, head.committee)).filter(({ role, validTo }) => validTo === null && isHead(folded(role), head.role));
  return heads.length === 1 ? (heads[0]?.name ?? "") : "";
}

/** "Trưởng ban", "Trưởng ban Tổ chức"; but no deputy and no head of a part. */
const isHead = (role: string, name: string): boolean => role === name || role === `${name} tổ chức` || role === `${name} hội đồng` || role === `${name} hội đồng giám khảo`;
