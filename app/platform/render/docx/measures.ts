/** In Word the paper names the typeface the decree asks for; every office PC has it. */
export const FONT = "Times New Roman";

const TWIPS_PER_MM = 1440 / 25.4;
const PIXELS_PER_MM = 96 / 25.4;

export const twips = (millimetres: number): number => Math.round(millimetres * TWIPS_PER_MM);
export const pixels = (millimetres: number): number => Math.round(millimetres * PIXELS_PER_MM);
export const halfPoints = (points: number): number => Math.round(points * 2);
/** distances between paragraphs, from points */
export const spacing = (points: number): number => Math.round(points * 20);
