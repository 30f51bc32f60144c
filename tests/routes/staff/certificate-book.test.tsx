import type { ComponentType } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { createStaticRouter, StaticRouterProvider, type StaticHandlerContext } from "react-router-dom/server";
import { afterAll, expect, it } from "vitest";
import { correctCertificate, issueCertificates, revokeCertificate } from "~/features/certificates/commands.server";
import CertificateBook, { loader } from "~/routes/staff/certificate-book";
import { LocaleProvider } from "~/ui/locale";
import { leadTo, makePublicContest } from "../../factories/publication";
import { contextFor, getPage } from "../../support/request";
import { testServices } from "../../support/services";

const { services, clock, close } = await testServices();
afterAll(close);

function drawn(Component: ComponentType, data: unknown, address: string): string {
  const routes = [{ id: "page", path: "*", Component }];
  const { pathname, search } = new URL(address, "http://localhost");
  const context = {
    basename: "/", location: { pathname, search, hash: "", state: null, key: "default" }, matches: [{ params: {}, pathname, pathnameBase: pathname, route: { id: "page", path: "*", hasErrorBoundary: false } }],
    loaderData: { page: data }, actionData: null, errors: null, statusCode: 200, loaderHeaders: {}, actionHeaders: {}, activeDeferreds: null,
  } as unknown as StaticHandlerContext;
  return renderToStaticMarkup(
    <LocaleProvider locale="vi">
      <StaticRouterProvider router={createStaticRouter(routes, context)} context={context} hydrate={false} />
    </LocaleProvider>,
  );
}

const COMPLETE = "Mọi người của bài đạt giải đã có giấy chứng nhận có hiệu lực.";
const WITHOUT = "1 người của bài đạt giải không có giấy chứng nhận nào còn hiệu lực";

it("leads from a replaced certificate to the one in its place, and does not call the book complete for whoever had theirs revoked", async () => {
  const contest = await makePublicContest(services, [{ title: "Máy gieo lạc", author: "Trần Thị Lan" }, { title: "Bếp đun", author: "Lê Văn Hai" }]);
  await leadTo(services, contest, "PUBLISHED");
  const editionId = contest.made.edition.id;
  const act = { actor: contest.secretary, editionId, now: clock.now() };
  const page = async (search = "") => {
    const address = `/ban-to-chuc/${contest.slug}/chung-nhan${search}`;
    return drawn(CertificateBook, await loader({ request: getPage(address), params: { edition: contest.slug }, context: contextFor(services, contest.secretary) }), address);
  };
  const rows = () => services.db.prisma.certificate.findMany({ where: { editionId }, orderBy: { bookNumber: "asc" } });

  await issueCertificates(services, act);
  expect(await page()).toContain(COMPLETE);
  const [first, second] = await rows();
  expect((await correctCertificate(services, { ...act, input: { id: first?.id ?? "", newId: crypto.randomUUID(), name: "Trần Thị Lân", reason: "Sai dấu." } })).ok).toBe(true);
  const replaced = await page();
  expect(replaced).toContain(COMPLETE);
  const [, address = ""] = /<a href="([^"]+)">Thay bằng giấy số 3<\/a>/.exec(replaced) ?? [];
  const found = await page(new URL(address, "http://localhost").search);
  expect(found).toContain("Trần Thị Lân");
  expect(found).not.toContain("Trần Thị Lan<");

  expect((await revokeCertificate(services, { ...act, input: { id: second?.id ?? "", reason: "Trao nhầm." } })).ok).toBe(true);
  const revoked = await page();
  expect(revoked).toContain(WITHOUT);
  expect(revoked).not.toContain(COMPLETE);
  expect((await correctCertificate(services, { ...act, input: { id: second?.id ?? "", newId: crypto.randomUUID(), name: second?.name ?? "", reason: "Đúng người." } })).ok).toBe(true);
  const anew = await page();
  expect(anew).toContain(COMPLETE);
  expect(anew).not.toContain(WITHOUT);
});
