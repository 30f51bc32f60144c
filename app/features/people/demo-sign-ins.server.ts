import { userByEmail } from "~/data/users.server";
import { DEMO_PASSWORD, DEMO_SIGN_INS } from "~/domain/people/demo-sign-ins";
import type { Services } from "~/features/services";

/** The sign-ins to show, with their password; null unless the demo was asked for and is really loaded. */
export async function demoSignIns({ db, config }: Pick<Services, "db" | "config">) {
  const [first] = DEMO_SIGN_INS;
  if (config.seed !== "demo" || !first || !(await userByEmail(db.prisma, first.email))) return null;
  return { password: DEMO_PASSWORD, cast: DEMO_SIGN_INS };
}
