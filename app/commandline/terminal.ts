import { lstat, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { CliProblem, type CliIo } from "./io";
import { fileMessages } from "./messages";

/** The real surroundings of a command: files, standard streams, environment. */
export function terminalIo(cwd: string, env: NodeJS.ProcessEnv): CliIo {
  return {
    cwd,
    env,
    readInput: (path) => readInput(path, cwd),
    writeOutput: (content, out = "-") => (out === "-" ? writeStream(content) : writeFileWhole(content, out, cwd)),
    warn: (line) => void process.stderr.write(`${line}\n`),
  };
}

/** A path mistyped by the user (bad input), unlike missing rights or a full or broken disk (could not run). */
const WRONG_PATH = new Set(["ENOENT", "EISDIR", "ENOTDIR", "ENAMETOOLONG", "ELOOP"]);

async function readInput(path: string, cwd: string): Promise<Buffer> {
  try {
    if (path !== "-") return await readFile(resolve(cwd, path));
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  } catch (error) {
    throw fileProblem(error, path, fileMessages.cannotRead);
  }
}

/**
 * A new or ordinary file is written beside its place and moved there, so a full disk leaves no half an answer and
 * destroys no earlier one; anything else (a device, a pipe, a link) is written to directly.
 */
async function writeFileWhole(content: string | Uint8Array, out: string, cwd: string): Promise<void> {
  const target = resolve(cwd, out);
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    const present = await lstat(target).catch(() => null);
    if (present !== null && !present.isFile()) return await writeFile(target, content);
    await writeFile(draft, content, present === null ? {} : { mode: present.mode });
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw fileProblem(error, out, fileMessages.cannotWrite);
  }
}

/** A reader that has seen enough (`| head`) closes the pipe: no harm. */
function writeStream(content: string | Uint8Array): Promise<void> {
  return new Promise((done, fail) => {
    const settle = (error?: NodeJS.ErrnoException | null) => {
      if (!error || error.code === "EPIPE") done();
      else fail(fileProblem(error, "-", fileMessages.cannotWrite));
    };
    process.stdout.once("error", settle);
    process.stdout.write(content, settle);
  });
}

function fileProblem(error: unknown, path: string, say: (path: string, code: string) => string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === undefined) return error;
  return new CliProblem(WRONG_PATH.has(code) ? 2 : 3, [say(path, code)]);
}
