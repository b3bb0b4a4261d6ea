// Visits every screen wide and narrow, with and without JavaScript: no finding, no error, nothing cut off; and takes its picture.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
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

describe("every screen", { concurrency: 2 }, () => {
  for (const screen of screens) {
    for (const [size, width] of Object.entries(WIDTHS)) {
      test(`${screen.name}, ${size}`, limit, () => look(screen, { size, width, scripts: SCRIPTS.on }));
      test(`${screen.name}, ${size}, without JavaScript`, limit, () => look(screen, { size, width, scripts: SCRIPTS.off }));
    }
  }
});

async function look(screen, { size, width, scripts }) {
  await onScreen(screen, { width, scripts }, async (page, problems) => {
    await page.screenshot({ path: join(pictures, `${screen.name}-${size}-scripts-${scripts}.png`), fullPage: true });
    noProblems(problems);
    await noHorizontalScroll(page);
    if (scripts === SCRIPTS.on) await axe(page);
  });
  // What no script has touched is the same at every width but for its layout: the narrow one has more to get wrong.
  if (scripts === SCRIPTS.off && size === "phone") await onScreen(screen, { width, scripts: SCRIPTS.blocked }, axe);
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
  return once(paths, screen.name, async () => {
    const { page, close } = await openPage(browser, { address: redress.address, scripts: SCRIPTS.off, cookies });
    try {
      const path = await screen.path(page);
      assert.ok(path, `${screen.name} was not found`);
      return path;
    } finally {
      await close();
    }
  });
}

/** Everyone signs in once; the sign-in form counts attempts. */
function session(role, organisation) {
  const who = () => sessionOf(browser, redress.address, person(redress.people, role, organisation));
  return once(sessions, `${role} of ${organisation}`, who);
}

/** What `make` promises, asked for once although two tests run at a time. */
function once(kept, key, make) {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key);
}
