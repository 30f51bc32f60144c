export { type Bar, BarList } from "./bar-list";
export { type ScoreDot, ScoreLine } from "./score-line";
export { RankRange } from "./rank-range";
export { type Part, StackedProgress } from "./stacked-progress";
