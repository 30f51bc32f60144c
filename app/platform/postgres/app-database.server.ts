import type pg from "pg";
import { errorCode } from "~/platform/postgres/database-error.server";

export const APP_ROLE = "app";
export const APP_DATABASE = "sangtao";

/** Somebody else made it at the same moment: duplicate role, duplicate database, unique violation in a catalogue. */
const ALREADY = new Set(["42710", "42P04", "23505"]);

/**
 * The role the app connects as, which is no superuser (in some ways to run, the server may write every file of the
 * machine), and the database it owns.
 */
export async function ensureAppDatabase(superuser: pg.Client): Promise<void> {
  if (!(await has(superuser, "SELECT FROM pg_roles WHERE rolname = $1", APP_ROLE))) {
    await tolerate(superuser, `CREATE ROLE ${APP_ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE`);
  }
  if (!(await has(superuser, "SELECT FROM pg_database WHERE datname = $1", APP_DATABASE))) {
    await tolerate(superuser, `CREATE DATABASE ${APP_DATABASE} OWNER ${APP_ROLE}`);
  }
}

async function has(superuser: pg.Client, sql: string, name: string): Promise<boolean> {
  return (await superuser.query(sql, [name])).rowCount === 1;
}

async function tolerate(superuser: pg.Client, sql: string): Promise<void> {
  try {
    await superuser.query(sql);
  } catch (error) {
    if (!ALREADY.has(errorCode(error))) throw error;
  }
}
