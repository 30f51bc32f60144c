import { getZodConstraint } from "@conform-to/zod/v4";
import { z } from "zod";
import { CONTEST_KINDS, HOST_LEVELS } from "~/domain/contest/edition-draft";
import { AGE_OF_MAJORITY, YOUNGEST_SELF_CONSENT } from "~/domain/entry/ages";
import { dateTimeField, dayField, optionalTextField, textField } from "~/i18n/zod-fields";

const LAST_NUMBER = 999;
const MOST_GRACE_MINUTES = 24 * 60;

const optionalText = (max: number) => optionalTextField({ max });
/** Whole numbers as people type them; `0` counts as typed. */
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const orNull = <T extends z.ZodType>(schema: T) => schema.optional().transform((value) => value ?? null);
export const versionField = z.coerce.number().int();

const host = {
  hostUnitId: orNull(z.uuid()),
  hostLevel: z.enum(HOST_LEVELS),
  letterheadParent: textField({ max: 200 }),
  letterheadBody: textField({ max: 200 }),
  place: textField({ max: 100 }),
  contact: textField({ max: 1000 }),
};

const roundDates = z.object({ code: z.string().max(40), startsAt: dateTimeField(), endsAt: dateTimeField() });

const dates = {
  opensAt: dateTimeField(),
  closesAt: dateTimeField(),
  graceMinutes: whole(0, MOST_GRACE_MINUTES),
  screeningEndsAt: dateTimeField(),
  rounds: z.array(roundDates).max(10).default([]),
  judgingEndsAt: dateTimeField(),
  announcementAt: orNull(dateTimeField()),
};

const named = {
  number: whole(1, LAST_NUMBER),
  period: textField({ max: 30 }),
};

export const newEditionSchema = z
  .object({ id: z.uuid(), kind: z.enum(CONTEST_KINDS), ...named, ...host, hostName: optionalText(200), ...dates })
  .superRefine((edition, context) => {
    if (edition.hostUnitId === null && edition.hostName === "") context.addIssue({ code: "custom", path: ["hostName"], params: { reason: "host_missing" } });
  });

export const generalSchema = z.object({
  version: versionField,
  ...named,
  title: textField({ max: 300 }),
  ...host,
  hostName: textField({ max: 200 }),
  slug: textField({ max: 80 }),
  codePrefix: textField({ max: 24 }),
});

export const timelineSchema = z.object({ version: versionField, ...dates });

const year = whole(1990, 2199);

export const eligibilitySchema = z.object({
  version: versionField,
  birthDateFrom: orNull(dayField()),
  birthDateTo: orNull(dayField()),
  createdSinceYear: orNull(year),
  maxAuthors: orNull(whole(1, 100)),
});

const LARGEST_ENTRY_MB = 20 * 1024;
const LARGEST_EDITION_GB = 10_000;
const MOST_DUE_HOURS = 14 * 24;

export const dossierSchema = z.object({
  version: versionField,
  summaryLength: whole(100, 10_000),
  commitmentText: optionalText(5000),
  entryMaxMegabytes: whole(1, LARGEST_ENTRY_MB),
  totalMaxGigabytes: orNull(whole(1, LARGEST_EDITION_GB)),
  filesDueHours: whole(0, MOST_DUE_HOURS),
  selfConsentFrom: whole(YOUNGEST_SELF_CONSENT, AGE_OF_MAJORITY),
});

export const textsSchema = z.object({ version: versionField, introduction: optionalText(5000), rulesText: optionalText(60_000) });

export const announceSchema = z.object({ version: versionField });

export const extensionSchema = z.object({ id: z.uuid(), version: versionField, to: dateTimeField(), reason: textField({ max: 1000, min: 10 }) });

export const newEditionConstraint = getZodConstraint(newEditionSchema);
export const generalConstraint = getZodConstraint(generalSchema);
export const timelineConstraint = getZodConstraint(timelineSchema);
export const dossierConstraint = getZodConstraint(dossierSchema);
export const textsConstraint = getZodConstraint(textsSchema);
export const extensionConstraint = getZodConstraint(extensionSchema);
