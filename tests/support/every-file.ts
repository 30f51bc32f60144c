// Set-up of every test file. A worker runs file after file: what one changes of the process is put back for the next.
import { afterAll } from "vitest";

const known = globalThis as { endsWithRunner?: true };

// A worker whose runner was killed ends too, and its browser and servers with it.
if (!known.endsWithRunner) {
  known.endsWithRunner = true;
  process.once("disconnect", () => process.exit(1));
}

const PUT_BACK = ["XMLHttpRequest", "fetch", "Date"] as const;
const environment = { ...process.env };
const globals = PUT_BACK.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);

afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  for (const [name, before] of globals) {
    if (before) Object.defineProperty(globalThis, name, before);
    else Reflect.deleteProperty(globalThis, name);
  }
});
