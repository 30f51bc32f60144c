import type { Tx } from "~/data/client.server";
import type { Services } from "~/features/services";
import { SeedBook } from "../writing/book.server";
import { Calendar } from "../writing/calendar";
import { Chance } from "../writing/chance";
import { addCast } from "./cast.server";
import { FEE } from "./committees.server";
import { writeJudgingEdition } from "./judging-edition.server";
import { writeOpenEdition } from "./open-edition.server";
import { writePastEdition } from "./past-edition.server";
import { writePublishedEdition } from "./published-edition.server";
import { makeAnonymous } from "./anonymity.server";
import { demoFiles, type DemoFiles } from "./files/prepare.server";
import type { Stage } from "./stage.server";
import { addUnits } from "./units.server";

/** When the installation was set up, before its first edition. */
const FIRST_DAY = -640;

/**
 * Loads the demo into a database that holds nobody and no edition: a youth edition whose result is provisional, one in judging, one long
 * official with a prize that was corrected, and a technical edition open for entries, with dates counted from today. All of it is one transaction: a start that is cut off leaves nothing
 * behind, of two at once only one loads, and no job meets the demo half made.
 * @returns true where it was loaded now.
 */
export async function loadDemoIfEmpty({ db, clock, config, files }: Pick<Services, "db" | "clock" | "config" | "files">): Promise<boolean> {
  if (!(await isEmpty(db.prisma))) return false;
  const desk = demoFiles(files);
  try {
    return await load({ db, clock, config, files }, desk);
  } catch (error) {
    await desk.remove();
    throw error;
  }
}

function load({ db, clock, config, files: storage }: Pick<Services, "db" | "clock" | "config" | "files">, desk: DemoFiles): Promise<boolean> {
  return db.transact(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('demo', 0))`;
    if (!(await isEmpty(tx))) return false;
    const files = desk.prepare();
    const book = new SeedBook(new Chance("demo"));
    const calendar = new Calendar(clock.now());
    const register = addUnits(book, calendar.at(FIRST_DAY));
    const cast = await addCast(book, calendar.at(FIRST_DAY, 9));
    await book.write(tx);
    const stage: Stage = { db, tx, book, calendar, register, cast, teachers: new Map(), files: await files, storage };
    await writePublishedEdition(stage, config);
    await writeJudgingEdition(stage);
    await writeOpenEdition(stage, config);
    await writePastEdition(stage, config);
    await tx.edition.updateMany({ data: { judgeFee: FEE } });
    await book.writeSystemEvents(tx);
    await makeAnonymous(stage, clock);
    return true;
  });
}

async function isEmpty(reader: Pick<Tx, "user" | "edition" | "unit">): Promise<boolean> {
  const counts = [await reader.user.count({ take: 1 }), await reader.edition.count({ take: 1 }), await reader.unit.count({ take: 1 })];
  return counts.every((count) => count === 0);
}
