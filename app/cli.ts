import { CliProblem, type CliCommand, type CliIo } from "./commandline/io";
import { cliMessages, fileMessages, oneLine, summaries } from "./commandline/messages";
import { terminalIo } from "./commandline/terminal";

/**
 * The command line: picks the command and turns every end into an exit code (contract: "Command line"). Each command
 * is loaded only when it is called, so that `rank` starts neither the database client nor the solver.
 *
 * A new command is a file `commandline/<name>.ts` that exports `command`, a summary in `commandline/messages.ts` and a
 * line here.
 */
const COMMANDS: Readonly<Record<keyof typeof summaries, () => Promise<{ command: CliCommand }>>> = {
  rank: () => import("./commandline/rank"),
  assign: () => import("./commandline/assign"),
  stability: () => import("./commandline/stability"),
  bundle: () => import("./commandline/bundle"),
  export: () => import("./commandline/export"),
  documents: () => import("./commandline/documents"),
  import: () => import("./commandline/import"),
  package: () => import("./commandline/package"),
  "check-data": () => import("./commandline/check-data"),
  ledger: () => import("./commandline/ledger"),
  retention: () => import("./commandline/retention"),
  seed: () => import("./commandline/seed"),
  user: () => import("./commandline/user"),
};

/** Runs a command line on the real files and streams; `cwd` is the folder the user stands in. Returns the exit code. */
export function runInTerminal(args: readonly string[], cwd: string): Promise<number> {
  return main(args, terminalIo(cwd, process.env));
}

/** Runs the command named by the first argument and returns the exit code; what went wrong is told on `io.warn`. */
export async function main(args: readonly string[], io: CliIo): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    const problem = error instanceof CliProblem ? error : couldNotRun(error);
    for (const line of problem.lines) io.warn(oneLine(line));
    return problem.exitCode;
  }
}

async function dispatch([name, ...rest]: readonly string[], io: CliIo): Promise<number> {
  const names = Object.keys(COMMANDS);
  if (name === undefined) throw new CliProblem(2, [cliMessages.noCommand(names)]);
  if (name === "--help" || name === "-h" || name === "help") return print(io, overview());
  if (!isCommand(name)) throw new CliProblem(2, [cliMessages.unknownCommand(name, names)]);
  const { command } = await COMMANDS[name]();
  const options = rest.includes("--") ? rest.slice(0, rest.indexOf("--")) : rest;
  if (options.includes("--help") || options.includes("-h")) return print(io, helpOf(command));
  return command.run(rest, io);
}

function isCommand(name: string): name is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, name);
}

async function print(io: CliIo, lines: readonly string[]): Promise<number> {
  await io.writeOutput(`${lines.join("\n")}\n`);
  return 0;
}

function overview(): string[] {
  const width = Math.max(...Object.keys(summaries).map((name) => name.length));
  return [
    cliMessages.title,
    cliMessages.usage,
    "",
    cliMessages.commands,
    ...Object.entries(summaries).map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    cliMessages.commandHelp,
    cliMessages.exitCodes,
  ];
}

function helpOf(command: CliCommand): string[] {
  return [`${command.name}: ${command.summary}`, cliMessages.commandUsage(command.usage), cliMessages.exitCodes];
}

/** Faults of the machine, in one line: the code of the operating system where there is one, never a stack trace. */
function couldNotRun(error: unknown): CliProblem {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const text = (typeof message === "string" ? message : String(error)).trim().split("\n").at(-1) ?? "";
  if (typeof code === "string" && /^(ECONN|EHOSTUN|ENETUN|ENOTFOUND|ETIMEDOUT|P1\d{3}|57P0|08\d{3}|3D000|28)/.test(code)) {
    return new CliProblem(3, [cliMessages.databaseGone(text || code)]);
  }
  if (typeof code === "string" && /^E[A-Z]{3,}$/.test(code)) {
    return new CliProblem(3, [cliMessages.unexpected(fileMessages.errorOf(code))]);
  }
  return new CliProblem(3, [cliMessages.unexpected(text || "?")]);
}
