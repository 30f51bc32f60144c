import { fieldOf, type SeedEdition } from "../writing/edition.server";
import type { AuthorStory, EntryStory, ScreeningStep } from "../writing/entries.server";
import type { SeedBook } from "../writing/book.server";
import type { Calendar } from "../writing/calendar";
import { addPerson, joinEdition, type Person } from "../writing/people.server";
import type { Register } from "../writing/units.server";
import type { Cast } from "./cast.server";
import type { PreparedFiles } from "./files/prepare.server";
import type { YouthIdea } from "./ideas/idea";
import { materialRows } from "./material-rows";
import { inventName, inventPhone, inventPupil } from "./people.server";
import { SCHOOL_OF_CAST, SCHOOLS } from "./units.server";

/** Accounts of teachers who file for the pupils of their school, by school; shared by the editions. */
export type Teachers = Map<string, Person>;

export interface Receipt {
  cast: Cast;
  register: Register;
  calendar: Calendar;
  teachers: Teachers;
  files: PreparedFiles;
  /** teachers who filed something in this edition */
  joined: Set<Person>;
  edition: SeedEdition;
  /** days of the receipt, counted from today */
  opens: number;
  closes: number;
  /** the idea that the pupil of the cast made; null: the pupil took no part */
  ownIdea: number | null;
}

/** What is special about some entries, by their place in the list. */
export interface Special {
  withdrawn?: boolean;
  screening?: readonly ScreeningStep[];
  supervisor?: string;
  school?: string;
  /** the summary thanks the supervisor by name, which judges of a blind round must not read */
  namesSupervisor?: boolean;
}

/** The entries of a youth edition: an entry for each idea, filed by the pupil, the school's account or a teacher. */
export function youthEntries(book: SeedBook, ideas: readonly YouthIdea[], receipt: Receipt, special: (index: number) => Special): EntryStory[] {
  const at = receipt.calendar.at(receipt.opens + 1, 19);
  if (receipt.ownIdea !== null) {
    joinEdition(book, { userId: receipt.cast.hocsinh.userId, role: "ENTRANT", editionId: receipt.edition.id, at });
    joinEdition(book, { userId: receipt.cast.phuhuynh.userId, role: "GUARDIAN", editionId: receipt.edition.id, at });
  }
  return ideas.map((idea, index) => youthEntry(book, idea, index, receipt, special(index)));
}

function youthEntry(book: SeedBook, idea: YouthIdea, index: number, receipt: Receipt, special: Special): EntryStory {
  const { chance } = book;
  const { calendar, register, edition, opens, closes } = receipt;
  const isOwn = index === receipt.ownIdea;
  const schools = SCHOOLS[idea.level];
  const school = isOwn ? SCHOOL_OF_CAST : (special.school ?? schools[index % schools.length] ?? SCHOOL_OF_CAST);
  const unit = typedUnit(school, index, register);
  const begun = chance.between(opens + 1, closes - 6);
  const submitted = Math.min(begun + chance.between(1, 9), closes - 1);
  const publishes = index % 7 !== 3;
  const authors = Array.from({ length: idea.team }, () => inventPupil(chance, calendar, { level: idea.level, ...unit, publishes, day: closes }));
  const own = ownChief(receipt);
  const owner = isOwn ? receipt.cast.hocsinh : ownerOf(book, school, receipt);
  const byTeacher = inventName(chance).fullName;
  const supervisorName = special.supervisor ?? byTeacher;
  return {
    ownerId: owner.userId,
    filedByUnitId: owner === receipt.cast.truong ? (register.get(school) ?? null) : null,
    ...dossier(idea),
    ...(special.namesSupervisor && { summary: `${idea.summary} Chúng em cảm ơn thầy cô ${supervisorName} đã cho mượn phòng thực hành.` }),
    files: receipt.files.get(idea.title) ?? [],
    fieldId: fieldOf(edition, idea.field),
    ownerKind: idea.team > 1 ? "GROUP" : "INDIVIDUAL",
    ownerName: "",
    createdYear: calendar.year(opens),
    createdMonth: Math.max(1, Number(calendar.day(opens).slice(5, 7)) - 1),
    ...unit,
    supervisorName,
    supervisorPhone: inventPhone(chance),
    supervisorUnitName: unit.unitName,
    supervisorUnitId: unit.unitId,
    eligibilityNote: "",
    authors: isOwn ? [own, ...authors.slice(1)] : authors,
    begunAt: calendar.at(begun, chance.between(7, 20)),
    submittedAt: calendar.at(submitted, chance.between(7, 20) + chance.whole(60) / 60),
    withdrawnAt: special.withdrawn ? calendar.at(closes - 1, 22) : null,
    screening: special.withdrawn ? [] : (special.screening ?? [qualified(receipt, chance.between(2, 9), chance.between(8, 16))]),
  };
}

export function qualified({ calendar, closes, cast }: Receipt, daysAfter: number, hour: number): ScreeningStep {
  return { to: "QUALIFIED", reason: "", dueAt: null, actorId: cast.thuky.userId, at: calendar.at(closes + daysAfter, hour) };
}

function dossier({ title, summary, idea, materials, structure, principle, novelty, creativity, applicability }: YouthIdea) {
  return { title, summary, parts: { idea, materials: materialRows(materials), structure, principle, novelty, creativity, applicability } };
}

/** Now and then people write the name of their school in their own way, and the register does not find it. */
function typedUnit(school: string, index: number, register: Register): { unitName: string; unitId: string | null } {
  if (index % 11 === 9) return { unitName: school.replace("Trường ", ""), unitId: null };
  return { unitName: school, unitId: register.get(school) ?? null };
}

/** The pupil of the cast, fourteen years old today, with the guardian of the cast. */
function ownChief({ cast, calendar, register }: Receipt): AuthorStory {
  return {
    fullName: cast.hocsinh.name,
    sex: "M",
    birthDate: calendar.bornFor(14, 0, 200),
    occupation: "Học sinh",
    className: "9A",
    unitName: SCHOOL_OF_CAST,
    unitId: register.get(SCHOOL_OF_CAST) ?? null,
    phone: "",
    email: cast.hocsinh.email,
    guardianName: cast.phuhuynh.name,
    guardianPhone: "+84900000001",
    userId: cast.hocsinh.userId,
    guardianUserId: cast.phuhuynh.userId,
    publishes: true,
  };
}

function ownerOf(book: SeedBook, school: string, { cast, teachers, joined, calendar, edition, opens }: Receipt): Person {
  if (school === SCHOOL_OF_CAST) return cast.truong;
  const teacher = teachers.get(school) ?? addPerson(book, { name: inventName(book.chance).fullName, email: `giaovien${teachers.size + 1}@demo.example`, at: calendar.at(-630) });
  teachers.set(school, teacher);
  if (!joined.has(teacher)) joinEdition(book, { userId: teacher.userId, role: "ENTRANT", editionId: edition.id, at: calendar.at(opens, 9) });
  joined.add(teacher);
  return teacher;
}
