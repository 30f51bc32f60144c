import { connect, createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** A line between client and server that does what mobile networks do. */
export interface BadLine {
  /** `http://localhost:<port>` */
  origin: string;
  /** bytes that went from the client to the server, over all connections */
  sentBytes(): number;
  /** Resets each connection once so many bytes of it have gone to the server; one number a connection, then none. */
  cutAt(...bytes: number[]): void;
  /** From now on nothing passes and nobody is told, on connections that carried more than `bytes`. */
  swallowAfter(bytes: number): void;
  /** whether some connection carries nothing any more */
  isSwallowing(): boolean;
  /** Everything passes again, on new connections. */
  heal(): void;
  /** At most so many bytes a second to the server. */
  limit(bytesPerSecond: number): void;
  close(): Promise<void>;
}

/** By then the server has read what the system took from us. */
const ARRIVAL_MS = 150;

export async function openBadLine(target: string): Promise<BadLine> {
  const { port } = new URL(target);
  const cuts: number[] = [];
  const open = new Set<Socket>();
  let total = 0;
  let swallowAfter = Infinity;
  let someSwallowed = false;
  let rate = Infinity;

  const server: Server = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect(Number(port), "localhost");
    let passed = 0;
    let isSwallowed = false;
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => undefined);
      socket.once("close", () => open.delete(socket));
    }
    const reset = () => {
      client.resetAndDestroy();
      upstream.resetAndDestroy();
    };
    client.on("data", (chunk: Buffer) => {
      if (passed + chunk.length > swallowAfter) isSwallowed = someSwallowed = true;
      if (isSwallowed) return;
      const cut = cuts[0];
      if (cut !== undefined && passed + chunk.length > cut) {
        cuts.shift();
        const rest = chunk.subarray(0, Math.max(0, cut - passed));
        total += rest.length;
        // What was sent arrives; only then the line breaks.
        upstream.write(rest, () => setTimeout(reset, ARRIVAL_MS));
        client.pause();
        return;
      }
      passed += chunk.length;
      total += chunk.length;
      const goesOn = upstream.write(chunk);
      if (rate === Infinity && goesOn) return;
      client.pause();
      const wait = rate === Infinity ? 0 : (chunk.length / rate) * 1000;
      if (goesOn) setTimeout(() => client.resume(), wait);
      else upstream.once("drain", () => setTimeout(() => client.resume(), wait));
    });
    client.on("end", () => upstream.end());
    client.on("close", () => isSwallowed || upstream.destroy());
    upstream.on("data", (chunk: Buffer) => isSwallowed || client.write(chunk));
    upstream.on("close", () => isSwallowed || client.destroySoon());
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    sentBytes: () => total,
    cutAt: (...bytes) => void cuts.push(...bytes),
    swallowAfter: (bytes) => (swallowAfter = bytes),
    isSwallowing: () => someSwallowed,
    heal: () => (swallowAfter = Infinity),
    limit: (bytesPerSecond) => (rate = bytesPerSecond),
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
