import { bandFaults, readBands } from "~/domain/contest/bands";
import type { CriterionRule } from "~/domain/contest/rules";
import { HALF_POINT, points } from "./preset";

/** A criterion of a preset; `bands` as people type them, one a line. Throws where they do not fit the scale. */
export function criterion(code: string, label: string, max: number, partKey: string, bands: string): CriterionRule {
  const scale = { max: points(max), step: HALF_POINT };
  const read = readBands(bands, scale.step);
  if (read.unread.length > 0 || bandFaults(read.bands, scale).length > 0) throw new Error(`bands of criterion ${code}`);
  return { code, label, guidance: "", ...scale, min: null, partKey, bands: read.bands };
}
