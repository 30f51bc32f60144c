import { fill, percentOf, sizeText, type Texts, timeText } from "./texts";

export type PanelAct = "pause" | "resume" | "cancel" | "tryAgain" | "dismiss";

/** What one upload shows: a bar, a sentence and the buttons that make sense now. */
export class UploadPanel {
  readonly element = document.createElement("div");
  private readonly name = document.createElement("p");
  private readonly bar = document.createElement("progress");
  private readonly sentence = document.createElement("p");
  private readonly notes = document.createElement("div");
  private readonly buttons = document.createElement("div");

  constructor(
    readonly fileName: string,
    private readonly texts: Texts,
    private readonly onAct: (act: PanelAct) => void,
  ) {
    this.element.className = "upload-panel";
    this.name.className = "picked-name";
    this.name.textContent = fileName;
    this.bar.max = 100;
    this.bar.setAttribute("aria-label", fileName);
    this.notes.className = "help";
    this.buttons.className = "actions";
    this.element.append(this.name, this.bar, this.sentence, this.notes, this.buttons);
  }

  /** In the row of its file the name stands already. */
  placeIn(slot: Element, isRow: boolean): void {
    this.name.hidden = isRow;
    if (this.element.parentElement !== slot) slot.append(this.element);
  }

  show(text: string, { percent, acts, isError = false }: { percent: number | null; acts: readonly PanelAct[]; isError?: boolean }): void {
    this.sentence.textContent = text;
    this.sentence.className = isError ? "field-error" : "";
    this.bar.hidden = percent === null;
    if (percent !== null) this.bar.value = percent;
    const wanted = acts.join(" ");
    if (this.buttons.dataset["acts"] === wanted) return;
    const hadFocus = this.buttons.contains(document.activeElement);
    this.buttons.dataset["acts"] = wanted;
    this.buttons.replaceChildren(...acts.map((one) => this.button(one)));
    if (hadFocus) this.buttons.querySelector("button")?.focus();
  }

  note(text: string): void {
    const line = document.createElement("p");
    line.textContent = text;
    this.notes.append(line);
  }

  private button(act: PanelAct): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet btn-small";
    button.dataset["panelAct"] = act;
    button.textContent = this.texts[act] ?? "";
    button.setAttribute("aria-label", `${this.texts[act] ?? ""} – ${this.fileName}`);
    button.addEventListener("click", () => this.onAct(act));
    return button;
  }
}

const WINDOW_MS = 15_000;

/** How long the rest will take, by what the last seconds brought. */
export class Pace {
  private samples: { at: number; loaded: number }[] = [];

  /** "Đang tải lên: 63 % (…), còn khoảng 3 phút" */
  sentence(loaded: number, total: number, texts: Texts): string {
    const now = performance.now();
    this.samples = [...this.samples.filter((one) => now - one.at < WINDOW_MS && one.loaded <= loaded), { at: now, loaded }];
    const first = this.samples[0] ?? { at: now, loaded };
    const perSecond = (loaded - first.loaded) / Math.max(0.001, (now - first.at) / 1000);
    const sent = fill(texts["uploading"], { percent: percentOf(loaded, total), done: sizeText(loaded, texts.locale), total: sizeText(total, texts.locale) });
    if (now - first.at < 1500 || perSecond <= 0) return sent;
    return `${sent}, ${fill(texts["left"], { time: timeText((total - loaded) / perSecond, texts) })}`;
  }
}
