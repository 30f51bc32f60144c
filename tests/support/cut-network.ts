import { once } from "node:events";
import { createServer, connect, type Server, type Socket } from "node:net";

/** A line to the application that can be cut: then its port refuses, and what was connected is gone. */
export interface Line {
  url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** Opens a line of its own to the application at `appUrl`. */
export async function openLine(appUrl: string): Promise<Line> {
  const { hostname, port } = new URL(appUrl);
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let own = 0;
  const cut = async () => {
    if (!server) return;
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
    server = null;
  };
  const mend = async () => {
    server = createServer((near) => {
      const far = connect(Number(port), hostname);
      for (const [one, other] of [[near, far], [far, near]] as const) {
        sockets.add(one);
        one.on("error", () => other.destroy());
        one.on("close", () => {
          sockets.delete(one);
          other.destroy();
        });
      }
      near.pipe(far).pipe(near);
    });
    server.listen(own, "127.0.0.1");
    await once(server, "listening");
    own = (server.address() as { port: number }).port;
  };
  await mend();
  return { url: `http://localhost:${own}`, cut, mend };
}
