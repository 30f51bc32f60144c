import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";
import { DEMO_PASSWORD } from "~/domain/people/demo-sign-ins";
import { launchBrowser } from "../support/chromium";

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 900 };

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

/** Launches one browser for the test file and gives people who visit with it. */
export function useBrowser() {
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser.close();
  });
  return async ({ viewport = DESKTOP, javaScript = true, touch = false }: VisitOptions = {}): Promise<Visitor> => {
    const context = await browser.newContext({ viewport, javaScriptEnabled: javaScript, hasTouch: touch, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", baseURL: inject("appUrl") });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
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
