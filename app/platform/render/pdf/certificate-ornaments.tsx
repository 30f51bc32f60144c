import { G, Path, Svg } from "@react-pdf/renderer";
import type { ReactElement } from "react";

export const INK = "#12355b";
export const GOLD = "#b07d00";
const PALE = "#f3ead2";
/** A4, wide, in points. */
const WIDTH = 841.89;
const HEIGHT = 595.28;
/** Distance of the frame from the edge: printers leave the outermost millimetres white. */
const EDGE = 24;
const BAND = 13;
const CORNER = 46;

/** The frame and the pale bronze drum behind the words, as every certificate has them; drawn with lines, so that they print sharply at any size. */
export function Ornaments(): ReactElement {
  return (
    <Svg fixed viewBox={`0 0 ${WIDTH} ${HEIGHT}`} style={{ position: "absolute", top: 0, left: 0, width: WIDTH, height: HEIGHT }}>
      <Path d={DRUM} fill="none" stroke={PALE} strokeWidth={1.6} />
      <Path d={STAR} fill={PALE} />
      <Path d={rectangle(EDGE)} fill="none" stroke={INK} strokeWidth={2.4} />
      <Path d={rectangle(EDGE + BAND)} fill="none" stroke={GOLD} strokeWidth={0.9} />
      <Path d={CHAIN} fill="none" stroke={GOLD} strokeWidth={0.8} />
      {CORNERS.map((at) => (
        <G key={at} transform={at}>
          <Path d={CORNER_GROUND} fill="#ffffff" />
          <Path d={CORNER_LINES} fill="none" stroke={INK} strokeWidth={1.8} />
          <Path d={CORNER_LEAVES} fill={GOLD} />
        </G>
      ))}
    </Svg>
  );
}

const n = (value: number): string => value.toFixed(2);

const rectangle = (inset: number): string => `M${n(inset)} ${n(inset)}H${n(WIDTH - inset)}V${n(HEIGHT - inset)}H${n(inset)}Z`;

/** A circle as a path. */
const circle = (x: number, y: number, radius: number): string => `M${n(x - radius)} ${n(y)}a${n(radius)} ${n(radius)} 0 1 0 ${n(2 * radius)} 0a${n(radius)} ${n(radius)} 0 1 0 ${n(-2 * radius)} 0`;

/** Lozenges side by side in the band of the frame, without the corners. */
function lozenges(from: number, to: number, step: (at: number, width: number) => string): string {
  const count = Math.round((to - from) / 17);
  const width = (to - from) / count;
  return Array.from({ length: count }, (_, index) => step(from + index * width, width)).join("");
}

const half = BAND / 2 - 3;
const across = (y: number) => lozenges(EDGE + CORNER, WIDTH - EDGE - CORNER, (x, width) => `M${n(x)} ${n(y)}l${n(width / 2)} ${n(-half)}l${n(width / 2)} ${n(half)}l${n(-width / 2)} ${n(half)}Z`);
const down = (x: number) => lozenges(EDGE + CORNER, HEIGHT - EDGE - CORNER, (y, height) => `M${n(x)} ${n(y)}l${n(half)} ${n(height / 2)}l${n(-half)} ${n(height / 2)}l${n(-half)} ${n(-height / 2)}Z`);
const CHAIN = `${across(EDGE + BAND / 2)}${across(HEIGHT - EDGE - BAND / 2)}${down(EDGE + BAND / 2)}${down(WIDTH - EDGE - BAND / 2)}`;

/** Corners, each the first one turned. */
const CORNERS = [
  `translate(${n(EDGE)}, ${n(EDGE)})`,
  `translate(${n(WIDTH - EDGE)}, ${n(EDGE)}) rotate(90)`,
  `translate(${n(WIDTH - EDGE)}, ${n(HEIGHT - EDGE)}) rotate(180)`,
  `translate(${n(EDGE)}, ${n(HEIGHT - EDGE)}) rotate(270)`,
] as const;
const CORNER_GROUND = `M-2 -2H${CORNER}V${BAND + 3}H${BAND + 3}V${CORNER}H-2Z`;
const CORNER_LINES = `M${CORNER} 0H0V${CORNER}M${CORNER} ${BAND}H${BAND}V${CORNER}M${CORNER} 0V${BAND}M0 ${CORNER}H${BAND}M${BAND} ${BAND}m0 19c10 -1 18 -9 19 -19`;
const leaf = (x: number, y: number, dx: number, dy: number) => `M${n(x)} ${n(y)}c${n(dx * 0.1 - dy * 0.35)} ${n(dy * 0.1 + dx * 0.35)} ${n(dx * 0.8 - dy * 0.3)} ${n(dy * 0.8 + dx * 0.3)} ${n(dx)} ${n(dy)}c${n(-dx * 0.1 + dy * 0.35)} ${n(-dy * 0.1 - dx * 0.35)} ${n(-dx * 0.8 + dy * 0.3)} ${n(-dy * 0.8 - dx * 0.3)} ${n(-dx)} ${n(-dy)}Z`;
const CORNER_LEAVES = `${leaf(3, 3, 22, 22)}${leaf(12, 6.5, 28, 0)}${leaf(6.5, 12, 0, 28)}`;

/** The drum stands in the middle, a little above the foot of the page. */
const CENTRE = { x: WIDTH / 2, y: 290 };
const RAYS = 14;
const TEETH = 56;

const polar = (radius: number, turn: number): string => `${n(CENTRE.x + radius * Math.sin(2 * Math.PI * turn))} ${n(CENTRE.y - radius * Math.cos(2 * Math.PI * turn))}`;
const STAR = `M${Array.from({ length: RAYS * 2 }, (_, index) => polar(index % 2 === 0 ? 62 : 24, index / (RAYS * 2))).join("L")}Z`;
const teeth = (inner: number, outer: number): string => `M${Array.from({ length: TEETH * 2 + 1 }, (_, index) => polar(index % 2 === 0 ? inner : outer, index / (TEETH * 2))).join("L")}`;
const dots = (radius: number, count: number, size: number): string =>
  Array.from({ length: count }, (_, index) => {
    const turn = (2 * Math.PI * index) / count;
    return circle(CENTRE.x + radius * Math.sin(turn), CENTRE.y - radius * Math.cos(turn), size);
  }).join("");
const DRUM = [72, 80, 98, 106, 134, 142, 164, 170].map((radius) => circle(CENTRE.x, CENTRE.y, radius)).join("") + teeth(80, 98) + dots(120, 28, 8) + teeth(146, 160);
