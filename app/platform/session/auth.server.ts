import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import type { Database } from "~/data/client.server";
import type { Config } from "~/platform/config/config.server";
import type { Log } from "~/platform/log/log.server";

/** Below this path of `auth.handler`; no route of ours stands there, requests are built in the server. */
export const AUTH_PATH = "/api/auth";
/** Set by the server from the socket or a trusted proxy, never taken from a client. */
export const CLIENT_ADDRESS_HEADER = "x-client-address";
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const;
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
    database: prismaAdapter(db.prisma, { provider: "postgresql" }),
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
        locale: { type: "string", required: false, input: false, defaultValue: "vi" },
      },
    },
    session: { expiresIn: 30 * DAY, updateAge: DAY },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 120,
      customRules: {
        "/sign-in/email": { window: 60, max: 20 },
        "/sign-up/email": { window: 60, max: 20 },
        "/request-password-reset": { window: 300, max: 10 },
        "/reset-password": { window: 60, max: 10 },
      },
    },
    advanced: {
      database: { joins: true },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      useSecureCookies: config.publicUrl.startsWith("https:"),
      cookiePrefix: "sangtao",
    },
    logger: {
      log: (level, message) => {
        if (level === "error") log.error("accounts", { message });
        else log.debug("accounts", { message });
      },
    },
    telemetry: { enabled: false },
  });
}

export type Auth = ReturnType<typeof createAuth>;
