import type { StoredSheet } from "~/domain/judging/sheet-save";
import { button, make } from "./dom";
import { sameValues, type SheetRecord, type SheetValues, valuesOf, valuesOfStored } from "./record";
import { fill, type OfflineTexts, timeText } from "./page";

interface Deciding {
  texts: OfflineTexts;
  choose: (values: SheetValues) => Promise<void>;
  forget: () => Promise<void>;
}

/** One line to compare: a score, a remark on a criterion, the remark on the whole or the private note. */
interface Line {
  label: string;
  of: (values: SheetValues) => string;
  put: (values: SheetValues, text: string) => SheetValues;
}

function linesOf(criteria: SheetRecord["criteria"], texts: OfflineTexts): Line[] {
  const byId = (kind: "scores" | "remarks", id: string, label: string): Line => ({
    label,
    of: (values) => values[kind][id] ?? "",
    put: (values, text) => ({ ...values, [kind]: { ...values[kind], [id]: text } }),
  });
  const whole = (kind: "remark" | "note", label: string): Line => ({ label, of: (values) => values[kind], put: (values, text) => ({ ...values, [kind]: text }) });
  return [
    ...criteria.flatMap(({ id, label }) => [byId("scores", id, label), byId("remarks", id, fill(texts.conflict.remarkOn, label))]),
    whole("remark", texts.conflict.remark),
    whole("note", texts.conflict.note),
  ];
}

/** Draws what the judge has to decide of a sheet into its place, or clears the place. */
export function showTrouble(place: HTMLElement, record: SheetRecord, deciding: Deciding): void {
  const { trouble } = record;
  place.replaceChildren();
  place.hidden = trouble === null;
  if (!trouble) return;
  place.append(trouble.kind === "conflict" ? conflict(trouble.stored, record, deciding) : refusal(record, deciding));
  const heading = place.querySelector<HTMLElement>("h2");
  heading?.scrollIntoView({ block: "center" });
}

const shown = (text: string, texts: OfflineTexts): Node => (text === "" ? make("span", { class: "muted" }, texts.conflict.empty) : make("span", { class: "whitespace-pre-line" }, text.replace(/^(\d+)\.(\d+)$/, texts.locale.startsWith("vi") ? "$1,$2" : "$1.$2")));

function conflict(stored: StoredSheet, record: SheetRecord, { texts, choose }: Deciding): HTMLElement {
  const mine = valuesOf(record);
  const words = texts.conflict;
  const theirs = valuesOfStored(stored);
  const lines = linesOf(record.criteria, texts).filter((line) => line.of(mine) !== line.of(theirs) && !sameValues(line.put(theirs, line.of(mine)), theirs));
  const picked = new Map<Line, "mine" | "stored">();
  const rows = lines.map((line, index) => {
    const side = (which: "mine" | "stored", text: string) => {
      const radio = make("input", { type: "radio", name: `doi-chieu-${index}`, value: which });
      radio.addEventListener("change", () => {
        picked.set(line, which);
        save.disabled = picked.size < lines.length;
      });
      return make("td", { class: "py-1 pr-2 align-top" }, make("label", { class: "choice" }, radio, make("span", { class: "sr-only" }, `${which === "mine" ? words.mine : words.stored}: `), shown(text, texts)));
    };
    return make("tr", {}, make("th", { scope: "row", class: "py-1 pr-2 align-top" }, line.label), side("mine", line.of(mine)), side("stored", line.of(theirs)));
  });
  const save = button(words.useChosen, "primary", () => choose([...picked].reduce((values, [line, which]) => line.put(values, line.of(which === "mine" ? mine : theirs)), theirs)));
  save.disabled = true;
  const head = make("tr", {}, ...[words.field, words.mine, words.stored].map((text) => make("th", { scope: "col", class: "pr-2" }, text)));
  return make(
    "section",
    { class: "notice tone-warning", role: "alert" },
    make(
      "div",
      { class: "min-w-0" },
      make("h2", { class: "strong" }, words.title),
      make("p", {}, fill(words.lead, timeText(stored.savedAt))),
      ...(stored.state === "LOCKED" ? [make("p", {}, words.locked)] : []),
      make("table", { class: "my-3 w-full text-left" }, make("thead", {}, head), make("tbody", {}, ...rows)),
      make("p", { class: "actions" }, save, button(words.useMine, "secondary", () => choose(mine)), button(words.useStored, "secondary", () => choose(theirs))),
    ),
  );
}

/** What was typed, as text to be copied. */
function asText(record: SheetRecord, texts: OfflineTexts): string {
  const values = valuesOf(record);
  return linesOf(record.criteria, texts)
    .filter((line) => line.of(values) !== "")
    .map((line) => `${line.label}: ${line.of(values)}`)
    .join("\n");
}

/** What the server did not take: why, what was typed, and that it goes only when the judge says so. */
function refusal(record: SheetRecord, deciding: Deciding): HTMLElement {
  const { texts, forget } = deciding;
  const words = texts.refused;
  const reason = record.trouble?.kind === "refused" ? texts.reasons[record.trouble.reason] : "";
  const content = asText(record, texts);
  const copy = button(words.copy, "secondary", () => navigator.clipboard.writeText(content).then(() => (copy.textContent = words.copied)));
  return make(
    "section",
    { class: "notice tone-danger", role: "alert" },
    make(
      "div",
      { class: "min-w-0" },
      make("h2", { class: "strong" }, words.title),
      make("p", {}, reason ?? ""),
      make("p", {}, words.kept),
      make("pre", { class: "whitespace-pre-wrap" }, content),
      make("p", { class: "actions" }, copy, button(words.forget, "danger", () => (confirm(words.ask) ? forget() : undefined))),
    ),
  );
}
