import type { SheetData } from "~/domain/judging/sheet-data";
import { FormControl } from "./form-control";

const form = document.querySelector<HTMLFormElement>("form[data-score-sheet]");
const source = form?.querySelector("script[data-sheet]");

if (form && source) new FormControl(form, JSON.parse(source.textContent ?? "{}") as SheetData);
