import { z } from "zod";
import { dateTimeField, optionalTextField } from "~/i18n/zod-fields";

/** When and where the ceremony is; both may be left open. */
export const ceremonySchema = z.object({ at: dateTimeField().optional(), place: optionalTextField({ max: 200 }) });
