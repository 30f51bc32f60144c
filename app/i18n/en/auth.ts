import type { AuthMessages } from "../vi/auth";

export const auth: AuthMessages = {};
