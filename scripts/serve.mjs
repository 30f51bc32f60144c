import { run } from "./lib/run-server.mjs";

await run("serve");
