import { z } from "zod";
import { readBands } from "~/domain/contest/bands";
import { FILE_FAMILIES, MOST_PER_ENTRY, PART_KINDS, ROUND_KINDS } from "~/domain/contest/rules";
import { parsePoints, UNITS_PER_POINT } from "~/domain/kernel/decimal";
import { decimalField, moneyField, optionalTextField, textField } from "~/i18n/zod-fields";
import { versionField } from "./schemas";
import { MOST_APPEAL_DAYS } from "~/domain/results/appeals";
import { VOTE_RULES } from "~/domain/results/votes";

const MOST_ROWS = 60;
const LARGEST_MAXIMUM = 1000 * UNITS_PER_POINT;

const optionalText = (max: number) => optionalTextField({ max });
const orNull = <T extends z.ZodType>(schema: T) => schema.optional().transform((value) => value ?? null);
const ticked = z
  .boolean()
  .optional()
  .transform((value) => value ?? false);

/** A decimal as typed, in 1/10,000. */
const scaled = (max: number, min = 0) =>
  decimalField()
    .transform((text) => parsePoints(text) ?? 0)
    .pipe(z.number())
    .superRefine((value, context) => {
      if (value < min) context.addIssue({ code: "custom", params: { reason: "score_too_small" } });
      if (value > max) context.addIssue({ code: "custom", params: { reason: "score_too_big", max } });
    });

/** Codes travel in names of form fields, files and addresses. */
const code = () =>
  optionalTextField({ max: 30 }).superRefine((text, context) => {
    if (!/^[A-Za-z0-9_-]*$/.test(text)) context.addIssue({ code: "custom", params: { reason: "format" } });
  });

const line = {
  id: orNull(z.uuid()),
  position: z.coerce.number().min(0).max(1000).default(1000),
  remove: ticked,
};

/** Why rules of scoring change; asked for only once sheets were saved. */
const reason = optionalText(2000);

const rowsOf = <T extends z.ZodRawShape>(shape: T) => z.object({ version: versionField, rows: z.array(z.object({ ...line, ...shape })).max(MOST_ROWS).default([]) });

export const fieldsSchema = rowsOf({ code: code(), name: textField({ max: 300 }) }).extend({ reason });

export const tiersSchema = rowsOf({
  code: code(),
  label: textField({ max: 100 }),
  quota: z.coerce.number().int().min(0).max(10_000),
  minScore: orNull(scaled(LARGEST_MAXIMUM)),
  money: moneyField().pipe(z.number().max(2_000_000_000)).default(0),
});

const LARGEST_FILE_MB = 1024;
const MOST_FILES = 50;

/** A line of answers or columns: with a key it stands for what is stored; emptied, it goes. */
const option = z.object({ key: z.string().max(40).default(""), label: optionalText(100) });

export const partsSchema = rowsOf({
  kind: z.enum(PART_KINDS).default("TEXT"),
  label: textField({ max: 200 }),
  guidance: optionalText(2000),
  why: optionalText(1000),
  example: optionalText(5000),
  required: ticked,
  maxLength: orNull(z.coerce.number().int().min(10).max(50_000)),
  options: z.array(option).max(MOST_ROWS).default([]),
  families: z.array(z.enum(FILE_FAMILIES)).max(FILE_FAMILIES.length).default([]),
  maxFiles: orNull(z.coerce.number().int().min(1).max(MOST_FILES)),
  maxFileMegabytes: orNull(z.coerce.number().int().min(1).max(LARGEST_FILE_MB)),
  acceptsLink: ticked,
  forJudges: ticked,
  publishable: ticked,
});

/** Percent as typed becomes 1/10,000 of the whole: 40 gives 4000. */
const weight = () =>
  decimalField().transform((text, context) => {
    const typed = parsePoints(text) ?? 0;
    const HUNDREDTH = 100;
    if (typed % HUNDREDTH === 0 && typed <= 100 * UNITS_PER_POINT) return typed / HUNDREDTH;
    context.addIssue({ code: "custom", params: { reason: "weight_off" } });
    return z.NEVER;
  });

const MOST_ADMITTED = 10_000;

export const roundsSchema = rowsOf({
  code: code(),
  name: textField({ max: 100 }),
  kind: z.enum(ROUND_KINDS).default("PRELIMINARY"),
  weight: weight(),
  judgesPerEntry: orNull(z.coerce.number().int().min(1).max(MOST_PER_ENTRY)),
  admitFrom: orNull(scaled(LARGEST_MAXIMUM)),
  admitMost: orNull(z.coerce.number().int().min(1).max(MOST_ADMITTED)),
  blind: ticked,
}).extend({ reason });

const criterion = z.object({
  ...line,
  code: code(),
  label: textField({ max: 200 }),
  guidance: optionalText(3000),
  max: scaled(LARGEST_MAXIMUM, 1),
  step: scaled(LARGEST_MAXIMUM, 1),
  min: orNull(scaled(LARGEST_MAXIMUM)),
  partKey: orNull(z.string().max(60)),
  /** one band a line, as people write them */
  bands: optionalText(5000),
});

export const rubricSchema = z.object({
  version: versionField,
  reason,
  rows: z
    .array(
      criterion.transform((row, context) => {
        const { bands, unread } = readBands(row.bands, row.step);
        for (const { text } of unread.slice(0, 1)) context.addIssue({ code: "custom", path: ["bands"], params: { reason: "band_unread", line: text.slice(0, 60) } });
        return { ...row, bands };
      }),
    )
    .max(MOST_ROWS)
    .default([]),
});

export const copyRubricSchema = z.object({ version: versionField, from: z.uuid(), reason });
export const newRubricSchema = z.object({ version: versionField, id: z.uuid(), roundId: z.uuid(), fieldId: z.uuid(), reason });
export const removeRubricSchema = z.object({ version: versionField, reason });

const TIE_BREAKS = 5;

export const rankingSchema = z.object({
  version: versionField,
  judgesPerEntry: z.coerce.number().int().min(1).max(MOST_PER_ENTRY),
  minJudges: z.coerce.number().int().min(1).max(MOST_PER_ENTRY),
  decimals: z.coerce.number().int().min(0).max(4),
  maxSpread: orNull(scaled(LARGEST_MAXIMUM)),
  /** criteria in order; empty choices are left out */
  tieBreak: z
    .array(z.string().max(30).optional())
    .max(TIE_BREAKS)
    .default([])
    .transform((codes) => codes.flatMap((one) => (one ? [one] : []))),
  perField: ticked,
  /** left out: as it is */
  appealDays: z.coerce.number().int().min(0).max(MOST_APPEAL_DAYS).optional(),
  voteRule: z.enum(VOTE_RULES).default("CHAIR"),
  reason,
});
