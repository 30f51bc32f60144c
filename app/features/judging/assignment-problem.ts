import * as z from "zod";
import { CERTAIN, highestOf, parseChance } from "~/domain/assignment/chance";
import { COST_LIMIT, type AssignmentAnswer, type AssignmentDraw, type AssignmentProblem, type InfeasibleReason } from "~/domain/assignment/problem";
import { findProblemFaults, type AssignmentFaultCode } from "~/domain/assignment/problem-faults";
import { plainPoints } from "~/domain/kernel/decimal";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { assignment as vietnamese, type AssignmentMessages } from "~/i18n/vi/assignment";

/** What is wrong with the form of a value; what contradicts something else has the codes of the domain. */
export type AssignmentFormFaultCode =
  | "MISSING"
  | "UNKNOWN_KEY"
  | "NOT_OBJECT"
  | "NOT_LIST"
  | "NOT_TEXT"
  | "NOT_WHOLE"
  | "NOT_PAIR"
  | "NOT_COST"
  | "NOT_CHANCE"
  | "TOO_SMALL"
  | "TOO_LARGE"
  | "EMPTY";

/** One thing to mend: `where` is written as in JSON paths, `judges[3].max`; "" is the whole. */
export interface AssignmentProblemFault {
  readonly where: string;
  readonly code: AssignmentFormFaultCode | AssignmentFaultCode;
  readonly value?: string;
  readonly limit?: number;
}

const codes = <Code extends AssignmentFormFaultCode>(wrong: Code) => ({
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
const orNull = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

const pair = z.tuple([text, text], codes("NOT_PAIR"));
const cost = z.tuple([text, text, whole(-COST_LIMIT, COST_LIMIT)], codes("NOT_COST"));

const chance = z.string(codes("NOT_CHANCE")).transform((written, context) => {
  const value = parseChance(written);
  if (value === null) context.addIssue({ code: "custom", message: "NOT_CHANCE" });
  return value ?? CERTAIN;
});

/**
 * The shape of an assignment problem. May be absent: `fields` (all), `max` (none), `conflicts`, `fixed`, `costs` (empty); `maxChance` and
 * `seed` (nothing is drawn).
 * `strict` refuses unknown keys; otherwise they are passed over.
 */
function problemSchema(strict: boolean) {
  const object = <T extends z.ZodRawShape>(shape: T) =>
    strict ? z.strictObject(shape, codes("NOT_OBJECT")) : z.object(shape, codes("NOT_OBJECT"));
  return object({
    perEntry: whole(1),
    judges: list(object({ id: text, fields: orNull(list(text)), max: orNull(whole(0)) })),
    entries: list(object({ id: text, field: text })),
    conflicts: list(pair).default([]),
    fixed: list(pair).default([]),
    costs: list(cost).default([]),
    maxChance: chance.optional(),
    seed: whole(0).optional(),
  });
}

const strictSchema = problemSchema(true);
const lenientSchema = problemSchema(false);

type Refusal = { faults: readonly AssignmentProblemFault[] };

/** `seed`: of the draw, where the file names one. */
export type ReadProblem = AssignmentProblem & { seed?: number | undefined };

/**
 * Reads an assignment problem out of JSON data. Refused with everything that is wrong with it, as far as it can be told
 * at one go: a broken item doesn't hide the faults of the others.
 */
export function readAssignmentProblem(data: unknown): Result<ReadProblem, "PROBLEM_REFUSED", Refusal> {
  const parsed = strictSchema.safeParse(data);
  if (!parsed.success) {
    const { issues } = parsed.error;
    return refused("PROBLEM_REFUSED", { faults: [...issues.flatMap(faultsOfIssue), ...faultsOfTheRest(data, issues)] });
  }
  const faults = findProblemFaults(parsed.data).map(({ path, ...fault }) => ({ where: z.core.toDotPath(path), ...fault }));
  return faults.length === 0 ? ok(parsed.data) : refused("PROBLEM_REFUSED", { faults });
}

function faultsOfIssue(issue: z.core.$ZodIssue): AssignmentProblemFault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ where: z.core.toDotPath([...issue.path, key]), code: "UNKNOWN_KEY" }));
  }
  const code = issue.message as AssignmentFormFaultCode;
  const fault = { where: z.core.toDotPath(issue.path), code };
  if (code === "TOO_SMALL" && issue.code === "too_small") return [{ ...fault, limit: Number(issue.minimum) }];
  if (code === "TOO_LARGE" && issue.code === "too_big") return [{ ...fault, limit: Number(issue.maximum) }];
  return [fault];
}

const LISTS = ["judges", "entries", "conflicts", "fixed", "costs"] as const;

/**
 * The contradictions in what is left without the unknown keys and the broken items; while a judge or an entry is
 * broken, nobody knows which are unknown.
 */
function faultsOfTheRest(data: unknown, issues: readonly z.core.$ZodIssue[]): AssignmentProblemFault[] {
  if (typeof data !== "object" || data === null) return [];
  const given: Record<string, unknown> = { ...data };
  const broken = issues.filter((issue) => issue.code !== "unrecognized_keys");
  const kept = new Map<string, number[]>();
  const rest: Record<string, unknown> = { perEntry: 1 };
  for (const name of LISTS) {
    const bad = new Set(broken.filter((issue) => issue.path[0] === name).map((issue) => issue.path[1]));
    const items: unknown[] = Array.isArray(given[name]) ? given[name] : [];
    const indexes = [...items.keys()].filter((index) => !bad.has(index));
    kept.set(name, indexes);
    rest[name] = indexes.map((index) => items[index]);
  }
  const isBroken = (name: string) => broken.some((issue) => issue.path[0] === name);
  return findProblemFaults(lenientSchema.parse(rest))
    .filter(({ code }) => !(code === "UNKNOWN_JUDGE" && isBroken("judges")))
    .filter(({ code }) => !(code === "UNKNOWN_ENTRY" && isBroken("entries")))
    .map(({ path: [name, index, ...inner], code, value }) => {
      const original = kept.get(String(name))?.[Number(index)] ?? Number(index);
      return { where: z.core.toDotPath([String(name), original, ...inner]), code, value };
    });
}

/** A reason in the reader's language. */
export function infeasibleReasonText(reason: InfeasibleReason, texts: AssignmentMessages): string {
  const { reasons } = texts;
  switch (reason.kind) {
    case "fixed_in_conflict":
      return reasons.fixedInConflict(reason);
    case "fixed_outside_fields":
      return reasons.fixedOutsideFields(reason);
    case "fixed_over_max":
      return reasons.fixedOverMax(reason);
    case "fixed_over_per_entry":
      return reasons.fixedOverPerEntry(reason);
    case "too_few_judges":
      return reasons.tooFewJudges(reason);
    case "too_little_room":
      return reasons.tooLittleRoom(reason);
    case "too_few_for_chance":
      return reasons.tooFewForChance(reason);
  }
}

/**
 * The answer as JSON text with reasons in the language of `texts`, ending in a line break: one assignment and one load a
 * line, assignments by entry, then judge, loads by judge. The same answer gives the same bytes.
 */
export function serialiseAssignmentAnswer(answer: AssignmentAnswer, texts: AssignmentMessages = vietnamese): string {
  if (answer.status === "infeasible") {
    const reasons = answer.reasons.map((reason) => infeasibleReasonText(reason, texts));
    return `${JSON.stringify({ status: answer.status, reasons }, null, 2)}\n`;
  }
  const assignments = answer.assignments.map((assignment) => JSON.stringify(assignment));
  const loads = Array.from(answer.loads, ([judge, load]) => `${JSON.stringify(judge)}: ${load}`);
  return [
    "{",
    '  "status": "optimal",',
    `  "assignments": ${block("[", assignments, "]")},`,
    `  "maxLoad": ${answer.maxLoad},`,
    `  "cost": ${answer.cost},`,
    `  "loads": ${block("{", loads, "}")}${answer.draw ? "," : ""}`,
    ...drawLines(answer.draw),
    "}\n",
  ].join("\n");
}

function drawLines(draw: AssignmentDraw | undefined): string[] {
  if (!draw) return [];
  return [`  "maxChance": "${plainPoints(draw.maxChance)}",`, `  "highestChance": "${plainPoints(highestOf(draw.highest))}",`, `  "seed": ${draw.seed}`];
}

function block(open: string, lines: readonly string[], close: string): string {
  return lines.length === 0 ? `${open}${close}` : `${open}\n    ${lines.join(",\n    ")}\n  ${close}`;
}
