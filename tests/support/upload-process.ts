// The server's handlers in a process of its own, to be killed: over the database and folder its environment names, on `PORT`.
import { createServer } from "node:http";
import { openServices } from "~/composition.server";
import { openUploadDesk } from "~/features/files/upload-desk.server";
import { createApp } from "~/http-app.server";
import { systemClock } from "~/platform/config/clock.server";
import { loadConfig } from "~/platform/config/config.server";
import { createLog } from "~/platform/log/log.server";
import { UPLOAD_KEY } from "./upload-site";

const config = loadConfig(process.env, { mode: "test" });
const { services } = await openServices({ config, clock: systemClock, log: createLog("silent") });
const desk = openUploadDesk(services, { uploadKey: UPLOAD_KEY });
const server = createServer(createApp(services, { build: () => Promise.reject(new Error("this site has no pages")) }, desk));
server.requestTimeout = 0;
server.listen(config.port, "localhost", () => process.send?.("listening"));
await desk.recover();
