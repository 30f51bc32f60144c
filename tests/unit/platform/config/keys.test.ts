import { createPrivateKey } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadKeys } from "~/platform/config/keys.server";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "keys "));
  chmodSync(dataDir, 0o755);
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const nothing = { sessionSecret: null, signingKey: null };

describe("keys of an installation", () => {
  it("are made once and kept, readable by the owner alone", async () => {
    const first = await loadKeys({ dataDir, ...nothing });
    expect(Buffer.from(first.sessionSecret, "base64url")).toHaveLength(32);
    expect(createPrivateKey(first.signingKey).asymmetricKeyType).toBe("ed25519");
    expect(first.uploadKey).toMatch(/^sk_[0-9a-f]{64}$/);
    expect(await loadKeys({ dataDir, ...nothing })).toEqual(first);
    expect(statSync(join(dataDir, "keys")).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(join(dataDir, "keys"))) {
      expect(statSync(join(dataDir, "keys", name)).mode & 0o777).toBe(0o600);
    }
  });

  it("are the same for processes that ask at the same time", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => loadKeys({ dataDir, ...nothing })));
    for (const keys of all) expect(keys).toEqual(all[0]);
    expect(readdirSync(join(dataDir, "keys")).toSorted()).toEqual(["session-secret", "signing-key.pem", "upload-key"]);
  });

  it("come from the environment where they are given", async () => {
    const given = await loadKeys({ dataDir, sessionSecret: "s".repeat(32), signingKey: "pem" });
    expect(given).toMatchObject({ sessionSecret: "s".repeat(32), signingKey: "pem" });
    expect(readdirSync(join(dataDir, "keys"))).toEqual(["upload-key"]);
  });
});
