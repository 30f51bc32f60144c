import type { ScreeningMessages } from "../vi/screening";

export const screening: ScreeningMessages = {};
