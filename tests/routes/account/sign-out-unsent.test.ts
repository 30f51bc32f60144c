import { afterAll, beforeAll, expect, it } from "vitest";
import { action } from "~/routes/account/sign-out";
import { makeUser } from "../../factories/people";
import { contextFor } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

/** Where signing out with these fields and cookies leads, and whether the browser is told to forget everything. */
async function signOut(fields: Record<string, string>, cookie = "") {
  const actor = await makeUser(test.services);
  const request = new Request("http://localhost/dang-xuat", { method: "POST", body: new URLSearchParams(fields), headers: { cookie } });
  const thrown: unknown = await action({ request, params: {}, context: contextFor(test.services, actor) }).catch((error: unknown) => error);
  const answer = thrown as Response;
  return { to: answer.headers.get("location"), clears: answer.headers.get("clear-site-data") };
}

const WAITING = "a=1; cham_thi_chua_gui=0190aaaa";

it("asks first where score sheets wait on the device, and clears nothing", async () => {
  expect(await signOut({}, WAITING)).toEqual({ to: "/dang-xuat", clears: null });
});

it("signs out from there: the script took away what is the account's, or the browser takes all", async () => {
  expect(await signOut({ chac: "1", "da-xoa": "1" }, WAITING)).toEqual({ to: "/dang-nhap?da-ra=1", clears: null });
  expect(await signOut({ chac: "1" }, WAITING)).toEqual({ to: "/dang-nhap?da-ra=2", clears: '"storage"' });
});

it("signs out at once where nothing waits", async () => {
  expect(await signOut({}, "cham_thi_chua_gui=; a=1")).toEqual({ to: "/dang-nhap?da-ra=2", clears: '"storage"' });
});
