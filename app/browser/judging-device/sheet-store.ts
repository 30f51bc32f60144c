import type { SheetRecord } from "./record";

/** Where score sheets are kept: on the device, or only in this page where the device keeps nothing. */
export interface SheetStore {
  /** false: closing the page loses what is not at the server */
  readonly isKept: boolean;
  sheet(assignment: string): Promise<SheetRecord | null>;
  sheets(): Promise<SheetRecord[]>;
  change(assignment: string, change: (record: SheetRecord | null) => SheetRecord | null): Promise<SheetRecord | null>;
}

/** For pages over plain HTTP, devices used by many and browsers that keep nothing: lives as long as the page. */
export class PageStore implements SheetStore {
  readonly isKept = false;
  private readonly records = new Map<string, SheetRecord>();

  async sheet(assignment: string): Promise<SheetRecord | null> {
    return this.records.get(assignment) ?? null;
  }

  async sheets(): Promise<SheetRecord[]> {
    return [...this.records.values()].sort((a, b) => a.turn - b.turn);
  }

  async change(assignment: string, change: (record: SheetRecord | null) => SheetRecord | null): Promise<SheetRecord | null> {
    const after = change(this.records.get(assignment) ?? null);
    if (after) this.records.set(assignment, after);
    else this.records.delete(assignment);
    return after;
  }
}
