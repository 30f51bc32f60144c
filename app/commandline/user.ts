import { ROLES } from "~/domain/access/roles";
import type { CreateUserRefusal } from "~/features/people/create-user.server";
import { CliProblem, parseCommandArgs, type CliCommand } from "./io";
import { summaries, userMessages } from "./messages";

const usage = "user create EMAIL --role R [--edition E] [--out F]";

/** `user create`: prints a one-time link with which its person signs in for the first time and gets the role. */
export const command: CliCommand = {
  name: "user",
  summary: summaries.user,
  usage,
  async run(args, io) {
    const { values, positionals } = parseCommandArgs(args, {
      usage,
      options: { role: { type: "string" }, edition: { type: "string" }, out: { type: "string" } },
      positionals: ["create", "EMAIL"],
    });
    if (positionals.create !== "create") throw new CliProblem(2, [userMessages.unknownAct(positionals.create, usage)]);
    if (values.role === undefined) throw new CliProblem(2, [userMessages.roleMissing(ROLES)]);
    const typed = { signInName: positionals.EMAIL, role: values.role, edition: values.edition ?? null };
    const { createUserLink, readNewUser } = await import("~/features/people/create-user.server");
    const input = readNewUser(typed);
    if (!input.ok) throw new CliProblem(2, [lineFor(input.reason, typed)]);
    const { withServices } = await import("./with-services.server");
    const link = await withServices(io, (services) => createUserLink(services, { input: input.value, now: services.clock.now() }));
    if (!link.ok) throw new CliProblem(2, [lineFor(link.reason, typed)]);
    await io.writeOutput(`${link.value}\n`, values.out);
    return 0;
  },
};

function lineFor(reason: CreateUserRefusal, input: { signInName: string; role: string; edition: string | null }): string {
  switch (reason) {
    case "sign_in_name":
      return userMessages.signInName(input.signInName);
    case "role_unknown":
      return userMessages.roleUnknown(input.role, ROLES);
    case "edition_required":
      return userMessages.editionRequired(input.role);
    case "edition_superfluous":
      return userMessages.editionSuperfluous;
    case "edition_unknown":
      return userMessages.editionUnknown(input.edition ?? "");
  }
}
