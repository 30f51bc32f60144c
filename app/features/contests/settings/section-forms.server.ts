import { parseWithZod } from "@conform-to/zod/v4";
import type { z } from "zod";
import type { EditionRow } from "~/data/editions.server";
import { GIGABYTE, MEGABYTE } from "~/domain/contest/dossier-limits";
import type { Section } from "~/domain/contest/completeness";
import type { Services } from "~/features/services";
import { editionErrors, replyWith, type FormAnswer, type FormRequest } from "../forms.server";
import { withoutEmptyRows } from "../form-rows";
import { copyRubricSchema, fieldsSchema, newRubricSchema, partsSchema, rankingSchema, removeRubricSchema, roundsSchema, rubricSchema, tiersSchema } from "../list-schemas";
import { dossierSchema, eligibilitySchema, generalSchema, textsSchema, timelineSchema } from "../schemas";
import type { SettingsRequest, SettingsResult } from "./change-settings.server";
import { changeDossier, changeEligibility, changeGeneral, changeRanking, changeTexts, changeTimeline } from "./edition-sections.server";
import { changeFields, changeTiers } from "./list-sections.server";
import { changeParts } from "./parts-section.server";
import { addFieldRubric, changeRounds, changeRubric, copyRubric, removeFieldRubric } from "./round-sections.server";

export interface SectionRequest extends FormRequest {
  edition: EditionRow;
}

type Command<Input> = (services: Pick<Services, "db">, request: SettingsRequest<Input>) => Promise<SettingsResult>;

/** Reads a form by its schema, runs the command, and turns what stands against it into errors at the fields. */
async function save<Schema extends z.ZodType<{ version: number; reason?: string }>, Input>(
  services: Services,
  { actor, form, locale, now, edition }: SectionRequest,
  { schema, command, input }: { schema: Schema; command: Command<Input>; input: (value: z.output<Schema>) => Input },
): Promise<FormAnswer> {
  const submission = parseWithZod(withoutEmptyRows(form), { schema, error: editionErrors(locale) });
  if (submission.status !== "success") return { result: submission.reply(), reason: "invalid" };
  const { version, reason = "" } = submission.value;
  const saved = await command(services, { actor, editionId: edition.id, version, input: input(submission.value), reason, now });
  if (saved.ok) return { result: null, reason: null };
  return { result: replyWith(submission, saved.faults ?? [{ field: "", reason: saved.reason }], locale), reason: saved.reason };
}

const same = <T>(value: T) => value;

/** What a form says beside its version and the reason: columns are written as they come. */
function withoutVersion<T extends { version: number; reason?: string }>(value: T): Omit<T, "version" | "reason"> {
  const rest: Partial<T> = { ...value };
  delete rest.version;
  delete rest.reason;
  return rest as Omit<T, "version" | "reason">;
}

function inBytes<Row extends { maxFileMegabytes: number | null }>({ maxFileMegabytes, ...row }: Row) {
  return { ...row, maxFileBytes: maxFileMegabytes === null ? null : maxFileMegabytes * MEGABYTE };
}

/** Each section's form. */
export const submitSection: Readonly<Record<Section, (services: Services, request: SectionRequest) => Promise<FormAnswer>>> = {
  general: (services, request) =>
    save(services, request, { schema: generalSchema, command: changeGeneral, input: withoutVersion }),
  timeline: (services, request) =>
    save(services, request, { schema: timelineSchema, command: changeTimeline, input: withoutVersion }),
  eligibility: (services, request) => save(services, request, { schema: eligibilitySchema, command: changeEligibility, input: same }),
  fields: (services, request) => save(services, request, { schema: fieldsSchema, command: changeFields, input: same }),
  rounds: (services, request) =>
    request.form.get("intent") === "add-rubric"
      ? save(services, request, { schema: newRubricSchema, command: addFieldRubric, input: same })
      : save(services, request, { schema: roundsSchema, command: changeRounds, input: same }),
  ranking: (services, request) =>
    save(services, request, { schema: rankingSchema, command: changeRanking, input: withoutVersion }),
  tiers: (services, request) => save(services, request, { schema: tiersSchema, command: changeTiers, input: same }),
  parts: (services, request) => save(services, request, { schema: partsSchema, command: changeParts, input: ({ rows }) => ({ rows: rows.map(inBytes) }) }),
  dossier: (services, request) =>
    save(services, request, {
      schema: dossierSchema,
      command: changeDossier,
      input: ({ entryMaxMegabytes, totalMaxGigabytes, summaryLength, commitmentText, filesDueHours, selfConsentFrom }) => ({
        summaryLength,
        commitmentText,
        filesDueHours,
        selfConsentFrom,
        entryMaxBytes: entryMaxMegabytes * MEGABYTE,
        totalMaxBytes: totalMaxGigabytes === null ? null : totalMaxGigabytes * GIGABYTE,
      }),
    }),
  texts: (services, request) => save(services, request, { schema: textsSchema, command: changeTexts, input: withoutVersion }),
};

/** The form of one rubric: its criteria, a copy of another one's (intent `copy-rubric`), or the end of a field's own (`remove-rubric`). */
export function submitRubric(services: Services, request: SectionRequest & { rubricId: string }): Promise<FormAnswer> {
  const { rubricId } = request;
  const intent = request.form.get("intent");
  if (intent === "copy-rubric") return save(services, request, { schema: copyRubricSchema, command: copyRubric, input: ({ from }) => ({ rubricId, from }) });
  return intent === "remove-rubric"
    ? save(services, request, { schema: removeRubricSchema, command: removeFieldRubric, input: () => ({ rubricId }) })
    : save(services, request, { schema: rubricSchema, command: changeRubric, input: ({ rows }) => ({ rubricId, rows }) });
}
