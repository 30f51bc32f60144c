import { getZodConstraint } from "@conform-to/zod/v4";
import { z } from "zod";
import { THING_CONDITIONS } from "~/domain/things/things";
import { optionalTextField, textField } from "~/i18n/zod-fields";

const uuid = () => z.uuid();
const condition = () => z.enum(THING_CONDITIONS);
const note = () => optionalTextField({ max: 1000 });

export const receiveSchema = z.object({
  /** handed out with the form: sent twice, it makes one */
  id: uuid(),
  entryCode: textField({ max: 40 }),
  description: textField({ max: 300 }),
  personName: textField({ max: 200 }),
  place: textField({ max: 200 }),
  condition: condition(),
  note: note(),
});
export const receiveConstraint = getZodConstraint(receiveSchema);

const seen = () => z.coerce.number().int().min(1);
export const moveSchema = z.object({ seen: seen(), place: textField({ max: 200 }), condition: condition(), note: note() });
export const moveConstraint = getZodConstraint(moveSchema);
export const returnSchema = z.object({ seen: seen(), personName: textField({ max: 200 }), condition: condition(), note: note() });
export const returnConstraint = getZodConstraint(returnSchema);
