import * as z from "zod";
import { parsePoints, SCORE_DIGITS, type Points } from "~/domain/kernel/decimal";
import { type Stability, stabilityOf } from "~/domain/calibration/stability";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { rankProblem, type Ranking, type RankingFault } from "~/domain/ranking/rank-problem";
import { problemFaults } from "~/domain/scoring/faults";
import type { ScoringProblem } from "~/domain/scoring/problem";

/** What is wrong with the form of a value; what contradicts something else has the codes of the domain. */
export type FormFaultCode =
  | "MISSING"
  | "UNKNOWN_KEY"
  | "NOT_OBJECT"
  | "NOT_LIST"
  | "NOT_TEXT"
  | "NOT_POINTS"
  | "NOT_BOOLEAN"
  | "NOT_WHOLE"
  | "TOO_SMALL"
  | "TOO_LARGE"
  | "EMPTY"
  | "BAD_STATE"
  | "TWO_RUBRICS";

/** One thing to mend: `where` is written as in JSON paths, `sheets[3].scores.novelty`; "" is the whole. */
export interface ProblemFault {
  readonly where: string;
  readonly code: FormFaultCode | RankingFault["code"];
  readonly value?: string | number | undefined;
  readonly limit?: string | number | undefined;
}

type Path = readonly PropertyKey[];

const codes = <Code extends FormFaultCode>(wrong: Code) => ({
  error: (issue: { readonly input?: unknown }) => (issue.input === undefined ? "MISSING" : wrong),
});

const text = z.string(codes("NOT_TEXT")).min(1, "EMPTY");
const whole = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  z
    .number(codes("NOT_WHOLE"))
    .refine(Number.isInteger, { error: "NOT_WHOLE", abort: true })
    .min(least, "TOO_SMALL")
    .max(most, "TOO_LARGE");
const list = <T extends z.ZodType>(item: T) => z.array(item, codes("NOT_LIST"));
const object = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape, codes("NOT_OBJECT"));

/** A number in JSON counts as the shortest text that stands for it: 35.50 is "35.5". */
const points = z.union([z.string(), z.number()], codes("NOT_POINTS")).transform((value, context): Points => {
  const read = parsePoints(String(value));
  if (read !== null) return read;
  context.issues.push({ code: "custom", message: "NOT_POINTS", input: value });
  return z.NEVER;
});

const orNull = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

const criterionSchema = object({
  code: text,
  label: z.string(codes("NOT_TEXT")).optional(),
  max: points,
  step: points,
  min: orNull(points),
});

const criteria = list(criterionSchema).min(1, "EMPTY");

/**
 * The shape of a scoring problem. What may be absent: a bound (`min`, `maxSpread`, `minScore`: none), `tieBreak`,
 * `prizes`, `choices` (empty), `perField` (false), `rounds`. `decimals` and `minJudges` change every result, so they
 * must be given.
 */
const problemSchema = object({
  rubric: object({ criteria }).optional(),
  rubrics: list(object({ round: orNull(text), field: orNull(text), criteria })).min(1, "EMPTY").optional(),
  rules: object({
    decimals: whole(0, SCORE_DIGITS),
    minJudges: whole(1),
    maxSpread: orNull(points),
    tieBreak: list(text).default([]),
    perField: z.boolean(codes("NOT_BOOLEAN")).default(false),
    prizes: list(object({ tier: text, quota: whole(0), minScore: orNull(points) })).default([]),
  }),
  rounds: list(object({ code: text, weight: points }))
    .min(1, "EMPTY")
    .default([]),
  entries: list(object({ id: text, field: text })),
  sheets: list(
    object({
      entry: text,
      judge: text,
      round: orNull(text),
      state: z.enum(["DRAFT", "LOCKED"], codes("BAD_STATE")),
      scores: z
        .record(z.string(), points, codes("NOT_OBJECT"))
        .transform((scores): ReadonlyMap<string, Points> => new Map(Object.entries(scores))),
    }),
  ),
  choices: list(object({ tier: text, field: orNull(text), entries: list(text) })).default([]),
});

/** Lists in which one broken item doesn't keep the others from being looked at. */
const SALVAGED_LISTS = ["entries", "sheets", "choices"];

/**
 * Reads a scoring problem out of JSON data (rubric and rules as written in files and in sealed bundles).
 * Refused with everything that is wrong with it, as far as it can be told at one go: a broken sheet doesn't hide the
 * faults of the others.
 */
export function readScoringProblem(
  data: unknown,
): Result<ScoringProblem, "PROBLEM_REFUSED", { faults: readonly ProblemFault[] }> {
  const parsed = problemSchema.safeParse(data);
  const formFaults = [...rubricCount(data), ...(parsed.error?.issues ?? []).flatMap(faultsOfIssue)];
  if (parsed.success && formFaults.length === 0) {
    const problem = toProblem(parsed.data);
    const faults = problemFaults(problem).map((fault) => located(fault, data));
    return faults.length === 0 ? ok(problem) : refused("PROBLEM_REFUSED", { faults });
  }
  const faults = [...formFaults, ...faultsOfTheRest(data, parsed.error?.issues ?? [])];
  return refused("PROBLEM_REFUSED", { faults });
}

/** Reads a scoring problem and ranks it; refusals name the place in the data. */
export function rankJson(data: unknown): Result<Ranking, "PROBLEM_REFUSED", { faults: readonly ProblemFault[] }> {
  const read = readScoringProblem(data);
  if (!read.ok) return read;
  const ranked = rankProblem(read.value);
  if (ranked.ok) return ranked;
  return refused("PROBLEM_REFUSED", { faults: ranked.faults.map((fault) => located(fault, data)) });
}

/** Reads a scoring problem and says how firm its ranking is; refused where `rank` refuses it. */
export function stabilityJson(data: unknown, seed: number): Result<Stability, "PROBLEM_REFUSED", { faults: readonly ProblemFault[] }> {
  const read = readScoringProblem(data);
  if (!read.ok) return read;
  const ranked = rankProblem(read.value);
  if (!ranked.ok) return refused("PROBLEM_REFUSED", { faults: ranked.faults.map((fault) => located(fault, data)) });
  return ok(stabilityOf(read.value, seed));
}

/** The answer as JSON text, one line per value, ending in a line break; the same ranking gives the same bytes. */
export function serialiseRanking(ranking: Ranking | Stability): string {
  return `${JSON.stringify(ranking, null, 2)}\n`;
}

function toProblem({ rubric, rubrics, ...rest }: z.output<typeof problemSchema>): ScoringProblem {
  const given = rubrics ?? (rubric === undefined ? [] : [{ round: null, field: null, ...rubric }]);
  return { ...rest, rubrics: given };
}

function rubricCount(data: unknown): ProblemFault[] {
  if (!isObject(data) || Array.isArray(data)) return [];
  const given = ["rubric", "rubrics"].filter((key) => data[key] !== undefined);
  if (given.length === 2) return [{ where: "rubrics", code: "TWO_RUBRICS" }];
  return given.length === 0 ? [{ where: "rubric", code: "MISSING" }] : [];
}

function faultsOfIssue(issue: z.core.$ZodIssue): ProblemFault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ where: writePath([...issue.path, key]), code: "UNKNOWN_KEY" }));
  }
  const limit = issue.code === "too_small" ? issue.minimum : issue.code === "too_big" ? issue.maximum : undefined;
  return [{ where: writePath(issue.path), code: issue.message as FormFaultCode, limit: numberOf(limit) }];
}

/**
 * The contradictions in what is left without the unknown keys and the broken items. Where the rest can't be read
 * either, or lacks its rubric, nothing more can be said; and while an entry is broken, nobody knows which are unknown.
 */
function faultsOfTheRest(data: unknown, issues: readonly z.core.$ZodIssue[]): ProblemFault[] {
  if (!isObject(data) || rubricCount(data).length > 0) return [];
  const rest: Record<string, unknown> = structuredClone(data);
  const broken = new Map(SALVAGED_LISTS.map((name) => [name, new Set<PropertyKey>()]));
  for (const issue of issues) {
    const [name, index] = issue.path;
    if (issue.code === "unrecognized_keys") removeKeys(rest, issue.path, issue.keys);
    else if (index !== undefined) broken.get(String(name))?.add(index);
  }
  const kept = new Map<PropertyKey, number[]>();
  for (const [name, indexes] of broken) {
    const items = rest[name];
    if (!Array.isArray(items)) continue;
    kept.set(name, [...items.keys()].filter((index) => !indexes.has(index)));
    rest[name] = items.filter((_, index) => !indexes.has(index));
  }
  const parsed = problemSchema.safeParse(rest);
  if (!parsed.success) return [];
  const entriesBroken = (broken.get("entries")?.size ?? 0) > 0;
  return problemFaults(toProblem(parsed.data))
    .filter((fault) => !(entriesBroken && ["UNKNOWN_ENTRY", "UNKNOWN_FIELD"].includes(fault.code)))
    .map((fault) => located(fault, data, kept));
}

function removeKeys(root: unknown, path: Path, keys: readonly string[]): void {
  const holder = path.reduce<unknown>((at, key) => (isObject(at) ? at[String(key)] : undefined), root);
  if (isObject(holder)) for (const key of keys) delete holder[key];
}

/**
 * A fault of the domain with its place in the data as it was given: a lone `rubric` is the first of the domain's
 * `rubrics`, and of lists that lost broken items `kept` tells which index each of the others had.
 */
function located(fault: RankingFault, data: unknown, kept: ReadonlyMap<PropertyKey, number[]> = new Map()): ProblemFault {
  const [part = "", index, ...rest] = fault.path;
  const { code, value, limit } = fault;
  if (part === "rubrics" && isObject(data) && data["rubric"] !== undefined) {
    return { where: writePath(["rubric", ...rest]), code, value, limit };
  }
  const given = typeof index === "number" ? kept.get(part)?.[index] : undefined;
  return { where: writePath(given === undefined ? fault.path : [part, given, ...rest]), code, value, limit };
}

/** `sheets[3].scores.novelty`; names that aren't plain words are quoted: `scores["tính mới"]`. */
function writePath(path: Path): string {
  return path.reduce<string>((written, key) => {
    if (typeof key === "number") return `${written}[${key}]`;
    const name = String(key);
    if (!/^[\p{L}_][\p{L}\p{M}\p{N}_-]*$/u.test(name)) return `${written}[${JSON.stringify(name)}]`;
    return written === "" ? name : `${written}.${name}`;
  }, "");
}

function numberOf(limit: number | bigint | undefined): number | undefined {
  return limit === undefined ? undefined : Number(limit);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

