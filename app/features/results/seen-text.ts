/** Divides a text by lines into those that name one of the entries, by code or title, and the others. */
export function linesAbout(text: string, entries: readonly { code: string; title: string }[]): { about: string[]; rest: string[] } {
  const words = entries.flatMap(({ code, title }) => [code, title]).filter((word) => word !== "").map((word) => word.toLowerCase());
  const names = (line: string) => words.some((word) => line.toLowerCase().includes(word));
  const lines = text.split("\n");
  return { about: lines.filter(names), rest: lines.filter((line) => !names(line)) };
}
