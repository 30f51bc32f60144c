import type { SheetData } from "~/domain/judging/sheet-data";
import { FormControl } from "./form-control";
import { startSaving } from "./saving";

const form = document.querySelector<HTMLFormElement>("form[data-score-sheet]");
const source = form?.querySelector("script[data-sheet]");

if (form && source) {
  const data = JSON.parse(source.textContent ?? "{}") as SheetData;
  startSaving(new FormControl(form, data), data);
}
