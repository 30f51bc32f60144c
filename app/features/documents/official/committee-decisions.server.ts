import { committeeOf, type CommitteeMemberRow } from "~/data/committee.server";
import type { EditionRow } from "~/data/editions.server";
import { panelsOf, roundsOf } from "~/data/panels.server";
import { dayInVietnam, type Day } from "~/domain/entry/ages";
import { formatsFor } from "~/i18n/formats";
import { officialCommittees } from "~/i18n/vi/official-papers-committees";
import { officialPapers } from "~/i18n/vi/official-papers";
import type { Block, Paper } from "~/platform/render/paper";
import { twoDigits } from "./award-lines";
import { annexReference, annexSection, annexTable, bold, column, decides, type Issuer, issuerOf, legalBases, lowerFirst, officialHead, officialPaper, officialTitle, paperMoment, paragraph, plainLine, section, signedArticles, upper } from "./blocks";
import { officialKind } from "./define-kind.server";
import type { OfficialDefinition, OfficialSource, PaperFrame, PaperSlots } from "./official-kind";

const texts = officialCommittees;
const { bases, blocks, fileName, kinds, recipients, signers, words } = officialPapers;
const formats = formatsFor("vi");

type Committee = CommitteeMemberRow["committee"];
type CommitteeKey = "organising-decision" | "secretariat-decision" | "jury-decision";

/** The host sets up the organising committee, which sets up the others. */
const SIGNS: Readonly<Record<Committee, string>> = { ORGANISING: "QĐ-LHH", SECRETARIAT: "QĐ-BTC", JURY: "QĐ-BTC" };

function committeeKind(key: CommitteeKey, committee: Committee) {
  const definition: OfficialDefinition = {
    key,
    title: kinds[key],
    formats: ["pdf", "docx"],
    sign: SIGNS[committee],
    stage: "committee",
    tellsOfEntries: false,
    slots: (edition) => slots(edition, committee),
    async *build(source) {
      const { services, edition, frame, now } = source;
      const members = inForce(await committeeOf(services.db.prisma, edition.id, committee), frame.day ?? dayInVietnam(now));
      const panels = committee === "JURY" ? await printedPanels(source) : [];
      if (members.length > 0 || panels.length > 0) yield { name: fileName[key], paper: committeePaper(source, { committee, members, panels }) };
    },
  };
  return officialKind(definition);
}

export const organisingDecision = committeeKind("organising-decision", "ORGANISING");
export const secretariatDecision = committeeKind("secretariat-decision", "SECRETARIAT");
export const juryDecision = committeeKind("jury-decision", "JURY");

function slots(edition: EditionRow, committee: Committee): PaperSlots {
  const { kind, title, hostName, letterheadBody, letterheadParent } = edition;
  const byHost = committee === "ORGANISING";
  const own = byHost ? [...(kind === "TECHNICAL" ? [bases.TECHNICAL] : []), bases.money, bases.host(hostName), bases.standing] : [bases.committee(title), bases.rules(title), bases.secretariat];
  const text = (key: keyof typeof texts.slots, proposed: string, long = false) => ({ key, label: texts.slots[key], proposed, long });
  return {
    legalBases: own.join("\n"),
    recipients: [recipients.as(3), recipients.superior(letterheadParent), recipients.keep("BTC")].join("\n"),
    onBehalf: byHost ? "" : signers.committee,
    signerTitle: byHost ? signers.hostHead : signers.head,
    texts: [
      ...(byHost ? [text("parent", letterheadParent), text("body", hostName)] : []),
      text("authority", byHost ? hostName : letterheadBody),
      text("duties", texts.duties[committee](words[kind].contest), true),
      text("execution", texts.execution[committee], true),
    ],
  };
}

/** Members who sit on the committee on a day. */
const inForce = (members: readonly CommitteeMemberRow[], day: Day): CommitteeMemberRow[] => members.filter(({ validFrom, validTo }) => (validFrom === null || validFrom <= day) && (validTo === null || validTo >= day));

interface PrintedPanel {
  round: string;
  name: string;
  fields: string[];
  members: readonly { name: string; unit: string; isChair: boolean }[];
}

async function printedPanels({ services, edition }: OfficialSource): Promise<PrintedPanel[]> {
  const reader = services.db.prisma;
  const [rounds, panels] = await Promise.all([roundsOf(reader, edition.id), panelsOf(reader, edition.id)]);
  return panels
    .filter(({ members }) => members.length > 0)
    .map(({ name, roundId, fields, members }) => ({ name, round: rounds.find(({ id }) => id === roundId)?.name ?? "", fields: fields.map((field) => field.name), members: members.filter(({ leftAt }) => leftAt === null) }));
}

interface Facts {
  committee: Committee;
  members: readonly CommitteeMemberRow[];
  panels: readonly PrintedPanel[];
}

/** Everybody of the jury: those listed by name, and judges who only sit in a panel. */
function headCount({ members, panels }: Facts): number {
  return new Set([...members.map(({ name }) => name), ...panels.flatMap((panel) => panel.members.map(({ name }) => name))]).size;
}

function committeePaper({ edition, frame }: Pick<OfficialSource, "edition" | "frame">, facts: Facts): Paper {
  const { committee, panels } = facts;
  const issuer = committee === "ORGANISING" ? hostIssuer(frame) : issuerOf(edition);
  const head = { edition, frame, sign: SIGNS[committee], issuer };
  const about = texts.about[committee](edition.title);
  const first = texts.first[committee](edition.title, twoDigits(headCount(facts)));
  const body = {
    blocks: [
      officialHead(head),
      ...officialTitle(texts.name, about, edition.title),
      paragraph([{ text: upper(frame.text("authority")), bold: true }], { align: "center" as const }),
      ...legalBases(frame.legalBases),
      decides(),
      ...signedArticles([[first, ...(panels.length > 0 ? [texts.panels(twoDigits(panels.length))] : [])].join(" "), frame.text("duties"), frame.text("execution")], frame),
    ],
  };
  const list = annexSection({ name: blocks.annex, about: `${texts.annex[committee]} ${edition.title}`, reference: annexReference(blocks.about.decision, head), blocks: memberBlocks(facts) });
  return officialPaper({ title: `${texts.name} ${lowerFirst(about)}`, at: paperMoment(frame, edition.updatedAt), sections: [body, list] });
}

const hostIssuer = (frame: PaperFrame): Issuer => ({ parent: frame.text("parent"), body: frame.text("body") });

function memberBlocks({ committee, members, panels }: Facts): Block[] {
  const { columns } = texts;
  const list = annexTable(
    [column(columns.number, 5, "center"), column(columns.name, 24), column(columns.post, 38), column(columns.role[committee], 22)],
    members.map(({ name, post, role }, index) => [String(index + 1), bold(name), post, role]),
    { size: 13 },
  );
  if (panels.length === 0) return [list];
  return [...(members.length > 0 ? [section(texts.council), list, section(texts.panelsTitle)] : []), ...panels.flatMap(panelBlocks)];
}

function panelBlocks({ round, name, fields, members }: PrintedPanel): Block[] {
  const { columns, panelRoles } = texts;
  return [
    { kind: "heading", level: "sub", text: texts.panel(round, name) },
    ...(fields.length === 0 ? [] : [plainLine(texts.panelFields(formats.list(fields)))]),
    annexTable(
      [column(columns.number, 5, "center"), column(columns.name, 26), column(columns.post, 36), column(columns.panelRole, 22)],
      members.map((member, index) => [String(index + 1), member.name, member.unit, member.isChair ? panelRoles.chair : panelRoles.member]),
      { size: 13 },
    ),
  ];
}
