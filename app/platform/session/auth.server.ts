import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import type { Database } from "~/data/client.server";
import { phoneOfPlaceholder } from "~/domain/people/sign-in-name";
import { PASSWORD_LENGTH } from "~/domain/people/password";
import type { Config } from "~/platform/config/config.server";
import type { Log } from "~/platform/log/log.server";

/** Below this path of `auth.handler`; no route of ours stands there, requests are built in the server. */
export const AUTH_PATH = "/api/auth";
/** Of every cookie of ours. */
export const COOKIE_PREFIX = "sangtao";
/** Set by the server from the socket or a trusted proxy, never taken from a client. */
export const CLIENT_ADDRESS_HEADER = "x-client-address";
/** How long a link to set a password stays good, in seconds. */
export const RESET_SECONDS = 24 * 60 * 60;

const DAY = 24 * 60 * 60;

export interface ResetLink {
  userId: string;
  name: string;
  email: string;
  token: string;
}

export interface AuthParts {
  db: Database;
  config: Config;
  secret: string;
  log: Log;
  /** puts the link into the outbox */
  sendResetLink(link: ResetLink): Promise<void>;
}

/** Accounts, sessions and rate limits. What can be guessed must go through `auth.handler`: only that limits rates. */
export function createAuth({ db, config, secret, log, sendResetLink }: AuthParts) {
  return betterAuth({
    appName: "Sáng tạo",
    baseURL: config.publicUrl,
    basePath: AUTH_PATH,
    secret,
    database: prismaAdapter(db.prisma, { provider: "postgresql", transaction: true }),
    trustedOrigins: [config.publicUrl],
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => sendResetLink({ userId: user.id, name: user.name, email: user.email, token }),
    },
    user: {
      additionalFields: {
        phone: { type: "string", required: false, input: false },
        locale: { type: "string", required: false, input: true, defaultValue: "vi" },
      },
    },
    databaseHooks: {
      // In the same insert: no telephone account ever stands there without its number.
      user: { create: { before: async (user) => ({ data: { ...user, phone: phoneOfPlaceholder(user.email), locale: user["locale"] === "en" ? "en" : "vi" } }) } },
    },
    verification: { storeIdentifier: "hashed" },
    // The list of one's sessions must not ask for a new sign-in after a day, hence no fresh age.
    session: { expiresIn: 30 * DAY, updateAge: DAY, freshAge: 0 },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 120,
      customRules: {
        // Wrong passwords; right ones aren't counted (guarded-call).
        "/sign-in/email": { window: 60, max: 20 },
        "/sign-up/email": { window: 60, max: 60 },
        "/request-password-reset": { window: 300, max: 10 },
        "/reset-password": { window: 60, max: 10 },
        "/change-password": { window: 60, max: 10 },
      },
    },
    advanced: {
      database: { joins: true },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      useSecureCookies: config.publicUrl.startsWith("https:"),
      cookiePrefix: COOKIE_PREFIX,
    },
    logger: {
      // Lower levels name the address that was typed.
      log: (level, message) => {
        if (level === "error") log.error("accounts", { reason: message });
      },
    },
    telemetry: { enabled: false },
  });
}

export type Auth = ReturnType<typeof createAuth>;
