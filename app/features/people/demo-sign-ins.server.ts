import { userByEmail } from "~/data/users.server";
import { DEMO_PASSWORD, DEMO_SIGN_INS } from "~/domain/people/demo-sign-ins";
import type { Services } from "~/features/services";

/** True when the accounts of the demo, whose password everybody knows, are in the database. */
export async function holdsDemo({ db }: Pick<Services, "db">): Promise<boolean> {
  const [first] = DEMO_SIGN_INS;
  return first !== undefined && (await userByEmail(db.prisma, first.email)) !== null;
}

/** The sign-ins to show, with their password; null unless the demo was asked for and is really loaded. */
export async function demoSignIns({ db, config }: Pick<Services, "db" | "config">) {
  if (config.seed !== "demo" || !(await holdsDemo({ db }))) return null;
  return { password: DEMO_PASSWORD, cast: DEMO_SIGN_INS };
}
