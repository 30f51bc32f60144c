import { dayFault, type PaperDays } from "~/domain/documents/paper-days";
import { dayField } from "~/i18n/zod-fields";

/** The day of a paper; why another one may not stand there is told as `DayFault`. @param days it may bear */
export const paperDayField = (days: PaperDays) =>
  dayField().superRefine((day, context) => {
    const fault = dayFault(day, days);
    if (fault) context.addIssue({ code: "custom", input: day, params: { reason: fault } });
  });
