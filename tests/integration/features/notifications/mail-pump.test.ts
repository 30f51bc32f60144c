import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { enqueueMessage } from "~/data/outbox.server";
import { pumpMails, startMailPump } from "~/features/notifications/jobs.server";
import { createLog } from "~/platform/log/log.server";
import { createMailer, type Mailer } from "~/platform/mail/mailer.server";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";
import { startSmtpSink, type SmtpSink } from "../../../support/smtp-sink";

const MINUTE = 60_000;

let test: TestServices;
let sink: SmtpSink;
let mailer: Mailer;

beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());
beforeEach(async () => {
  test.clock.set(TEST_DAY);
  await test.services.db.prisma.outboxMessage.deleteMany();
  sink = await startSmtpSink();
  mailer = createMailer({ ...test.services.config, smtpUrl: sink.url });
});
afterEach(async () => {
  mailer.close();
  await sink.close();
});

const later = (ms: number) => test.clock.set(new Date(TEST_DAY.getTime() + ms));
const pump = () => pumpMails(test.services, mailer);
const stored = (id: string) => test.services.db.prisma.outboxMessage.findUniqueOrThrow({ where: { id } });

function put(email = "nguoi.nhan@example.test", subject = "Mời chấm thi") {
  const now = test.clock.now();
  const text = { template: "invitation", subject, body: "Kính gửi cô Hạnh,\n\nĐường dẫn: http://localhost:3000/loi-moi/abc", link: null };
  return enqueueMessage(test.services.db.prisma, { editionId: null, userId: null, email, phone: "+84912000000", recipientName: "Cô Hạnh", ...text, now });
}

describe("sending through a mail server", () => {
  it("sends what waits, once, as plain text with its own id", async () => {
    const id = await put();
    expect(await pump()).toBe(1);
    expect(await pump()).toBe(0);
    expect(sink.mails).toHaveLength(1);
    expect(sink.mails[0]).toContain(`Message-ID: <${id}@localhost>`);
    expect(sink.mails[0]).toContain("nguoi.nhan@example.test");
    expect(await stored(id)).toMatchObject({ state: "SENT", carrier: "SMTP", attempts: 1, sentAt: TEST_DAY, lastError: null });
  });

  it("leaves alone what is to be handed over", async () => {
    const id = await put("84912000000@phone.invalid");
    expect(await pump()).toBe(0);
    expect(await stored(id)).toMatchObject({ channel: "HAND_OVER", state: "PENDING", attempts: 0 });
  });

  it("tries again after a pause when the server is busy, and keeps the reason until then", async () => {
    const id = await put();
    sink.refusals.push("451 try later", "451 try later");
    expect(await pump()).toBe(0);
    expect(await stored(id)).toMatchObject({ state: "PENDING", attempts: 1, nextTryAt: new Date(TEST_DAY.getTime() + MINUTE) });
    expect((await stored(id)).lastError).toContain("451 try later");
    later(MINUTE - 1);
    expect(await pump()).toBe(0);
    expect((await stored(id)).attempts).toBe(1);
    later(MINUTE);
    await pump();
    later(6 * MINUTE);
    expect(await pump()).toBe(1);
    expect(await stored(id)).toMatchObject({ state: "SENT", attempts: 3, lastError: null });
  });

  it("gives up at once where the address doesn't exist, and after many tries where the server is gone", async () => {
    const unknown = await put("khong-co@example.test");
    sink.refusals.push("550 no such mailbox");
    await pump();
    expect(await stored(unknown)).toMatchObject({ state: "FAILED", attempts: 1 });

    await sink.close();
    const id = await put();
    for (let day = 0; day < 9; day += 1) {
      later(day * 24 * 60 * MINUTE);
      await pump();
    }
    expect(await stored(id)).toMatchObject({ state: "FAILED", attempts: 9 });
    expect((await stored(id)).lastError).toMatch(/ECONN|ESOCKET/);
  });

  it("sends each mail once when several servers pump at the same time", async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => put(`nguoi-${index}@example.test`)));
    const second = createMailer({ ...test.services.config, smtpUrl: sink.url });
    const sent = await Promise.all([pumpMails(test.services, mailer), pumpMails(test.services, second)]);
    second.close();
    expect(sent.reduce((sum, one) => sum + one, 0)).toBe(30);
    expect(sink.mails).toHaveLength(30);
  });

  it("comes back to a mail whose sender died", async () => {
    const id = await put();
    const dying: Mailer = { carrier: "SMTP", close: () => undefined, send: () => Promise.reject(new Error("killed")) };
    await expect(pumpMails(test.services, dying)).rejects.toThrow("killed");
    expect(await pump()).toBe(0);
    later(15 * MINUTE);
    expect(await pump()).toBe(1);
    expect(await stored(id)).toMatchObject({ state: "SENT", attempts: 2 });
  });

  it("keeps addresses, names and links out of the log", async () => {
    const lines: string[] = [];
    await put("bi-mat@example.test");
    sink.refusals.push("550 <bi-mat@example.test> unknown");
    await pumpMails({ ...test.services, log: createLog("debug", (line) => lines.push(line)) }, mailer);
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toMatch(/bi-mat|Hạnh|loi-moi/);
  });

  it("takes no header out of what people typed", async () => {
    await put("a@example.test", "Tiêu đề\r\nBcc: nan-nhan@example.test");
    await pump();
    expect(sink.mails[0]).not.toMatch(/^Bcc:/m);
  });
});

describe("without a mail server", () => {
  it("writes each mail to a file that only the owner reads, and says so", async () => {
    const id = await put();
    const files = createMailer(test.services.config);
    expect(await pumpMails(test.services, files)).toBe(1);
    files.close();
    const folder = join(test.services.config.dataDir, "outbox");
    expect(readdirSync(folder)).toEqual([`${id}.eml`]);
    expect(statSync(join(folder, `${id}.eml`)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(folder, `${id}.eml`), "utf8")).toContain("To: ");
    expect(await stored(id)).toMatchObject({ state: "SENT", carrier: "FILE" });
  });
});

describe("the pump of a server", () => {
  it("stops at once, also twice", async () => {
    const running = startMailPump(test.services);
    await running.stop();
    await running.stop();
    const id = await put();
    expect((await stored(id)).state).toBe("PENDING");
  });
});
