import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { projectRoot } from "~/platform/config/project-root.server";
import type { FileStorage } from "~/platform/files/storage/storage.server";
import { Chance } from "../../writing/chance";
import type { StoryFile } from "../../writing/entries.server";
import { JUDGING_IDEAS } from "../ideas/judging";
import { PAST_IDEAS } from "../ideas/past";
import { PUBLISHED_IDEAS } from "../ideas/published";
import { TECHNICAL_IDEAS } from "../ideas/technical";
import { drawing, motifOf, plan } from "./drawing";

/** The files of the demo's entries by title of the idea; their own order is that of the dossier. */
export type PreparedFiles = ReadonlyMap<string, readonly StoryFile[]>;

type Told = { title: string; field: string };
type Wanted = Omit<StoryFile, "size" | "sha256" | "store" | "storageName"> & { bytes: () => Promise<Buffer> };

/** Every so many entries there is another photo, or a plan. */
const [SECOND_PHOTO, PLAN] = [4, 5];

const PHOTO = { family: "PHOTO", mime: "image/jpeg" } as const;
const PDF = { family: "PDF", mime: "application/pdf" } as const;

export interface DemoFiles {
  /** Draws the photos of all entries and puts them into the store, with a few papers and a clip that come with the program. */
  prepare(): Promise<PreparedFiles>;
  /** Takes away again whatever was put there, where the rest of the demo could not be written. */
  remove(): Promise<void>;
}

/**
 * The files of the demo's entries. They are as uploads are when they have just arrived: what others see of them is made in the
 * background like that of any other.
 */
export function demoFiles(files: FileStorage): DemoFiles {
  const kept: string[] = [];
  const work: Promise<StoryFile>[] = [];
  const keep = async ({ bytes, ...file }: Wanted): Promise<StoryFile> => {
    const { name, size, sha256 } = await files.save(await bytes());
    kept.push(name);
    return { ...file, size, sha256, store: files.kind, storageName: name };
  };
  const keepAll = (idea: Told, index: number) => {
    const own = wanted(idea, index).map(keep);
    work.push(...own);
    return Promise.all(own);
  };
  return {
    prepare() {
      const ideas = [...PUBLISHED_IDEAS, ...JUDGING_IDEAS, ...TECHNICAL_IDEAS, ...PAST_IDEAS];
      const all = Promise.all(ideas.map(async (idea, index) => [idea.title, await keepAll(idea, index)] as const)).then((entries) => new Map(entries));
      // Whoever awaits it later hears of a fault; until then it is no unhandled one.
      all.catch(() => undefined);
      return all;
    },
    async remove() {
      await Promise.allSettled(work);
      for (const name of kept) await files.remove(name);
    },
  };
}

function wanted(idea: Told, index: number): Wanted[] {
  const photos = Array.from({ length: index % SECOND_PHOTO === 0 ? 2 : 1 }, (_, at): Wanted => {
    const caption = at === 0 ? "Toàn cảnh" : "Nhìn từ phía khác";
    return { ...PHOTO, partKey: "photos", name: `anh-${at + 1}.jpg`, caption, bytes: () => photo(drawing(new Chance(`photo ${at} ${idea.title}`), motifOf(idea.field))) };
  });
  const isTechnical = TECHNICAL_IDEAS.some(({ title }) => title === idea.title);
  const plans: Wanted[] = isTechnical && index % PLAN === 0 ? [{ ...PHOTO, partKey: "drawings", name: "ban-ve.jpg", caption: "Bản vẽ tay", bytes: () => photo(plan(new Chance(`plan ${idea.title}`), motifOf(idea.field))) }] : [];
  return [...photos, ...plans, ...papersOf(idea)];
}

/** Papers of the people of the cast: the inventor's with a clip, the pupil's in both editions of the youth contest. */
function papersOf({ title }: Told): Wanted[] {
  const paper = (partKey: string, name: string): Wanted => ({ ...PDF, partKey, name, caption: "", bytes: () => shipped(name) });
  if (title === TECHNICAL_IDEAS[0]?.title) {
    const clip: Wanted = { partKey: "video", name: "may-gieo-lac.webm", caption: "Máy gieo trên ruộng", family: "VIDEO", mime: "video/webm", bytes: () => shipped("may-gieo-lac.webm") };
    return [clip, paper("fullText", "toan-van-may-gieo-lac.pdf"), paper("evidence", "bien-ban-dung-thu.pdf")];
  }
  if (title === PUBLISHED_IDEAS[1]?.title) return [paper("fullText", "thuyet-minh-da-dat-giai.pdf")];
  return title === JUDGING_IDEAS[0]?.title ? [paper("fullText", "thuyet-minh-dang-cham.pdf")] : [];
}

const QUALITY = 70;
const WIDTH = 640;

function photo(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg)).resize(WIDTH).jpeg({ quality: QUALITY }).toBuffer();
}

function shipped(name: string): Promise<Buffer> {
  return readFile(join(projectRoot(), "prisma", "seed", "demo", "files", name));
}
