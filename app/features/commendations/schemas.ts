import { getZodConstraint } from "@conform-to/zod/v4";
import * as z from "zod";
import type { PaperDays } from "~/domain/documents/paper-days";
import { GIVEN_NUMBER_LENGTH, isGivenNumber, tidyNumber } from "~/domain/documents/paper-number";
import { paperDayField } from "~/features/documents/paper-day-field";
import { moneyField, optionalTextField, textField } from "~/i18n/zod-fields";

const MOST_MONEY = 2_000_000_000;
/** Longest grounds and name that fit on the printed sheet. */
export const GROUNDS_LENGTH = 300;
export const RECIPIENT_LENGTH = 150;
export const DETAIL_LENGTH = 200;
export const REASON_LENGTH = 1000;
export const OPENING_LENGTH = 2000;
/** Rows of one proposal. */
export const MOST_ROWS = 50;

export const KINDS = ["COMMENDATION", "MERIT"] as const;
export const RECIPIENTS = ["ORGANISATION", "COLLECTIVE", "PERSON"] as const;

const money = () => moneyField().pipe(z.number().int().min(0).max(MOST_MONEY));
const version = z.coerce.number().int().min(1);
const ticked = z.boolean().optional().transform((value) => value === true);

/** A row that nobody began stays out; one that was begun has to be whole. */
const rowSchema = z
  .object({
    id: z.uuid(),
    recipientKind: z.enum(RECIPIENTS),
    name: optionalTextField({ max: RECIPIENT_LENGTH }),
    detail: optionalTextField({ max: DETAIL_LENGTH }),
    grounds: optionalTextField({ max: GROUNDS_LENGTH }),
    mayPublish: ticked,
  })
  .superRefine(({ name, detail, grounds }, context) => {
    if (name === "" && detail === "" && grounds === "") return;
    for (const [field, text] of [["name", name], ["grounds", grounds]] as const) {
      if (text === "") context.addIssue({ code: "custom", path: [field], input: text, params: { reason: "required" } });
    }
  });

export const proposalSchema = z.object({ kind: z.enum(KINDS), authorityId: z.uuid(), money: money(), rows: z.array(rowSchema).max(MOST_ROWS) });
export const proposalConstraint = getZodConstraint(z.object({ kind: z.enum(KINDS), authorityId: z.uuid(), money: money() }));

export const changeSchema = z.object({
  version,
  kind: z.enum(KINDS),
  recipientKind: z.enum(RECIPIENTS),
  name: textField({ max: RECIPIENT_LENGTH }),
  detail: optionalTextField({ max: DETAIL_LENGTH }),
  grounds: textField({ max: GROUNDS_LENGTH }),
  money: money(),
  mayPublish: ticked,
});
export const changeConstraint = getZodConstraint(changeSchema);

/** What may be put right once the letter was sent. */
export const afterwardsSchema = z.object({ version, mayPublish: ticked, bookNumber: optionalTextField({ max: 20 }) });

export const dropSchema = z.object({ version, reason: textField({ min: 5, max: REASON_LENGTH }) });
export const dropConstraint = getZodConstraint(dropSchema);

export const authoritySchema = z.object({
  id: z.uuid(),
  version: z.coerce.number().int().min(0),
  name: textField({ max: 160 }),
  letterheadParent: optionalTextField({ max: 160 }),
  letterheadBody: textField({ max: 160 }),
  signerTitle: textField({ max: 120 }),
  signerName: optionalTextField({ max: 80 }),
  place: textField({ max: 80 }),
  withEmblem: ticked,
});
export const authorityConstraint = getZodConstraint(authoritySchema);

export const letterSchema = z.object({ version, opening: optionalTextField({ max: OPENING_LENGTH }), signerTitle: optionalTextField({ max: 120 }), signerName: optionalTextField({ max: 80 }) });

/** The number of a paper that is numbered elsewhere. */
const numberField = () =>
  textField({ max: GIVEN_NUMBER_LENGTH }).transform(tidyNumber).superRefine((number, context) => {
    if (!isGivenNumber(number)) context.addIssue({ code: "custom", input: number, params: { reason: "number_wrong" } });
  });

/** @param days the letter may bear */
export const sendSchema = (days: PaperDays) => z.object({ version, number: numberField(), date: paperDayField(days) });
/** @param days the decision may bear */
export const signSchema = (days: PaperDays) => z.object({ version, decisionNumber: numberField(), decisionDate: paperDayField(days), books: z.record(z.uuid(), optionalTextField({ max: 20 })).optional() });
/** @param days the decision may bear */
export const correctDecisionSchema = (days: PaperDays) => z.object({ version, decisionNumber: numberField(), decisionDate: paperDayField(days), reason: textField({ min: 5, max: REASON_LENGTH }) });

const ANY_DAY: PaperDays = { from: "0001-01-01", to: "9999-12-31" };
export const sendConstraint = getZodConstraint(sendSchema(ANY_DAY));
export const signConstraint = getZodConstraint(signSchema(ANY_DAY));
export const correctDecisionConstraint = getZodConstraint(correctDecisionSchema(ANY_DAY));
export const versionSchema = z.object({ version });
