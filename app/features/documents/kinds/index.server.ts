import { dossiers } from "./dossier.server";
import { rescoreMinutesKind, scoreSheetsBlank, scoreSheetsFilled, scoreSummaries } from "./jury.server";
import { OFFICIAL_KINDS } from "../official/index.server";
import type { DocumentKind } from "./kind";
import { registrationForms } from "./registration-form.server";

/** Every kind of paper there is, in the order in which they are listed. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [registrationForms, dossiers, scoreSheetsBlank, scoreSheetsFilled, scoreSummaries, rescoreMinutesKind, ...OFFICIAL_KINDS];
