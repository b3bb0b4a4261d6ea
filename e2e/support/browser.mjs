// The system's chromium, kept to this machine, and pages that remember everything that went wrong in them.

import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const WIDTHS = { desktop: 1280, phone: 320 };

/** Playwright gives each launch an empty profile folder of its own. */
export function startBrowser() {
  const executablePath = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * How a page's own scripts are treated. `off` is a browser with JavaScript switched off. The accessibility checker is itself a script
 * that waits on timers, which such a browser never fires: `blocked` shows it the same page with every script of ours refused.
 */
export const SCRIPTS = { on: "on", off: "off", blocked: "blocked" };

/**
 * Opens a page of its own context. `problems` collects console errors, uncaught exceptions, failed loads
 * and any request to another host, which is refused: the product must work with no other machine in reach.
 */
export async function openPage(browser, { address, width = WIDTHS.desktop, scripts = SCRIPTS.on, cookies = [] }) {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width, height: 900 },
    javaScriptEnabled: scripts !== SCRIPTS.off,
    locale: "en-GB",
    timezoneId: "Europe/London",
  });
  await context.addCookies(cookies);
  const problems = [];
  await context.route((url) => !url.href.startsWith(address), (route) => {
    problems.push(`asked another host: ${route.request().url()}`);
    return route.abort();
  });
  if (scripts === SCRIPTS.blocked) {
    await context.route("**", (route) => (route.request().resourceType() === "script" ? route.abort() : route.fallback()));
  }
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && problems.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => problems.push(`not loaded: ${request.url()} ${request.failure()?.errorText}`));
  return { page, problems, close: () => context.close() };
}
