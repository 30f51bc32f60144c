import type { InfeasibleReason } from "~/domain/assignment/problem";

type Reason<Kind extends InfeasibleReason["kind"]> = Extract<InfeasibleReason, { kind: Kind }>;

const names = (ids: readonly string[]) => (ids.length === 0 ? "không có ai" : ids.join(", "));

/** 3333 → "33,33 %". */
const percent = (chance: number) => `${String(chance / 100).replace(".", ",")} %`;

/** Why judges can't be assigned; ids stand as they were given. */
export const assignment = {
  reasons: {
    fixedInConflict: ({ judge, entry }: Reason<"fixed_in_conflict">) =>
      `Giám khảo ${judge} đã được ấn định cho bài ${entry} nhưng có xung đột lợi ích với bài này.`,
    fixedOutsideFields: ({ judge, entry, field }: Reason<"fixed_outside_fields">) =>
      `Giám khảo ${judge} đã được ấn định cho bài ${entry} nhưng không chấm lĩnh vực ${field}.`,
    fixedOverMax: ({ judge, max, entries }: Reason<"fixed_over_max">) =>
      `Giám khảo ${judge} nhận nhiều nhất ${max} bài nhưng đã được ấn định ${entries.length} bài: ${names(entries)}.`,
    fixedOverPerEntry: ({ entry, perEntry, judges }: Reason<"fixed_over_per_entry">) =>
      `Bài ${entry} cần đúng ${perEntry} giám khảo nhưng đã được ấn định ${judges.length}: ${names(judges)}.`,
    tooFewJudges: ({ entry, perEntry, judges }: Reason<"too_few_judges">) =>
      `Bài ${entry} cần ${perEntry} giám khảo nhưng chỉ có ${judges.length} người chấm được: ${names(judges)}.`,
    tooFewForChance: ({ entry, maxChance, needed, judges }: Reason<"too_few_for_chance">) =>
      `Với trần ${percent(maxChance)}, bài ${entry} cần ít nhất ${needed} giám khảo không xung đột để bốc; chỉ có ${judges.length}: ${names(judges)}.`,
    tooLittleRoom: ({ entries, judges, needed, available, maxChance }: Reason<"too_little_room">) =>
      `${maxChance === undefined ? "" : `Với trần ${percent(maxChance)}: `}Các giám khảo ${names(judges)} chỉ còn nhận được ${available} lượt chấm, nhưng các bài sau cần ít nhất ${needed} lượt từ họ: ${names(entries)}.`,
  },
};

export type AssignmentMessages = typeof assignment;
