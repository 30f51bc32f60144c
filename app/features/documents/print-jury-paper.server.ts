import type { EditionRow } from "~/data/editions.server";
import { judgesOfRoundAtWork } from "~/data/jury-papers-judges.server";
import { roundsOf } from "~/data/panels.server";
import { rescoreById } from "~/data/rescores.server";
import { hiddenEntries } from "~/data/sheets.server";
import { hasConflict } from "~/data/conflicts.server";
import type { Actor } from "~/domain/access/roles";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { printedJury } from "~/i18n/vi/printed-jury";
import type { Paper } from "~/platform/render/paper";
import { type GateRefusal, largePaperGate, paperGate } from "~/platform/render/paper-gate.server";
import { renderPdfInParts } from "~/platform/render/pdf-in-parts.server";
import { renderDocx } from "~/platform/render/render.server";
import type { PrintedPaper } from "./entry-papers.server";
import { rescoreMinutes, scoreSheets, scoreSummary } from "./jury-papers.server";
import { noteDownloadProgress, type DownloadProgress } from "./download-progress.server";

const { fileName } = printedJury;
const MIME = { pdf: "application/pdf", docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" } as const;

interface JuryPaperRequest {
  actor: Actor;
  edition: EditionRow;
  /** `phieu-cham.pdf` */
  file: string;
  /** `vong` a round's code, `gk` a judge's code, `hop` a meeting; `lan` the run under which its progress is noted */
  query: URLSearchParams;
  now: Date;
  signal?: AbortSignal;
}

/**
 * A paper of the jury for staff who may inspect scores; what they may not see of an entry is not on it. The sheets of a whole round are
 * drawn in parts, one such print at a time for each account; every other paper goes its own way meanwhile. Whoever is known to have gone
 * away gets nothing, as `papers_busy`. @throws RenderError
 */
export async function juryPaper(services: Pick<Services, "db">, request: JuryPaperRequest): Promise<Result<PrintedPaper, "not_found" | GateRefusal>> {
  const [stem = "", extension = ""] = request.file.split(".");
  if (extension !== "pdf" && extension !== "docx") return refused("not_found");
  const { actor, signal, query } = request;
  const isLarge = (stem === fileName.blank || stem === fileName.filled) && !query.has("gk");
  const note = progressNotes(query.get("lan"), actor.userId);
  const work = async (): Promise<Result<PrintedPaper, "not_found" | GateRefusal>> => {
    const made = await paperFor(services, stem, request);
    if (!made) return refused("not_found");
    const data = extension === "pdf" ? await renderPdfInParts(made.paper, { onProgress: (done, all) => note("running", done, all), signal }) : await renderDocx(made.paper);
    return data ? ok({ name: `${made.name}.${extension}`, mime: MIME[extension], data }) : refused("papers_busy");
  };
  try {
    const turn = await (isLarge ? largePaperGate.run(work, { account: actor.userId, signal }) : paperGate.run(work, { signal }));
    // A second click is refused while the first print of the same page goes on: its progress stays.
    if (turn.ok || turn.reason !== "paper_under_way") note(turn.ok && turn.value.ok ? "done" : "stopped", 0, 0);
    return turn.ok ? turn.value : turn;
  } catch (error) {
    note("stopped", 0, 0);
    throw error;
  }
}

/** Notes how far a print is, for the page it was started from; nothing where no page follows it. */
function progressNotes(run: string | null, userId: string): (state: DownloadProgress["state"], done: number, entries: number) => void {
  return (state, done, entries) => {
    if (run !== null && isUuid(run)) noteDownloadProgress(run, { userId, state, done, entries });
  };
}

async function paperFor(services: Pick<Services, "db">, stem: string, request: JuryPaperRequest): Promise<{ name: string; paper: Paper } | null> {
  if (stem === fileName.minutes) return minutesFor(services, request);
  const { actor, edition, query, now } = request;
  const round = (await roundsOf(services.db.prisma, edition.id)).find(({ code }) => code === query.get("vong"));
  if (!round) return null;
  const judge = query.has("gk") ? (await judgesOfRoundAtWork(services.db.prisma, round.id)).find(({ code }) => code === query.get("gk")) : null;
  if (judge === undefined) return null;
  const about = { edition, round, viewerId: actor.userId, now };
  const name = `${stem}-${round.code}${judge ? `-${judge.code}` : ""}`;
  const paper = await (stem === fileName.summary
    ? scoreSummary(services, about)
    : stem === fileName.blank || stem === fileName.filled
      ? scoreSheets(services, { ...about, judgeId: judge?.id, filled: stem === fileName.filled })
      : null);
  return paper && { name, paper };
}

async function minutesFor(services: Pick<Services, "db">, { actor, edition, query }: JuryPaperRequest): Promise<{ name: string; paper: Paper } | null> {
  const id = query.get("hop") ?? "";
  const reader = services.db.prisma;
  const rescore = isUuid(id) ? await rescoreById(reader, edition.id, id) : null;
  if (!rescore || (await hasConflict(reader, rescore.entryId, actor.userId))) return null;
  if ((await hiddenEntries(reader, actor, edition.id)).has(rescore.entryId)) return null;
  const paper = await rescoreMinutes(services, { edition, rescore, viewerId: actor.userId });
  return paper && { name: fileName.minutes, paper };
}
