import type { Paper } from "./paper";

/** JSON as it is stored: no `undefined`, no dates, no bytes. */
export type StoredJson = string | number | boolean | null | StoredJson[] | { [key: string]: StoredJson };

/** How bytes and moments are written; no text of a paper is an object, so neither can be mistaken for one. */
const BYTES = "$base64";
const MOMENT = "$at";

/** A paper as JSON that says all of it: what is left out of the paper is left out here, pictures are written as base64. */
export function paperToJson(paper: Paper): StoredJson {
  return toJson(paper);
}

function toJson(value: unknown): StoredJson {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value instanceof Date) return { [MOMENT]: value.toISOString() };
  if (value instanceof Uint8Array) return { [BYTES]: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== "object") throw new TypeError(`a paper holds no ${typeof value}`);
  return Object.fromEntries(Object.entries(value).flatMap(([key, one]): [string, StoredJson][] => (one === undefined ? [] : [[key, toJson(one)]])));
}

/** The paper again. It is the caller's to have made sure that the JSON was written by `paperToJson`. */
export function paperFromJson(json: StoredJson): Paper {
  return fromJson(json) as Paper;
}

function fromJson(value: StoredJson): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(fromJson);
  const { [BYTES]: bytes, [MOMENT]: moment } = value;
  if (typeof bytes === "string") return new Uint8Array(Buffer.from(bytes, "base64"));
  if (typeof moment === "string") return new Date(moment);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fromJson(one)]));
}
