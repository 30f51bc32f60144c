import type { EditionRow } from "~/data/editions.server";
import { editionRules } from "~/data/editions-rules.server";
import { specialAwardsStated } from "~/data/special-awards.server";
import { articlesOf } from "~/domain/contest/rules-text";
import { paperDate } from "~/domain/documents/paper-date";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialRules } from "~/i18n/vi/official-papers-rules";
import type { Paper } from "~/platform/render/paper";
import { annexSection, decides, issuerOf, legalBases, lowerFirst, officialHead, officialPaper, officialTitle, paperMoment, paragraph, signedArticles, upper } from "./blocks";
import { officialKind } from "./define-kind.server";
import type { OfficialDefinition, OfficialSource, PaperSlots } from "./official-kind";
import { rulesArticles, type RulesSource } from "./rules-articles";

const texts = officialRules.decision;
const { bases, blocks, fileName, kinds, recipients, signers, words } = officialPapers;
const SIGN = "QĐ-BTC";

/** The decision that issues the rules, with the rules themselves out of what the edition holds. */
const definition: OfficialDefinition = {
  key: "rules-decision",
  title: kinds["rules-decision"],
  formats: ["pdf", "docx"],
  sign: SIGN,
  stage: "rules",
  tellsOfEntries: false,
  slots,
  async *build({ services, edition, frame }) {
    const reader = services.db.prisma;
    const [rules, specials] = await Promise.all([editionRules(reader, edition.id), specialAwardsStated(reader, edition.id)]);
    yield { name: fileName["rules-decision"], paper: rulesPaper({ edition, frame }, { edition, rules, specials, text: (key) => frame.text(key) }) };
  },
};

export const rulesDecision = officialKind(definition);

function slots(edition: EditionRow): PaperSlots {
  const { kind, title, hostName, letterheadBody, letterheadParent, contact } = edition;
  const { proposed, slot } = officialRules;
  const contest = words[kind].contest;
  const text = (key: keyof typeof slot, value: string) => ({ key, label: slot[key], proposed: value, long: true });
  return {
    legalBases: [...(kind === "TECHNICAL" ? [bases.TECHNICAL] : []), bases.money, bases.committee(title), bases.standing].join("\n"),
    recipients: [recipients.as(3), recipients.superior(letterheadParent), recipients.units[kind], recipients.keep("BTC")].join("\n"),
    onBehalf: signers.committee,
    signerTitle: signers.head,
    texts: [
      { key: "authority", label: texts.slots.authority, proposed: letterheadBody, long: false },
      { key: "execution", label: texts.slots.execution, proposed: texts.execution, long: true },
      text("purpose", published(edition, /mục đích/iu) ?? proposed.purpose[kind]),
      text("organisers", published(edition, /cơ quan/iu) ?? proposed.organisers(hostName, contest)),
      text("committees", proposed.committees(contest)),
      text("eligibility", proposed.eligibility[kind]),
      text("standards", proposed.standards[kind]),
      text("receipt", proposed.receipt(contact)),
      text("rights", proposed.rights[kind]),
      text("implementation", proposed.implementation(contest)),
    ],
  };
}

/** What the rules published on the site say in the article with this heading, where it holds no list. */
function published({ rulesText }: EditionRow, heading: RegExp): string | null {
  const article = articlesOf(rulesText).find((one) => one.heading !== null && heading.test(one.heading));
  const paragraphs = article?.blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : [])) ?? [];
  return article && paragraphs.length > 0 && paragraphs.length === article.blocks.length ? paragraphs.join("\n") : null;
}

function rulesPaper({ edition, frame }: Pick<OfficialSource, "edition" | "frame">, source: RulesSource): Paper {
  const about = texts.about(edition.title);
  const body = {
    blocks: [
      officialHead({ edition, frame, sign: SIGN }),
      ...officialTitle(texts.name, about, edition.title),
      paragraph([{ text: upper(frame.text("authority")), bold: true }], { align: "center" }),
      ...legalBases(frame.legalBases),
      decides(),
      ...signedArticles([texts.first(edition.title), texts.second, frame.text("execution")], frame),
    ],
  };
  const reference = officialRules.issuedWith(frame.number ?? `${blocks.emptyNumber}/${SIGN}`, paperDate(frame.day), issuerOf(edition).body);
  const rules = annexSection({ name: officialRules.name, about: edition.title, reference, blocks: rulesArticles(source) });
  return officialPaper({ title: `${texts.name} ${lowerFirst(about)}`, at: paperMoment(frame, edition.updatedAt), sections: [body, rules] });
}
