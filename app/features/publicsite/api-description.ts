import { PHASES } from "~/domain/contest/phases";

const moment = { type: "string", format: "date-time", examples: ["2026-12-20T08:00:00+07:00"] };
const text = { type: "string" };
const orNull = (schema: Readonly<Record<string, unknown>>) => ({ anyOf: [schema, { type: "null" }] });
const all = (properties: Readonly<Record<string, unknown>>) => ({ type: "object", required: Object.keys(properties), properties, additionalProperties: false });
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const parameter = (name: string, where: "path" | "query", schema: Readonly<Record<string, unknown>>, description: string) => ({
  name, in: where, required: where === "path", description, schema,
});
const answer = (description: string, type: string, schema: Readonly<Record<string, unknown>>, headers?: Readonly<Record<string, unknown>>) => ({
  description,
  ...(headers ? { headers } : {}),
  content: { [type]: { schema } },
});

const EDITION = all({
  slug: { type: "string", pattern: "^[a-z0-9]+(-[a-z0-9]+)*$" },
  kind: { enum: ["TECHNICAL", "YOUTH"] },
  number: { type: "integer" },
  title: text,
  host: text,
  phase: { enum: PHASES.filter((phase) => phase !== "DRAFT") },
  opensAt: moment,
  closesAt: moment,
  publishedAt: orNull(moment),
});

const AWARD = all({
  tier: { type: "string", description: "code of the prize tier" },
  tierLabel: text,
  code: { type: "string", description: "code of the entry" },
  title: text,
  field: { type: "string", description: "name of the field" },
  unit: text,
  authors: { type: "array", items: text, description: "only names whose publication is agreed to, now" },
  mean: { type: "string", pattern: "^\\d+(\\.\\d+)?$", description: "mean in points, as in the minutes" },
  rank: { type: "integer", minimum: 1, description: "competition rank over all entries" },
});

const RESULT = all({
  edition: { type: "string", description: "slug" },
  decision: all({ number: orNull(text), date: orNull({ type: "string", format: "date" }) }),
  ledgerHead: orNull({ type: "string", pattern: "^[0-9a-f]{64}$", description: "hash of the event by which the result in force was published or became final; the public sealed bundle ends with it" }),
  provisional: { type: "boolean", description: "false once the result is final" },
  awards: { type: "array", items: reference("Award") },
});

const PROBLEM = {
  type: "object",
  required: ["type", "title", "status"],
  properties: { type: text, title: text, status: { type: "integer" }, detail: text, plannedAt: orNull(moment) },
};

const NOT_PUBLISHED = "No such edition, or its results are not published yet; `plannedAt` is then the planned moment";
const NOT_YET = "No such edition, or its results are not published yet";
const SLUG = parameter("edition", "path", text, "slug of an announced edition");

/** The addresses for machines as an OpenAPI 3.1 document. */
export function apiDescription(publicUrl: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Open data of the creativity contests",
      version: "1",
      description: "Read-only, without account. Times are those of Vietnam (+07:00). Names appear only as consented and disappear at once when consent is withdrawn.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: publicUrl }],
    security: [],
    paths: {
      "/api/v1/editions": {
        get: {
          operationId: "listEditions",
          summary: "Announced editions, newest first",
          parameters: [
            parameter("page", "query", { type: "integer", minimum: 1, default: 1 }, "page, from 1"),
            parameter("per_page", "query", { type: "integer", minimum: 1, maximum: 100, default: 50 }, "editions per page"),
          ],
          responses: {
            "200": answer("One page", "application/json", { type: "array", items: reference("Edition") }, {
              Link: { description: "Pages around this one (RFC 8288): first, prev, next, last", schema: text },
            }),
          },
        },
      },
      "/cuoc-thi/{edition}/ket-qua.json": {
        get: {
          operationId: "getResult",
          summary: "The published result of an edition",
          parameters: [SLUG],
          responses: {
            "200": answer("The result", "application/json", reference("Result")),
            "404": answer(NOT_PUBLISHED, "application/problem+json", reference("Problem")),
          },
        },
      },
      "/cuoc-thi/{edition}/ket-qua.csv": {
        get: {
          operationId: "getResultTable",
          summary: "The awards of a published result as a table",
          parameters: [SLUG],
          responses: {
            "200": answer("UTF-8 with BOM, commas, one award a row, authors separated by semicolons", "text/csv", text),
            "404": answer(NOT_YET, "text/csv", text),
          },
        },
      },
      "/cuoc-thi/{edition}/bao-chi.csv": {
        get: {
          operationId: "getPressList",
          summary: "Prizes as newspapers print them: prize, title, names, unit, field, code",
          parameters: [SLUG],
          responses: { "200": answer("UTF-8 with BOM, commas, one award a row", "text/csv", text), "404": answer(NOT_YET, "text/csv", text) },
        },
      },
      "/cuoc-thi/{edition}/thong-ke.csv": {
        get: {
          operationId: "getStatistics",
          summary: "Entries and authors by field, unit, sex and age; behind every figure stand at least five people",
          parameters: [SLUG],
          responses: { "200": answer("UTF-8 with BOM, commas, one figure a row: table, group, counted, number; a hidden figure is empty", "text/csv", text), "404": answer(NOT_YET, "text/csv", text) },
        },
      },
      "/tin.xml": {
        get: {
          operationId: "getNews",
          summary: "Announcements, extensions, results and corrections of all contests, newest first",
          parameters: [],
          responses: { "200": answer("Atom (RFC 4287)", "application/atom+xml", text) },
        },
      },
      "/cuoc-thi/{edition}/tin.xml": {
        get: {
          operationId: "getEditionNews",
          summary: "The same of one edition",
          parameters: [SLUG],
          responses: { "200": answer("Atom (RFC 4287)", "application/atom+xml", text), "404": answer("No such edition", "application/problem+json", reference("Problem")) },
        },
      },
    },
    components: { schemas: { Edition: EDITION, Award: AWARD, Result: RESULT, Problem: PROBLEM } },
  };
}
