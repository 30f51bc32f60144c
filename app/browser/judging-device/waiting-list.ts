import { make } from "./dom";
import type { ListedSheet } from "./copy-panel";
import { forgotten, type SheetRecord, stateOf } from "./record";
import { fill, type OfflineSettings } from "./page";
import { showTrouble } from "./trouble";
import type { SheetStore } from "./sheet-store";
import type { Sync } from "./sync";

/** On the list of entries: what waits on this device, and what the judge has to decide. */
export class WaitingList {
  constructor(
    private readonly place: HTMLElement,
    private readonly store: SheetStore,
    private readonly settings: OfflineSettings,
    private readonly sheets: readonly ListedSheet[],
  ) {}

  async show(sync: Sync): Promise<void> {
    const records = await this.store.sheets();
    const { copy } = this.settings.texts;
    const waiting = records.filter((record) => stateOf(record) === "device");
    const toDecide = records.filter((record) => record.trouble !== null);
    const parts: HTMLElement[] = [];
    if (waiting.length > 0) parts.push(make("p", { class: "strong", "data-waiting": String(waiting.length) }, fill(sync.reach === "signed_out" ? copy.signedOut : copy.waiting, waiting.length)));
    if (toDecide.length > 0) parts.push(make("p", { class: "strong" }, fill(copy.toDecide, toDecide.length)), ...toDecide.map((record) => this.decision(record, sync)));
    this.place.replaceChildren(...parts);
    for (const record of records) this.mark(record);
  }

  private decision(record: SheetRecord, sync: Sync): HTMLElement {
    const { settings, store } = this;
    const name = this.nameOf(record.assignment);
    const line = make("div", { class: "grid gap-2" }, make("p", {}, make("a", { href: `${settings.home}/${record.assignment}` }, name)));
    // A conflict is settled on the sheet itself, beside the dossier.
    if (record.trouble?.kind !== "refused") return line;
    const place = make("div");
    line.append(place);
    const forget = async () => {
      await store.change(record.assignment, (found) => found && forgotten(found));
      sync.tell(record.assignment);
      await this.show(sync);
    };
    showTrouble(place, record, { texts: settings.texts, choose: async () => undefined, forget });
    return line;
  }

  private nameOf(assignment: string): string {
    return this.sheets.find(({ id }) => id === assignment)?.code ?? this.settings.texts.copy.sheet;
  }

  /** Beside the entry in the list: what the page, which may be older, cannot know. */
  private mark(record: SheetRecord): void {
    const { copy } = this.settings.texts;
    const state = stateOf(record);
    const words = { device: copy.onDevice, faulty: copy.faulty, conflict: copy.conflict, refused: copy.refused, late: copy.late, server: null }[state];
    for (const link of document.querySelectorAll<HTMLElement>(`main a[href$="/${CSS.escape(record.assignment)}"]`)) {
      if (this.place.contains(link)) continue;
      link.parentElement?.querySelector("[data-on-device]")?.remove();
      if (words) link.after(" ", make("span", { class: "badge", "data-on-device": state }, words));
    }
  }
}
