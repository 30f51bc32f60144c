import type { SheetData } from "~/domain/judging/sheet-data";
import { FormControl } from "./form-control";
import { Keys } from "./keys";
import { NumberPad } from "./number-pad";
import { Panes } from "./panes";
import { startSaving } from "./saving";
import { Steppers } from "./steppers";

const form = document.querySelector<HTMLFormElement>("form[data-score-sheet]");
const source = form?.querySelector("script[data-sheet]");

if (form && source) {
  const data = JSON.parse(source.textContent ?? "{}") as SheetData;
  form.classList.add("has-script");
  const control = new FormControl(form, data);
  const steppers = new Steppers(control, data);
  const keys = new Keys(control, data, steppers, (assignment) => location.assign(new URL(assignment, location.href)));
  const pad = new NumberPad(control, data, steppers, (id) => keys.goOn(id));
  new Panes(form);
  keys.showChoices(() => pad.prepare());
  startSaving(control, data);
}
