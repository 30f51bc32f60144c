import { expect, it } from "vitest";
import { hostedSources } from "~/platform/http/hosted-sources.server";
import { contentSecurityPolicy } from "~/platform/http/security.server";

const token = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64");
const policy = (uploadthingToken: string | null) => contentSecurityPolicy({ nonce: "n", development: false, hosted: hostedSources({ uploadthingToken }) });

it("without a token a page talks to this site alone", () => {
  expect(policy(null)).toContain("connect-src 'self';");
  expect(policy(null)).toContain("img-src 'self' data: blob:;");
  expect(policy(null)).not.toContain("https:");
});

it("with one it may send files to the service's regions and show files of this application", () => {
  const hosted = policy(token({ apiKey: "sk_x", appId: "ungdung", regions: ["sea1", "fra1"] }));
  expect(hosted).toContain("connect-src 'self' https://sea1.ingest.uploadthing.com https://fra1.ingest.uploadthing.com;");
  expect(hosted).toContain("img-src 'self' data: blob: https://ungdung.ufs.sh;");
  expect(hosted).toContain("media-src 'self' blob: https://ungdung.ufs.sh;");
});

it("a token cannot write anything else into the policy", () => {
  expect(policy(token({ apiKey: "sk_x", appId: "x; script-src *", regions: ["sea1"] }))).toBe(policy(null));
});
