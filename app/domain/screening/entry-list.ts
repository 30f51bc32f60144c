import type { EntryState, ScreeningState } from "../entry/states";
import type { ListedWarning } from "./warnings";

/** The saved filters of the table of entries. `waiting` and `overdue` are the two sides of a supplement's date, `filesAwaited` and `filesOverdue` of that for declared files. */
export const ENTRY_TABS = ["all", "new", "waiting", "overdue", "filesAwaited", "filesOverdue", "qualified", "rejected", "warnings", "drafts", "withdrawn"] as const;
export type EntryTab = (typeof ENTRY_TABS)[number];

export const ENTRY_ORDERS = ["code", "submitted", "title", "unit", "state"] as const;
export type EntryOrder = (typeof ENTRY_ORDERS)[number];

/** What the table shows and in which order. */
export interface EntryFilter {
  tab: EntryTab;
  search: string;
  fieldId: string | null;
  /** words of the unit, without diacritics */
  unit: string;
  order: EntryOrder;
  descending: boolean;
}

/** One row of the table. */
export interface ListedEntry {
  id: string;
  code: string | null;
  version: number;
  title: string;
  state: EntryState;
  screening: ScreeningState;
  supplementDueAt: Date | null;
  submittedAt: Date | null;
  createdAt: Date;
  fieldName: string | null;
  unitName: string;
  authors: string[];
  /** a draft with a child's data to which no guardian agreed: its texts are empty here */
  isUnconsented: boolean;
  warnings: ListedWarning[];
}
