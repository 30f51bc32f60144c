import type { AssignmentProblemFault } from "~/features/judging/assignment-problem";
import { oneLine } from "./messages";

const FAULTS: Readonly<Record<AssignmentProblemFault["code"], (value: string, limit: string) => string>> = {
  MISSING: () => "thiếu",
  UNKNOWN_KEY: () => "khóa này không có trong định dạng",
  NOT_OBJECT: () => "phải là một đối tượng { … }",
  NOT_LIST: () => "phải là một danh sách [ … ]",
  NOT_TEXT: () => "phải là chuỗi ký tự",
  NOT_WHOLE: () => "phải là số nguyên",
  NOT_PAIR: () => 'phải là một cặp ["giám khảo", "bài dự thi"]',
  NOT_COST: () => 'phải là ["giám khảo", "bài dự thi", chi phí]',
  NOT_CHANCE: () => 'phải là chuỗi số thập phân trên 0, không quá 1, tối đa bốn chữ số lẻ, ví dụ "0.5"',
  TOO_SMALL: (_, limit) => `phải từ ${limit} trở lên`,
  TOO_LARGE: (_, limit) => `phải từ ${limit} trở xuống`,
  EMPTY: () => "không được để trống",
  DUPLICATE: (value) => `${value} đã có ở trên`,
  DUPLICATE_PAIR: (value) => `cặp ${value} đã có ở trên`,
  UNKNOWN_JUDGE: (value) => `không có giám khảo ${value}`,
  UNKNOWN_ENTRY: (value) => `không có bài dự thi ${value}`,
};

/** "where: what", in one line whatever the names hold. */
export function assignmentFaultLine({ where, code, value = "", limit }: AssignmentProblemFault): string {
  return oneLine(`${where === "" ? "(toàn bộ)" : where}: ${FAULTS[code](value, String(limit ?? ""))}`);
}

export const assignMessages = {
  seed: (given: string) => `--seed: ${JSON.stringify(given)} không phải số nguyên từ 0 đến ${Number.MAX_SAFE_INTEGER}`,
  seedWithoutCap: "seed: bài toán không có maxChance nên không bốc thăm gì",
  tooLarge: (judges: number, entries: number) => `bài toán quá lớn: ${judges} giám khảo × ${entries} bài dự thi`,
} as const;
