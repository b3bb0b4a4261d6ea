// Visits every screen wide and narrow, with and without JavaScript: no finding, no error, nothing cut off; and takes its picture.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openPage, SCRIPTS, startBrowser, WIDTHS } from "./support/browser.mjs";
import { axe, noHorizontalScroll, noProblems } from "./support/checks.mjs";
import { person, root, startRedress } from "./support/redress.mjs";
import { sessionOf } from "./support/sign-in.mjs";
import { screens } from "./screens.mjs";

const pictures = join(root, "target/screens");
const limit = { timeout: 60_000 };
const sessions = new Map();
const paths = new Map();
let redress;
let browser;

before(async () => {
  await mkdir(pictures, { recursive: true });
  redress = await startRedress();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await redress?.stop();
});

for (const screen of screens) {
  for (const [size, width] of Object.entries(WIDTHS)) {
    test(`${screen.name}, ${size}`, limit, () => look(screen, { size, width, scripts: SCRIPTS.on }));
    test(`${screen.name}, ${size}, without JavaScript`, limit, () => look(screen, { size, width, scripts: SCRIPTS.off }));
  }
}

async function look(screen, { size, width, scripts }) {
  await onScreen(screen, { width, scripts }, async (page, problems) => {
    await page.screenshot({ path: join(pictures, `${screen.name}-${size}-scripts-${scripts}.png`), fullPage: true });
    noProblems(problems);
    await noHorizontalScroll(page);
    if (scripts === SCRIPTS.on) await axe(page);
  });
  if (scripts === SCRIPTS.off) await onScreen(screen, { width, scripts: SCRIPTS.blocked }, axe);
}

async function onScreen(screen, { width, scripts }, check) {
  const cookies = screen.as ? await session(screen.as, screen.of ?? "donnington") : [];
  const path = await pathOf(screen, cookies);
  const { page, problems, close } = await openPage(browser, { address: redress.address, width, scripts, cookies });
  try {
    const answer = await page.goto(path);
    assert.equal(answer.status(), 200, `GET ${path}`);
    await check(page, problems);
  } finally {
    await close();
  }
}

/** Found once, on a page of its own: leaving that page ends its loads, which is no failure of the screen looked at. */
async function pathOf(screen, cookies) {
  if (typeof screen.path === "string") return screen.path;
  if (!paths.has(screen.name)) {
    const { page, close } = await openPage(browser, { address: redress.address, scripts: SCRIPTS.off, cookies });
    try {
      paths.set(screen.name, await screen.path(page));
    } finally {
      await close();
    }
  }
  return paths.get(screen.name);
}

/** Everyone signs in once; the sign-in form counts attempts. */
async function session(role, organisation) {
  const key = `${role} of ${organisation}`;
  if (!sessions.has(key)) {
    sessions.set(key, await sessionOf(browser, redress.address, person(redress.people, role, organisation)));
  }
  return sessions.get(key);
}
