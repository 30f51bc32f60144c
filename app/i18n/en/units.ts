import type { UnitsMessages } from "../vi/units";

export const units: UnitsMessages = {};
