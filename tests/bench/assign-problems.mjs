/**
 * Generated assignment problems, the same on every machine.
 * @typedef {import("../../app/domain/assignment/problem").AssignmentProblem} AssignmentProblem
 * @typedef {{ entries: number, judges: number, perEntry?: number, seed?: number }} Size
 */

const FIELDS = ["a", "b", "c", "d", "e"];

/**
 * Numbers from 0 up to 1, repeatable (mulberry32).
 * @param {number} seed
 */
export function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** @type {(random: () => number, below: number) => number} */
const draw = (random, below) => Math.floor(random() * below);
/** @type {(letter: string, count: number) => string[]} */
const idsOf = (letter, count) => Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

/**
 * The volume that reference measurements of another system used: conflicts 0, 1, 1, 2, 2 or 3 per entry, and per judge
 * 200 wishes for random entries, from -10 (unwanted) to 20 (wanted); a wish of 20 costs -20.
 * @param {Size & { wishes?: number, max?: number | null }} size
 * @returns {AssignmentProblem}
 */
export function conferenceProblem({ entries, judges, perEntry = 3, wishes = 200, max = null, seed = 1 }) {
  const random = randomNumbers(seed);
  const judgeIds = idsOf("J", judges);
  const entryIds = idsOf("E", entries);
  const conflicts = entryIds.flatMap((entry) => {
    const barred = new Set();
    for (let count = [0, 1, 1, 2, 2, 3][draw(random, 6)]; barred.size < count; ) barred.add(draw(random, judges));
    return [...barred].map((judge) => [judgeIds[judge], entry]);
  });
  const values = [-10, -5, -1, 1, 3, 5, 8, 10, 15, 20];
  const costs = judgeIds.flatMap((judge) => {
    const wanted = new Set();
    while (wanted.size < Math.min(wishes, entries)) wanted.add(draw(random, entries));
    return [...wanted].map((entry) => [judge, entryIds[entry], -values[draw(random, values.length)]]);
  });
  return {
    perEntry,
    judges: judgeIds.map((id) => ({ id, fields: null, max })),
    entries: entryIds.map((id) => ({ id, field: "a" })),
    conflicts,
    fixed: [],
    costs,
  };
}

/**
 * Every pair has a cost of up to a million, every judge two of five fields: dense, with long chains of handovers.
 * @param {Size & { spread?: number }} size
 * @returns {AssignmentProblem}
 */
export function denseProblem({ entries, judges, perEntry = 3, spread = 1_000_000, seed = 1 }) {
  const random = randomNumbers(seed);
  const judgeIds = idsOf("J", judges);
  const entryIds = idsOf("E", entries);
  return {
    perEntry,
    judges: judgeIds.map((id, index) => ({
      id,
      fields: [FIELDS[index % 5], FIELDS[(index + 1 + draw(random, 4)) % 5]],
      max: null,
    })),
    entries: entryIds.map((id) => ({ id, field: FIELDS[Math.floor(random() ** 2 * 5)] })),
    conflicts: [],
    fixed: [],
    costs: judgeIds.flatMap((judge) => entryIds.map((entry) => [judge, entry, draw(random, 2 * spread + 1) - spread])),
  };
}

/**
 * All costs equal, judges' maxima add up to exactly what is needed, and each judge serves only a band of the entries.
 * @param {Size} size
 * @returns {AssignmentProblem}
 */
export function tightProblem({ entries, judges, perEntry = 3, seed = 1 }) {
  const random = randomNumbers(seed);
  const judgeIds = idsOf("J", judges);
  const entryIds = idsOf("E", entries);
  const load = (entries * perEntry) / judges;
  const conflicts = [];
  const reach = Math.ceil(judges / 3);
  entryIds.forEach((entry, index) => {
    const centre = Math.floor((index * judges) / entries);
    judgeIds.forEach((judge, position) => {
      const apart = Math.abs(position - centre);
      if (Math.min(apart, judges - apart) > reach || random() < 0.5) conflicts.push([judge, entry]);
    });
  });
  return {
    perEntry,
    judges: judgeIds.map((id, index) => ({
      id,
      fields: null,
      max: Math.floor((index + 1) * load) - Math.floor(index * load),
    })),
    entries: entryIds.map((id) => ({ id, field: "a" })),
    conflicts,
    fixed: [],
    costs: judgeIds.flatMap((judge) => entryIds.map((entry) => [judge, entry, 7])),
  };
}

/**
 * Thirty fields of different crowding, each with its own judges: the largest load is far above the average and shows late.
 * @param {Size} size
 * @returns {AssignmentProblem}
 */
export function crowdedProblem({ entries, judges, perEntry = 3, seed = 1 }) {
  const random = randomNumbers(seed);
  const fields = Math.min(30, Math.floor(judges / perEntry));
  const judgeIds = idsOf("J", judges);
  const listed = Array.from({ length: entries }, () => Math.floor(Math.sqrt(random()) * fields))
    .toSorted((a, b) => a - b)
    .map((field, index) => ({ id: `E${String(index).padStart(6, "0")}`, field: `f${field}` }));
  return {
    perEntry,
    judges: judgeIds.map((id, index) => ({ id, fields: [`f${index % fields}`], max: null })),
    entries: listed,
    conflicts: [],
    fixed: [],
    costs: judgeIds.flatMap((judge) => listed.map(({ id }) => [judge, id, draw(random, 21) - 10])),
  };
}
