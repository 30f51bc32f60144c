import { expect, it } from "vitest";
import { isOnDevice, notSentPage, savedAssignment } from "~/browser/judging-device/posted";
import { newRecord, typed } from "~/browser/judging-device/record";

const ID = "0190aaaa-0000-7000-8000-000000000001";
const C = "0190cccc-0000-7000-8000-000000000001";

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

it("takes only saves of a sheet for what the device keeps: no lock, no declaration of conflict, no other page", () => {
  const asked = (path: string, intent?: string) => savedAssignment(path, formOf(intent === undefined ? {} : { intent }));
  expect([asked(`/cham-thi/${ID}`, "save"), asked(`/en/cham-thi/${ID}/`, "next"), asked(`/cham-thi/${ID}`)]).toEqual([ID, ID, ID]);
  expect([asked(`/cham-thi/${ID}`, "lock"), asked(`/cham-thi/${ID}`, "review")]).toEqual([null, null]);
  expect([asked(`/cham-thi/${ID}/xung-dot`), asked("/cham-thi/doc-lai"), asked(`/cham-thi/hop/${ID}`, "save"), asked("/cham-thi")]).toEqual([null, null, null, null]);
});

it("says that a form is on the device only where the same is kept there, however it is written", () => {
  const fresh = newRecord({ assignment: ID, criteria: [], known: { version: 1, values: { scores: { [C]: "" }, remarks: {}, remark: "", note: "" }, savedAt: null } });
  const kept = typed(fresh, { scores: { [C]: "34,50" }, remarks: { [C]: "" }, remark: "hai\ndòng", note: "" }, { deviceAt: "", turn: 1 });
  const sent = (score: string) => formOf({ intent: "save", version: "1", [`diem-${C}`]: score, [`nhan-xet-${C}`]: "", remark: "hai\r\ndòng", note: "" });
  expect([isOnDevice(sent("34.5"), kept), isOnDevice(sent("35"), kept), isOnDevice(sent("34.5"), fresh), isOnDevice(sent("34.5"), null)]).toEqual([true, false, false, false]);
});

it("holds what was typed in a page that pretends nothing and runs no script", async () => {
  const texts = { lang: "vi", title: "Chưa gửi được", text: "Không có mạng.", again: "Gửi lại", back: "Quay lại" };
  const answer = notSentPage({ texts, target: `/cham-thi/${ID}/xung-dot?x="1"`, form: formOf({ reason: `học trò "cũ" </form><script>` }), styles: ["/assets/a.css"] });
  const html = await answer.text();
  expect(answer.status).toBe(503);
  expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
  expect(html).toContain(`<input type="hidden" name="reason" value="học trò &#34;cũ&#34; &#60;/form&#62;&#60;script&#62;">`);
  expect(html).toContain(`action="/cham-thi/${ID}/xung-dot?x=&#34;1&#34;"`);
  expect(html).toContain(`href="/cham-thi/${ID}"`);
  expect(html).not.toMatch(/<script/);
  for (const text of Object.values(texts)) expect(html).toContain(text);
});
