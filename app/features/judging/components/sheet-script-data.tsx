import type { SheetData, SheetTexts } from "~/domain/judging/sheet-data";
import { formatsFor } from "~/i18n/formats";
import type { Messages } from "~/i18n/messages";
import { paths } from "~/paths";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { CRITERION_REMARK_LENGTH, REMARK_LENGTH } from "~/domain/judging/typed-scores";
import type { SheetView } from "../queries-sheet.server";

const ANY = "%s";

/** The sheet as data for the script of the page: what is stored, what the criteria allow, the words. */
export function SheetScriptData({ view }: { view: SheetView }) {
  const messages = useMessages();
  const locale = useLocale();
  const href = useHref();
  const { typedDecimal } = useFormats();
  const { sheet, lines } = view;
  const data: SheetData = {
    assignment: view.id,
    userId: view.userId,
    entry: view.code,
    version: sheet.version,
    state: sheet.state,
    isOpen: view.closed === null,
    savedAt: sheet.savedAt ? new Date(sheet.savedAt).toISOString() : null,
    criteria: lines.map(({ id, code, label, max, step, min, partKey }) => ({ id, code, label, max, step, min, partKey })),
    stored: {
      scores: Object.fromEntries(lines.map(({ id, value }) => [id, value === null ? "" : typedDecimal(value)])),
      remarks: Object.fromEntries(lines.map(({ id, remark }) => [id, remark])),
      remark: sheet.remark,
      note: sheet.note,
    },
    saveUrl: `${href(paths.judging())}/luu`,
    signInUrl: href(paths.signIn(href(paths.scoreSheet(view.id)))),
    locale,
    decimalMark: locale === "vi" ? "," : ".",
    texts: textsOf(messages, formatsFor(locale).integer),
  };
  return <script type="application/json" data-sheet="" dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll("<", "\\u003c") }} />;
}

function textsOf({ scoreSheet }: Messages, integer: (value: number) => string): SheetTexts {
  const { sheet, state } = scoreSheet;
  const { fault } = sheet;
  return {
    states: state.bare,
    statesAt: state.at,
    never: state.never,
    faults: {
      NOT_A_NUMBER: fault.NOT_A_NUMBER,
      OUT_OF_RANGE: fault.OUT_OF_RANGE(ANY),
      OFF_STEP: fault.OFF_STEP(ANY),
      MISSING: fault.MISSING,
      UNKNOWN: sheet.unknownField,
      too_long: sheet.tooLong(integer(REMARK_LENGTH)),
      criterion_too_long: sheet.tooLong(integer(CRITERION_REMARK_LENGTH)),
    },
    missing: sheet.missingMany(ANY),
    missingOne: sheet.missingOne(ANY),
    wrong: sheet.wrongMany(ANY),
    wrongOne: sheet.wrongOne(ANY),
    complete: sheet.allScored,
    signIn: state.signIn,
  };
}
