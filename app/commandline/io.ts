import { parseArgs, type ParseArgsConfig } from "node:util";
import { argumentMessages } from "./messages";

/** What a command may touch of the world around it; handed in, so that tests can run commands in their own process. */
export interface CliIo {
  /** The bytes of a file, relative paths counted from `cwd`; "-" reads standard input to its end. */
  readInput(path: string): Promise<Buffer>;
  /** Writes the answer to the file `out`, whole or not at all, or to standard output. */
  writeOutput(content: string | Uint8Array, out?: string): Promise<void>;
  /** One line on standard error. */
  warn(line: string): void;
  env: NodeJS.ProcessEnv;
  /** The folder the user stands in. */
  cwd: string;
}

/** One command of the command line; `app/commandline/<name>.ts` exports it as `command`. */
export interface CliCommand {
  name: string;
  summary: string;
  usage: string;
  /** Returns the exit code: 0 done, 1 the answer is negative. Refusals are thrown as `CliProblem`. */
  run(args: string[], io: CliIo): Promise<number>;
}

/** Why a command ends without an answer: exit code 1 negative, 2 bad input, 3 could not run; one line per problem. */
export class CliProblem extends Error {
  constructor(
    readonly exitCode: 1 | 2 | 3,
    readonly lines: string[],
  ) {
    super(lines.join("\n"));
    this.name = "CliProblem";
  }
}

/** The arguments that aren't options, by their name in the usage line; those that end in "?" may be left out. */
type Positionals<Names extends readonly string[]> = {
  [Name in Names[number] as Name extends `${infer Bare}?` ? Bare : Name]: Name extends `${string}?`
    ? string | undefined
    : string;
};

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>["values"];

/**
 * Parses the arguments of a command with `node:util`. Every mistake (unknown option, missing value, missing or
 * superfluous argument) is a `CliProblem` with exit code 2 that ends with the usage line.
 */
export function parseCommandArgs<const O extends Options, const Names extends readonly string[]>(
  args: string[],
  expected: { usage: string; options: O; positionals: Names },
): { values: Values<O>; positionals: Positionals<Names> } {
  const mistake = (text: string) => new CliProblem(2, [`${text} ${argumentMessages.usage(expected.usage)}`]);
  const parsed = (() => {
    try {
      return parseArgs({ args, options: expected.options, allowPositionals: true, strict: true });
    } catch (error) {
      throw mistake(argumentMistake(error));
    }
  })();
  const surplus = parsed.positionals[expected.positionals.length];
  if (surplus !== undefined) throw mistake(argumentMessages.surplus(surplus));
  const named: Record<string, string | undefined> = {};
  expected.positionals.forEach((name, index) => {
    const value = parsed.positionals[index];
    if (value === undefined && !name.endsWith("?")) throw mistake(argumentMessages.missing(name));
    named[name.replace(/\?$/, "")] = value;
  });
  return { values: parsed.values as Values<O>, positionals: named as Positionals<Names> };
}

function argumentMistake(error: unknown): string {
  const { code, message } = error as { code?: string; message: string };
  const option = /'([^']+)'/.exec(message)?.[1] ?? "";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return argumentMessages.unknownOption(option);
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") return argumentMessages.optionValue(option);
  throw error;
}
