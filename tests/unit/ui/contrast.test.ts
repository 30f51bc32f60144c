import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../../../app/styles/tokens.css", import.meta.url), "utf8");

function tokensOf(block: string): Record<string, string> {
  return Object.fromEntries([...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1], match[2]]));
}

const darkStart = css.indexOf("@media (prefers-color-scheme: dark)");
const light = tokensOf(css.slice(0, darkStart));
const dark = tokensOf(css.slice(darkStart, css.indexOf("@theme")));

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["paper", "surface", "sunken"];
const textPairs: Array<[string, string]> = [
  ...["text", "muted", "ink", "brick", "leaf", "amber"].flatMap((text) => grounds.map((ground): [string, string] => [text, ground])),
  ["ink", "ink-soft"],
  ["text", "ink-soft"],
  ["muted", "ink-soft"],
  ["text", "saffron-soft"],
  ["muted", "saffron-soft"],
  ["ink", "saffron-soft"],
  ["amber", "saffron-soft"],
  ["leaf", "leaf-soft"],
  ["text", "leaf-soft"],
  ["ink", "leaf-soft"],
  ["brick", "brick-soft"],
  ["text", "brick-soft"],
  ["ink", "brick-soft"],
  ["on-brick", "brick"],
  ["on-saffron", "saffron"],
  ["on-saffron", "saffron-strong"],
  ["on-band", "band"],
  ["on-band", "band-deep"],
  ["on-band-muted", "band"],
  ["on-band-muted", "band-deep"],
];
/** Borders of controls, focus rings, parts of charts. */
const shapePairs: Array<[string, string]> = [
  ...["edge", "focus", "ink", "brick"].flatMap((shape) => grounds.map((ground): [string, string] => [shape, ground])),
  ["ink", "line"],
  ["saffron", "band"],
  ["saffron", "band-deep"],
];

describe.each([
  ["light", light],
  ["dark", dark],
])("%s theme", (_name, tokens) => {
  const colour = (name: string) => tokens[name] ?? `missing ${name}`;

  test("gives every colour of the other theme", () => {
    expect(Object.keys(tokens).toSorted()).toEqual(Object.keys(light).toSorted());
  });

  test.each(textPairs)("%s on %s reads with at least 4.5 to 1", (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(shapePairs)("%s beside %s is told apart with at least 3 to 1", (shape, ground) => {
    expect(contrast(colour(shape), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});

test("the measure itself agrees with the known extremes", () => {
  expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 5);
  expect(contrast("#12355b", "#f2a900")).toBeCloseTo(6.2, 1);
});
