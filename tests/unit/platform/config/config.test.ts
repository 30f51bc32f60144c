import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ConfigError } from "~/platform/config/config-error.server";
import { loadConfig, type Mode } from "~/platform/config/config.server";
import { projectRoot } from "~/platform/config/project-root.server";

type Env = Record<string, string>;

function problems(mode: Mode, env: Env): Record<string, string> {
  try {
    loadConfig(env, { mode });
  } catch (error) {
    if (error instanceof ConfigError) return Object.fromEntries(error.problems.map((p) => [p.name, p.rule]));
    throw error;
  }
  return {};
}

function message(env: Env): string {
  try {
    loadConfig(env, { mode: "start" });
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

const uploadthing = Buffer.from(JSON.stringify({ apiKey: "sk_live_1", appId: "a", regions: ["sea1"] })).toString("base64");
const ed25519 = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();

describe("defaults", () => {
  it("starts on this machine only, with the demo and the embedded parts", () => {
    expect(loadConfig({}, { mode: "start" })).toEqual({
      mode: "start",
      nodeEnv: "production",
      port: 3000,
      host: "127.0.0.1",
      publicUrl: "http://localhost:3000",
      trustProxy: false,
      dataDir: `${projectRoot()}/data`,
      databaseUrl: null,
      readDatabaseUrl: null,
      uploadthingToken: null,
      s3: null,
      smtpUrl: null,
      mailFrom: "no-reply@localhost",
      sessionSecret: null,
      signingKey: null,
      seed: "demo",
      metricsToken: null,
      backupKey: null,
      logLevel: "info",
    });
  });

  it("follows PORT in the public address", () => {
    expect(loadConfig({ PORT: "8080" }, { mode: "start" }).publicUrl).toBe("http://localhost:8080");
  });

  it("treats an empty variable as absent", () => {
    expect(loadConfig({ PORT: "", DATABASE_URL: "  " }, { mode: "start" }).port).toBe(3000);
  });

  it("cannot be changed afterwards", () => {
    const config = loadConfig({}, { mode: "start" }) as { port: number };
    expect(() => {
      config.port = 1;
    }).toThrow(TypeError);
  });
});

describe("the demo", () => {
  it.each(["0.0.0.0", "192.168.1.5", "::", "sangtao.example.vn"])("is not opened to %s by accident", (HOST) => {
    expect(problems("start", { HOST })).toEqual({ HOST: "hostDemo" });
    expect(problems("start", { HOST, SEED: "demo" })).toEqual({});
    expect(problems("start", { HOST, SEED: "none" })).toEqual({});
  });

  it.each(["127.0.0.1", "127.1.2.3", "::1", "localhost"])("may listen on %s", (HOST) => {
    expect(problems("start", { HOST })).toEqual({});
  });

  it("is never part of production", () => {
    const env = { PUBLIC_URL: "https://sangtao.example.vn" };
    expect(loadConfig(env, { mode: "serve" }).seed).toBe("none");
    expect(problems("serve", { ...env, SEED: "demo" })).toEqual({ SEED: "seedServe" });
  });
});

describe("production", () => {
  it.each([
    ["https://sangtao.example.vn", {}],
    ["http://localhost:3000", {}],
    ["http://[::1]:3000", {}],
    ["http://127.0.0.1:3000", {}],
    ["http://sangtao.example.vn", { PUBLIC_URL: "publicUrlServe" }],
    ["", { PUBLIC_URL: "publicUrlServe" }],
  ])("PUBLIC_URL %s", (PUBLIC_URL, expected) => {
    expect(problems("serve", { PUBLIC_URL })).toEqual(expected);
  });
});

describe("wrong values", () => {
  it.each<[string, string, string]>([
    ["PORT", "0", "port"],
    ["PORT", "65536", "port"],
    ["PORT", "80a", "port"],
    ["PORT", "3000.5", "port"],
    ["HOST", "http://x", "host"],
    ["PUBLIC_URL", "sangtao.example.vn", "publicUrl"],
    ["PUBLIC_URL", "ftp://x.vn", "publicUrl"],
    ["PUBLIC_URL", "https://x.vn/sub", "publicUrl"],
    ["PUBLIC_URL", "https://u:p@x.vn", "publicUrl"],
    ["TRUST_PROXY", "yes", "trustProxy"],
    ["DATABASE_URL", "mysql://u:p@h/db", "databaseUrl"],
    ["DATABASE_URL", "postgresql://u:p@h", "databaseUrl"],
    ["UPLOADTHING_TOKEN", "sk_live_1", "uploadthingToken"],
    ["S3_URL", "s3://h/bucket", "s3Url"],
    ["S3_URL", "s3://K:S@h", "s3Url"],
    ["S3_URL", "s3://K:S@h/bucket?tls=yes", "s3Url"],
    ["SMTP_URL", "mail.example.vn", "smtpUrl"],
    ["MAIL_FROM", "nobody", "mailFrom"],
    ["MAIL_FROM", "a@b.vn\r\nBcc: c@d.vn", "mailFrom"],
    ["SESSION_SECRET", "x".repeat(31), "sessionSecret"],
    ["SIGNING_KEY", rsa, "signingKey"],
    ["SIGNING_KEY", "x", "signingKey"],
    ["SEED", "all", "seed"],
    ["METRICS_TOKEN", "a b", "metricsToken"],
    ["BACKUP_KEY", "short", "backupKey"],
    ["LOG_LEVEL", "loud", "logLevel"],
    ["NODE_ENV", "prod", "nodeEnv"],
  ])("%s=%s is refused", (name, value, rule) => {
    expect(problems("start", { [name]: value })).toEqual({ [name]: rule });
  });

  it("are all reported at once", () => {
    expect(problems("start", { PORT: "x", SEED: "y", LOG_LEVEL: "z" })).toEqual({ PORT: "port", SEED: "seed", LOG_LEVEL: "logLevel" });
  });

  it("UPLOADTHING_TOKEN excludes S3_URL", () => {
    const env = { UPLOADTHING_TOKEN: uploadthing, S3_URL: "s3://K:S@h/b" };
    expect(problems("start", env)).toEqual({ S3_URL: "uploadthingOrS3" });
  });

  it("a read replica needs a database, mail needs a sender", () => {
    expect(problems("start", { READ_DATABASE_URL: "postgres://h/db", SMTP_URL: "smtp://h" })).toEqual({
      READ_DATABASE_URL: "readWithoutDatabase",
      MAIL_FROM: "mailFromMissing",
    });
  });

  it("are named with what was given and what is expected, without secrets", () => {
    const text = message({
      LANG: "en_US.UTF-8",
      PORT: "many",
      SESSION_SECRET: "hunter2-secret",
      DATABASE_URL: "mysql://admin:hunter2@db.internal/contest?password=hunter2",
      S3_URL: "s3://AKIAHUNTER2:hunter2@store",
      SMTP_URL: "hunter2 hunter2",
    });
    expect(text).toContain('PORT: given "many"; expected a whole number from 1 to 65535');
    expect(text).toContain("DATABASE_URL: given mysql://***@db.internal/contest?…;");
    expect(text).toContain("SESSION_SECRET: given (hidden, 14 characters);");
    expect(text).not.toMatch(/hunter2/i);
  });

  it("are explained in Vietnamese unless the shell speaks English", () => {
    expect(message({ PORT: "x" })).toContain('PORT: đã cho "x"; cần một số nguyên từ 1 đến 65535');
  });
});

describe("right values", () => {
  it("reads an address of an S3 store", () => {
    expect(loadConfig({ S3_URL: "s3://AK:a%2Fb@store.vn:9000/files?region=hn&tls=0" }, { mode: "start" }).s3).toEqual({
      endpoint: "http://store.vn:9000",
      bucket: "files",
      region: "hn",
      accessKeyId: "AK",
      secretAccessKey: "a/b",
    });
  });

  it.each<[string, unknown]>([
    ["true", 1],
    ["2", 2],
    ["0", false],
    ["false", false],
    ["10.0.0.0/8, ::1", ["10.0.0.0/8", "::1"]],
  ])("TRUST_PROXY=%s", (TRUST_PROXY, expected) => {
    expect(loadConfig({ TRUST_PROXY }, { mode: "start" }).trustProxy).toEqual(expected);
  });

  it("takes a database behind a Unix socket", () => {
    const url = "postgresql://app@/contest?host=%2Frun%2Fpostgresql";
    expect(loadConfig({ DATABASE_URL: url }, { mode: "start" }).databaseUrl).toBe(url);
  });

  it("takes a signing key on one line", () => {
    expect(loadConfig({ SIGNING_KEY: ed25519.replaceAll("\n", "\\n") }, { mode: "start" }).signingKey?.trim()).toBe(ed25519.trim());
  });
});
