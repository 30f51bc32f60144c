import { createRequire } from "node:module";
import { Font } from "@react-pdf/renderer";

/** Metric-compatible with Times New Roman, all of Vietnamese in it (SIL Open Font License). */
export const BODY_FONT = "Tinos";
/** Line drawings for the emoji people type (SIL Open Font License). */
export const EMOJI_FONT = "Noto Emoji";

interface Coverage {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

interface FontFace extends Coverage {
  readonly characterSet: readonly number[];
  glyphForCodePoint(codePoint: number): unknown;
}

const BODY_FACES = [
  { fontWeight: 400, fontStyle: "normal" },
  { fontWeight: 700, fontStyle: "normal" },
  { fontWeight: 400, fontStyle: "italic" },
  { fontWeight: 700, fontStyle: "italic" },
] as const;

const require = createRequire(import.meta.url);
const tinos = (file: string) => require.resolve(`@expo-google-fonts/tinos/${file}`);

let loaded: Promise<(text: string) => FontRun[]> | undefined;

/** Registers the fonts once and gives what splits a text into stretches of one font. */
export function loadFonts(): Promise<(text: string) => FontRun[]> {
  return (loaded ??= register());
}

async function register(): Promise<(text: string) => FontRun[]> {
  Font.register({
    family: BODY_FONT,
    fonts: [
      { src: tinos("400Regular/Tinos_400Regular.ttf") },
      { src: tinos("700Bold/Tinos_700Bold.ttf"), fontWeight: 700 },
      { src: tinos("400Regular_Italic/Tinos_400Regular_Italic.ttf"), fontStyle: "italic" },
      { src: tinos("700Bold_Italic/Tinos_700Bold_Italic.ttf"), fontWeight: 700, fontStyle: "italic" },
    ],
  });
  // The library takes the nearest face for bold and italics.
  Font.register({ family: EMOJI_FONT, src: require.resolve("@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf") });
  Font.registerHyphenationCallback((word) => [word]);
  const [[body], emoji] = await Promise.all([Promise.all(BODY_FACES.map((face) => faceOf({ fontFamily: BODY_FONT, ...face }))), faceOf({ fontFamily: EMOJI_FONT, fontWeight: 400, fontStyle: "normal" })]);
  if (!body) throw new Error("no font for papers");
  return (text) => splitByFont(text, body, emoji);
}

/** Glyphs of letters joined into one are read back as the letters. */
const isLigature = (codePoint: number) => codePoint >= 0xfb00 && codePoint <= 0xfb06;

/**
 * A face with every glyph known by its character. The library keeps glyphs between papers under the character they were first met
 * with, and a base letter first met as a part of "ớ" has none: text of later papers could not be searched or copied.
 */
async function faceOf(face: { fontFamily: string; fontWeight: number; fontStyle: "normal" | "italic" }): Promise<Coverage> {
  await Font.load(face);
  const source: { data: unknown } | undefined = Font.getFont(face);
  const font = source?.data;
  if (!isFontFace(font)) throw new Error(`font ${face.fontFamily} could not be read`);
  for (const codePoint of font.characterSet) if (!isLigature(codePoint)) font.glyphForCodePoint(codePoint);
  return font;
}

function isFontFace(data: unknown): data is FontFace {
  return typeof data === "object" && data !== null && "hasGlyphForCodePoint" in data && "glyphForCodePoint" in data && "characterSet" in data;
}

export interface FontRun {
  text: string;
  isEmoji: boolean;
}

/** Joins emoji into one picture, or chooses how one looks: the emoji font has no such pictures, so the parts stand alone. */
function isJoiner(codePoint: number): boolean {
  return codePoint === 0x200c || codePoint === 0x200d || (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0x1f3fb && codePoint <= 0x1f3ff);
}

const UNKNOWN = "□";
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/u;
const WHITE_SPACE = /\p{White_Space}/u;

/** What ends a line has no glyph and needs none; a space no font has is a space. */
function shownAs(character: string, isKnown: boolean): string {
  if (LINE_BREAK.test(character)) return "\n";
  if (isKnown) return character;
  return WHITE_SPACE.test(character) ? " " : UNKNOWN;
}

/**
 * Stretches of one font each. The library's own fallback between fonts loses every second one of neighbouring emoji.
 * What no font has becomes a box: better than nothing at all where a letter stood. Line breaks and white space never do.
 */
export function splitByFont(text: string, body: Coverage, emoji: Coverage): FontRun[] {
  const runs: FontRun[] = [];
  for (const character of text.replaceAll("\r\n", "\n")) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (isJoiner(codePoint)) continue;
    const inBody = body.hasGlyphForCodePoint(codePoint);
    const isEmoji = !inBody && emoji.hasGlyphForCodePoint(codePoint);
    const shown = shownAs(character, inBody || isEmoji);
    const last = runs.at(-1);
    if (last?.isEmoji === isEmoji) last.text += shown;
    else runs.push({ text: shown, isEmoji });
  }
  return runs;
}
