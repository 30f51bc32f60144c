import { describe, expect, it } from "vitest";
import { JUDGING_IDEAS } from "../../../../prisma/seed/demo/ideas/judging";
import { PUBLISHED_IDEAS } from "../../../../prisma/seed/demo/ideas/published";
import { COPYING, folded, isAlike, sharesPrint, TEXTS, type TextName } from "./corpus";

const NAMES = Object.keys(TEXTS) as TextName[];

/** Every text against every copy of itself; copies that hold another text of the set aside. */
const COPIES = NAMES.flatMap((name) => Object.entries(COPYING).map(([how, copy]) => ({ label: `${name} ${how}`, original: folded(TEXTS[name]), copy: folded(copy(TEXTS[name])) })));

const PAIRS_OF_STRANGERS = NAMES.flatMap((name, index) => NAMES.slice(index + 1).map((other) => ({ label: `${name} and ${other}`, original: folded(TEXTS[name]), copy: folded(TEXTS[other]) })));

describe("the labelled set", () => {
  it("every copy is found by its print and shown: 60 of 60", () => {
    expect(COPIES).toHaveLength(60);
    expect(COPIES.filter(({ original, copy }) => !sharesPrint(original, copy)).map(({ label }) => label)).toEqual([]);
    expect(COPIES.filter(({ original, copy }) => !isAlike(original, copy)).map(({ label }) => label)).toEqual([]);
  });

  it("of texts by different people on the same and other subjects none is shown: 0 of 15", () => {
    expect(PAIRS_OF_STRANGERS).toHaveLength(15);
    expect(PAIRS_OF_STRANGERS.filter(({ original, copy }) => isAlike(original, copy)).map(({ label }) => label)).toEqual([]);
  });

  it("of the entries of the demo, all different, no pair is shown", () => {
    const texts = [...JUDGING_IDEAS, ...PUBLISHED_IDEAS].map(({ title, summary, idea, materials, structure, principle, novelty, creativity, applicability }) => ({
      title,
      text: folded([summary, idea, materials, structure, principle, novelty, creativity, applicability].join("\n")),
    }));
    const shown = texts.flatMap((one, index) => texts.slice(index + 1).filter((other) => isAlike(one.text, other.text)).map((other) => `${one.title} / ${other.title}`));
    expect(texts.length).toBeGreaterThan(20);
    expect(shown).toEqual([]);
  });
});
