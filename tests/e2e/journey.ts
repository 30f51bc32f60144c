import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { DEMO_PASSWORD } from "~/domain/people/demo-sign-ins";
import { launchBrowser } from "../support/chromium";
import { ourApp } from "../support/our-app";

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 900 };

/** How long a page may take on a crowded machine; what it shows is asserted, not how soon. */
export const PATIENCE_MS = 60_000;

export interface VisitOptions {
  viewport?: { width: number; height: number };
  javaScript?: boolean;
  /** fingers instead of a mouse */
  touch?: boolean;
}

/** A person at a browser of their own; whatever the page complains of is kept. */
export interface Visitor {
  page: Page;
  complaints: string[];
  open(path: string): Promise<void>;
  signIn(name: string, password?: string): Promise<void>;
  close(): Promise<void>;
}

/** The browser of this worker, which ends with it. */
let running: Promise<Browser> | undefined;

async function browserOfWorker(): Promise<Browser> {
  const before = await running?.catch(() => null);
  if (before?.isConnected()) return before;
  running = launchBrowser();
  return running;
}

/** Gives people who visit, each with a profile of their own; they leave at the end of the test file. */
export function useBrowser() {
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await browserOfWorker();
  });
  afterAll(() => Promise.all(contexts.map((context) => context.close())));
  return async ({ viewport = DESKTOP, javaScript = true, touch = false }: VisitOptions = {}): Promise<Visitor> => {
    const context = await browser.newContext({ viewport, javaScriptEnabled: javaScript, hasTouch: touch, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", baseURL: ourApp().url });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
    });
    page.on("response", (response) => {
      if (response.status() >= 500) complaints.push(`${response.status()} ${new URL(response.url()).pathname}`);
    });
    const open = async (path: string) => void (await page.goto(path));
    return {
      page,
      complaints,
      open,
      async signIn(name, password = DEMO_PASSWORD) {
        await open("/dang-nhap");
        await page.fill("input[name=signInName]", name);
        await page.fill("input[name=password]", password);
        await Promise.all([page.waitForURL((url) => !url.pathname.startsWith("/dang-nhap")), page.click("main form button[type=submit]")]);
      },
      close: () => context.close(),
    };
  };
}

/** True when nothing on the page sticks out sideways. */
export function fitsWidth(page: Page): Promise<boolean> {
  return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
}
