import { expect, it } from "vitest";
import { refused } from "~/domain/kernel/result";
import { paperResponse } from "~/features/documents/busy-paper.server";
import { messagesFor } from "~/i18n/messages";
import { createLog } from "~/platform/log/log.server";
import { RenderError } from "~/platform/render/render.server";

it("a paper that is refused or cannot be drawn is a text in the reader's language", async () => {
  const lines: string[] = [];
  const log = createLog("info", (line) => lines.push(line));
  const failed = await paperResponse({ log }, "en", () => Promise.reject(new RenderError("took too long")));
  expect(failed.status).toBe(500);
  expect(failed.headers.get("Content-Type")).toContain("text/plain");
  expect((await failed.text()).trim()).toBe(messagesFor("en").errors.reasons.paper_failed);
  expect(lines.join()).toContain("took too long");
  const busy = await paperResponse({ log }, "vi", () => Promise.resolve(refused("paper_under_way")));
  expect([busy.status, busy.headers.get("Content-Language")]).toEqual([503, "vi"]);
  expect((await busy.text()).trim()).toBe(messagesFor("vi").errors.reasons.paper_under_way);
  await expect(paperResponse({ log }, "vi", () => Promise.reject(new TypeError("another fault")))).rejects.toThrow("another fault");
});
