import type { Styles } from "@react-pdf/renderer";
import { Text } from "@react-pdf/renderer";
import { Fragment, type ReactElement } from "react";
import type { Run } from "../paper";
import { EMOJI_FONT, type FontRun } from "./fonts.server";

export type Style = Styles[string];
export type SplitByFont = (text: string) => FontRun[];

/** Words longer than this may be broken: addresses, hashes, text typed without spaces. In narrow cells shorter ones may. */
const LONGEST_WORD = 24;
/** A word longer than this is no word (pasted data): it gets spaces one can see, for hidden ones cost more than the text is worth. */
const MOST_OF_WORD = 400;
const PIECE_OF_DATA = 24;
/** So small that it cannot be seen: where a line may end inside a long word. */
const BREAK_SIZE = 0.1;
/** Above the library's own cost of every other break: no hyphens, ever. */
export const NO_HYPHENS = 10_000;

/** Given to every text: an inherited one is measured by the letters of the page, and small ones would stand far apart. */
const LINE_HEIGHT = 1.2;

/** A line or paragraph of text of several looks. */
export function Line({ runs, style, split, keep, longest = LONGEST_WORD }: { runs: readonly Run[]; style: Style; split: SplitByFont; keep?: number; longest?: number }): ReactElement {
  return (
    <Text style={{ lineHeight: LINE_HEIGHT, ...style }} hyphenationPenalty={NO_HYPHENS} orphans={2} widows={2} minPresenceAhead={keep}>
      {runs.map((run, index) => (
        <Stretch key={index} run={run} split={split} indent={style.textIndent} longest={longest} />
      ))}
    </Text>
  );
}

/** Several spaces in a row would be taken for a place to hyphenate. */
const singleSpaces = (text: string) => text.replace(/ {2,}/g, " ");

/** The library reads the indent of the first line off the first stretch, which doesn't inherit it. */
function Stretch({ run, split, indent, longest }: { run: Run; split: SplitByFont; indent: Style["textIndent"]; longest: number }): ReactElement {
  const style: Style = { ...(indent === undefined ? {} : { textIndent: indent }), ...(run.bold ? { fontWeight: 700 } : {}), ...(run.italic ? { fontStyle: "italic" } : {}), ...(run.underline ? { textDecoration: "underline" } : {}) };
  return (
    <Text style={style}>
      {split(run.text).map(({ text, isEmoji }, index) =>
        isEmoji ? (
          <Text key={index} style={{ ...style, fontFamily: EMOJI_FONT, fontWeight: 400, fontStyle: "normal" }}>
            {text}
          </Text>
        ) : (
          <Fragment key={index}>{breakable(singleSpaces(text), longest)}</Fragment>
        ),
      )}
    </Text>
  );
}

function breakable(text: string, longest: number): (string | ReactElement)[] {
  const parts: (string | ReactElement)[] = [];
  for (const [index, part] of text.split(new RegExp(`([^ \\n]{${longest + 1},})`, "u")).entries()) {
    if (index % 2 === 0) {
      if (part !== "") parts.push(part);
      continue;
    }
    if (part.length > MOST_OF_WORD) {
      parts.push((part.match(DATA_PIECES) ?? []).join(" "));
      continue;
    }
    for (const [at, piece] of (part.match(PIECES) ?? []).entries()) {
      if (at > 0) parts.push(<Text key={`${index}-${at}`} style={{ fontSize: BREAK_SIZE }}> </Text>);
      parts.push(piece);
    }
  }
  return parts;
}

/** Best broken behind the marks of addresses. */
const PIECES = /[^@./_-]{1,7}[@./_-]?|[@./_-]/gu;
const DATA_PIECES = new RegExp(`.{1,${PIECE_OF_DATA}}`, "gu");
