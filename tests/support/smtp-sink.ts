import { createServer, type Socket } from "node:net";

export interface SmtpSink {
  url: string;
  /** the raw text of every mail taken, in the order in which they came */
  mails: string[];
  /** what to answer to the next RCPT commands instead of taking them, one each */
  refusals: string[];
  close(): Promise<void>;
}

/** The least of a mail server, on loopback: takes mails, or refuses them as told. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const mails: string[] = [];
  const refusals: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    converse(socket, mails, refusals);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refusals,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function converse(socket: Socket, mails: string[], refusals: string[]) {
  let buffer = "";
  let data: string[] | null = null;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const answer = (line: string) => {
    if (data) {
      if (line !== ".") return void data.push(line);
      mails.push(data.join("\n"));
      data = null;
      return void say("250 taken");
    }
    const command = line.slice(0, 4).toUpperCase();
    if (command === "RCPT") return void say(refusals.shift() ?? "250 ok");
    if (command === "DATA") {
      data = [];
      return void say("354 go on");
    }
    if (command === "QUIT") return void socket.end("221 bye\r\n");
    say("250 ok");
  };
  say("220 sink");
  socket.on("data", (chunk) => {
    const lines = (buffer + chunk.toString("utf8")).split("\r\n");
    buffer = lines.pop() ?? "";
    for (const line of lines) answer(line);
  });
}
