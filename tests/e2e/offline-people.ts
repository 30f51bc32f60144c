import { randomUUID } from "node:crypto";
import type pg from "pg";
import { lateSheetsOf } from "~/data/sheets-save.server";
import { runSqlIn } from "~/data/client.server";
import { openServices } from "~/composition.server";
import { decideLate } from "~/features/judging/commands-late.server";
import { systemClock } from "~/platform/config/clock.server";
import { loadConfig } from "~/platform/config/config.server";
import { silentLog } from "~/platform/log/log.server";
import { makeEdition } from "../factories/editions";
import { makeEntry } from "../factories/entries";
import { filmBytes, photoBytes } from "../factories/file-bytes";
import { assign, makePanel } from "../factories/judging";
import { makeUser } from "../factories/people";
import { makeFilePart, storeEntryFile } from "../factories/stored-files";
import { ourApp } from "../support/our-app";

/** Stands in the dossiers, so that a copy of one lying open on a disk is found. */
export const MARKER = "Máy sấy thóc đo ẩm Khuếch-Trương-77";

export interface StoredSheet {
  revisions: number;
  /** revisions that say the same as the one before */
  doubled: number;
  version: number;
  remark: string;
  /** by criterion id, points in 1/10,000 */
  scores: Record<string, number>;
}

export interface OfflineStage {
  email: string;
  /** assignments of the judge, in the order of the entries' codes */
  sheets: string[];
  /** of the first entry */
  photo: string;
  /** of some MB */
  film: string;
  stored(assignment: string): Promise<StoredSheet | null>;
  /** The end of the round is moved: so many minutes from now. */
  moveEnd(minutes: number): Promise<void>;
  /** The chair refuses what came late for a sheet; how many that were. */
  refuseLate(assignment: string): Promise<number>;
  close(): Promise<void>;
}

/** A contest that is being judged now, with one judge who has so many entries to score; nobody else of the demo is touched. */
export async function stageForJudge(entries: number): Promise<OfflineStage> {
  const open = await openServices({ config: loadConfig({ DATA_DIR: ourApp().dataDir }, { mode: "cli" }), clock: systemClock, log: silentLog });
  const { services } = open;
  const { pool } = services.db;
  const name = randomUUID().slice(0, 8);
  const email = `giamkhao-${name}@demo.example`;
  const actor = await makeUser(services, { email, name: `Giám khảo ${name}` });
  // The password of the people of the demo.
  await pool.query(
    `INSERT INTO "Account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
     SELECT $1, $2, a."providerId", $2, a."password", now(), now() FROM "Account" a JOIN "User" u ON u."id" = a."userId" WHERE u."email" = 'giamkhao1@demo.example'`,
    [randomUUID(), actor.userId],
  );
  const made = await makeEdition(services, { phase: "JUDGING", kind: "TECHNICAL", number: 70, hostName: `Liên hiệp hội ${name}`, change: (draft) => ({ ...draft, slug: `gia-dinh-${name}` }) });
  await makeFilePart(services, made.edition.id, { key: "t-hinh" });
  const { panel, judges } = await makePanel(services, made, { judges: [actor] });
  const [judge] = judges;
  if (!judge) throw new Error("no judge");
  const sheets: string[] = [];
  const files: string[] = [];
  for (let index = 0; index < entries; index += 1) {
    const entry = await makeEntry(services, made.edition, { screening: "QUALIFIED", title: `${MARKER} số ${index + 1}` });
    if (index === 0) {
      files.push((await storeEntryFile(services, entry.id, { partKey: "t-hinh", family: "PHOTO", mime: "image/jpeg", bytes: await photoBytes() })).id);
      const bytes = filmBytes({ payload: Buffer.from(Array.from({ length: 2_500_000 }, (_, at) => at % 253)) });
      files.push((await storeEntryFile(services, entry.id, { partKey: "t-hinh", position: 2, family: "VIDEO", mime: "video/mp4", bytes })).id);
    }
    sheets.push((await assign(services, { panel, judge, entry })).id);
  }
  const [photo = "", film = ""] = files;
  const editionId = made.edition.id;
  const chair = await makeUser(services, { role: "CHAIR", editionId });
  const moveEnd = async (minutes: number) => {
    await services.db.prisma.round.update({ where: { id: panel.roundId }, data: { endsAt: new Date(systemClock.now().getTime() + minutes * 60_000) } });
  };
  const refuseLate = async (assignment: string) => {
    const waiting = await services.db.transact((tx) => lateSheetsOf(runSqlIn(tx), assignment));
    for (const { id } of waiting) {
      const done = await decideLate(services, { actor: chair, editionId, lateId: id, accept: false, reason: "Vòng chấm sẽ được kéo dài", now: systemClock.now() });
      if (!done.ok) throw new Error(done.reason);
    }
    return waiting.length;
  };
  return { email, sheets, photo, film, stored: (assignment) => storedSheet(pool, assignment), moveEnd, refuseLate, close: () => open.close() };
}

async function storedSheet(pool: pg.Pool, assignment: string): Promise<StoredSheet | null> {
  const { rows } = await pool.query<StoredSheet>(
    `SELECT s."lockVersion" AS "version", s."remark", (SELECT count(*)::int FROM "SheetRevision" v WHERE v."sheetId" = s."id") AS "revisions",
            (SELECT count(*)::int FROM "SheetRevision" v JOIN "SheetRevision" w ON w."sheetId" = v."sheetId" AND w."version" = v."version" + 1
              WHERE v."sheetId" = s."id" AND (v."values", v."remark", v."remarks", v."privateNote") = (w."values", w."remark", w."remarks", w."privateNote")) AS "doubled",
            coalesce((SELECT jsonb_object_agg(c."criterionId", c."value") FROM "SheetScore" c WHERE c."sheetId" = s."id"), '{}') AS "scores"
       FROM "ScoreSheet" s WHERE s."assignmentId" = $1`,
    [assignment],
  );
  return rows[0] ?? null;
}
