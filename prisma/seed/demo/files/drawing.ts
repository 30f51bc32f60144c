import type { Chance } from "../../writing/chance";

/** What a drawing of the demo shows; each field of both contests has one. */
export type Motif = "board" | "screen" | "plant" | "gadget" | "roof" | "machine" | "furnace" | "field" | "care";

const MOTIFS: Readonly<Record<string, Motif>> = {
  DDHT: "board",
  PMTH: "screen",
  SPMT: "plant",
  SHDC: "gadget",
  BDKH: "roof",
  CNTT: "screen",
  CKXD: "machine",
  VLNL: "furnace",
  NLMT: "field",
  YD: "care",
  GDDT: "board",
};

export const motifOf = (field: string): Motif => MOTIFS[field] ?? "machine";

export const DRAWING = { width: 800, height: 600 } as const;

const SKIES = ["#d5e6f2", "#e8eef0", "#f3ead8", "#dfe9dc", "#e7e1ee", "#f4e3dc"] as const;
const GROUNDS = ["#9fb27a", "#b89d78", "#c9c2b4", "#8fa3a8", "#a5906f", "#bfc9a4"] as const;
const COLOURS = ["#b23a2f", "#12355b", "#3f7d4e", "#d08a2c", "#6c5b8c", "#2f7f86", "#8a5a3c"] as const;
const LINE = `stroke="#2b2b2b" stroke-width="5" stroke-linejoin="round" stroke-linecap="round"`;

const rect = (x: number, y: number, width: number, height: number, fill: string, rest = LINE) => `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${fill}" ${rest}/>`;
const circle = (x: number, y: number, r: number, fill: string, rest = LINE) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${rest}/>`;
const path = (d: string, fill = "none", rest = LINE) => `<path d="${d}" fill="${fill}" ${rest}/>`;

/** Things in a room or a yard that differ from picture to picture, so that no two drawings look alike. */
function surroundings(chance: Chance): string {
  const horizon = chance.between(330, 460);
  const back = Array.from({ length: chance.between(2, 4) }, () => {
    const [x, width, height] = [chance.between(-60, 700), chance.between(70, 240), chance.between(60, 260)];
    return rect(x, horizon - height, width, height, chance.pick(chance.next() < 0.5 ? SKIES : GROUNDS), `stroke="#8d8d86" stroke-width="2"`);
  });
  const floor = Array.from({ length: chance.between(3, 7) }, () => `<ellipse cx="${chance.whole(800)}" cy="${chance.between(horizon + 20, 590)}" rx="${chance.between(20, 120)}" ry="${chance.between(6, 22)}" fill="#000" opacity="0.07"/>`);
  return [rect(0, 0, 800, 600, chance.pick(SKIES), ""), ...back, rect(0, horizon, 800, 600 - horizon, chance.pick(GROUNDS), ""), ...floor].join("");
}

/** One motif around the point (0, 0), some 400 wide and 340 high. */
const THINGS: Readonly<Record<Motif, (chance: Chance) => string>> = {
  board: (chance) => {
    const columns = chance.between(3, 6);
    const pieces = Array.from({ length: columns * 3 }, (_, at) => {
      const [x, y] = [-165 + (at % columns) * (330 / columns), -120 + Math.floor(at / columns) * 75];
      return chance.next() < 0.5 ? circle(x + 25, y + 25, 18, chance.pick(COLOURS)) : rect(x + 6, y + 8, 36, 34, chance.pick(COLOURS));
    });
    return rect(-190, -145, 380, 245, "#f7f1e1") + pieces.join("") + path("M -120 100 L -160 180 M 120 100 L 160 180");
  },
  screen: (chance) => {
    const bars = Array.from({ length: 5 }, (_, at) => rect(-130 + at * 54, 20 - chance.between(20, 110), 34, 130, chance.pick(COLOURS)));
    return `${rect(-180, -150, 360, 250, "#22303c")}${rect(-162, -132, 324, 214, "#f5f8fa")}<clipPath id="s"><rect x="-160" y="-130" width="320" height="210"/></clipPath><g clip-path="url(#s)">${bars.join("")}</g>${path("M -60 150 L 60 150 M 0 100 L 0 150")}`;
  },
  plant: (chance) => {
    const leaves = Array.from({ length: chance.between(4, 8) }, (_, at) => {
      const [side, y] = [at % 2 === 0 ? 1 : -1, 20 - at * 26];
      return path(`M 0 ${y} Q ${side * 70} ${y - 70} ${side * chance.between(70, 140)} ${y - 20} Q ${side * 60} ${y + 10} 0 ${y}`, chance.pick(["#4f8a4c", "#6da34d", "#3b6e47"]));
    });
    return path("M 0 60 L 0 -170") + leaves.join("") + path("M -90 50 L 90 50 L 66 170 L -66 170 Z", chance.pick(COLOURS));
  },
  gadget: (chance) => {
    const [length, tilt] = [chance.between(150, 230), chance.between(-60, 60)];
    return path(`M -170 140 L 0 0 L ${length} ${tilt}`, "none", `stroke="#2b2b2b" stroke-width="16" stroke-linecap="round"`) + circle(0, 0, 34, chance.pick(COLOURS)) + rect(-215, 120, 130, 56, chance.pick(COLOURS)) + path(`M ${length} ${tilt} l 46 -34 M ${length} ${tilt} l 46 34`);
  },
  roof: (chance) => {
    const reach = chance.between(120, 300);
    const slats = Array.from({ length: 6 }, (_, at) => path(`M ${-200 + (at * reach) / 5} -60 L ${-200 + (at * reach) / 5} -20`));
    return path("M -200 -60 L 200 -60 M -200 -60 L -200 170 M 200 -60 L 200 170") + rect(-200, -60, reach, 34, chance.pick(COLOURS)) + slats.join("") + path(`M ${chance.between(40, 120)} -150 l 90 0 l 24 56 l -138 0 Z`, "#2a4a78") + rect(-90, 100, 180, 60, "#e3b85c");
  },
  machine: (chance) => {
    const [left, right, r] = [-chance.between(90, 150), chance.between(90, 150), chance.between(46, 78)];
    const wheel = (x: number) => circle(x, 110, r, "#f1efe8") + circle(x, 110, 10, "#2b2b2b") + path(`M ${x - r} 110 L ${x + r} 110 M ${x} ${110 - r} L ${x} ${110 + r}`);
    return path(`M -230 -120 L ${left} 30 L ${right + 60} 30`, "none", `stroke="#2b2b2b" stroke-width="14" stroke-linejoin="round"`) + path(`M -70 -130 L 90 -130 L 50 20 L -30 20 Z`, chance.pick(COLOURS)) + wheel(left) + wheel(right);
  },
  furnace: (chance) => {
    const flame = path(`M 0 120 q ${-chance.between(40, 70)} -70 10 -130 q 70 60 40 130 Z`, "#e07b2a");
    return rect(-130, -90, 260, 250, chance.pick(GROUNDS)) + path(`M ${chance.between(20, 80)} -90 l 0 -110 l 50 0 l 0 110`, "#777") + rect(-70, -10, 140, 150, "#33302c") + flame + path("M -180 -40 L -130 -40 M -180 40 L -130 40");
  },
  field: (chance) => {
    const rows = Array.from({ length: chance.between(4, 7) }, (_, row) => Array.from({ length: 9 }, (_unused, at) => circle(-200 + at * 50 + row * 9, 20 + row * 26, chance.between(6, 14), "#5d9145", "")).join(""));
    return path(`M -210 0 Q 0 ${-chance.between(150, 240)} 210 0`, "#eef4ea") + path("M -210 0 L -210 60 M 210 0 L 210 60 M 0 -110 L 0 20") + rows.join("") + circle(chance.between(-150, 150), -150, 30, "#f0c04a");
  },
  care: (chance) => {
    const [x, colour] = [chance.between(-60, 60), chance.pick(COLOURS)];
    return rect(-190, 40, 380, 70, "#e9edf0") + path("M -170 110 L -170 180 M 170 110 L 170 180") + circle(x, -40, chance.between(40, 62), "#f2ddc8") + path(`M ${x} 10 q -60 40 ${-chance.between(80, 130)} 34 M ${x} 10 q 60 40 ${chance.between(80, 130)} 34`, "none", `stroke="${colour}" stroke-width="22" stroke-linecap="round"`) + path("M 130 -150 l 0 60 M 100 -120 l 60 0", "none", `stroke="#b23a2f" stroke-width="20"`);
  },
};

/** A drawing as a photo of the thing would show it. The same chance gives the same drawing. */
export function drawing(chance: Chance, motif: Motif): string {
  const [x, y] = [chance.between(280, 520), chance.between(260, 350)];
  const [scale, turn, mirror] = [0.75 + chance.next() * 0.5, chance.between(-9, 9), chance.next() < 0.5 ? -1 : 1];
  const place = `translate(${x} ${y}) rotate(${turn}) scale(${(mirror * scale).toFixed(3)} ${scale.toFixed(3)})`;
  return page(`${surroundings(chance)}<g transform="${place}">${THINGS[motif](chance)}</g>`);
}

/** The same thing as its maker would draw it for somebody to make it again: lines on squared paper, with measures. */
export function plan(chance: Chance, motif: Motif): string {
  const grid = Array.from({ length: 40 }, (_, at) => `M ${at * 20} 0 V 600 M 0 ${at * 15} H 800`).join(" ");
  const measure = (y: number) => path(`M 140 ${y} H ${chance.between(480, 680)} M 140 ${y - 12} v 24`, "none", `stroke="#b23a2f" stroke-width="3"`);
  const thing = `<g transform="translate(${chance.between(330, 470)} 290) scale(${(0.9 + chance.next() * 0.3).toFixed(3)})" opacity="0.8">${THINGS[motif](chance)}</g>`;
  return page(`${rect(0, 0, 800, 600, "#fbfaf4", "")}${path(grid, "none", `stroke="#cfd8e3" stroke-width="1"`)}${thing}${measure(540)}${measure(chance.between(60, 110))}`);
}

const page = (content: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="${DRAWING.width}" height="${DRAWING.height}" viewBox="0 0 800 600">${content}</svg>`;
