import type { Database, Tx } from "~/data/client.server";
import type { FileStorage } from "~/platform/files/storage/storage.server";
import type { SeedBook } from "../writing/book.server";
import type { Calendar } from "../writing/calendar";
import type { Register } from "../writing/units.server";
import type { Cast } from "./cast.server";
import type { PreparedFiles } from "./files/prepare.server";
import type { Teachers } from "./youth-entries.server";

/** What all editions of the demo are written with. */
export interface Stage {
  db: Database;
  tx: Tx;
  book: SeedBook;
  calendar: Calendar;
  register: Register;
  cast: Cast;
  teachers: Teachers;
  files: PreparedFiles;
  /** where the bytes of files lie */
  storage: FileStorage;
}
