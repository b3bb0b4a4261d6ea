// Whole journeys in a real browser: with JavaScript switched off, and by the keyboard alone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage, SCRIPTS, startBrowser } from "./support/browser.mjs";
import { noProblems } from "./support/checks.mjs";
import { person, startRedress } from "./support/redress.mjs";
import { sessionOf } from "./support/sign-in.mjs";

const limit = { timeout: 120_000 };
let redress;
let browser;

before(async () => {
  redress = await startRedress();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await redress?.stop();
});

/** A page of somebody of Donnington. */
async function as(role, scripts, journey) {
  const cookies = await sessionOf(browser, redress.address, person(redress.people, role, "donnington"));
  const { page, problems, close } = await openPage(browser, { address: redress.address, scripts, cookies });
  try {
    await journey(page);
    // Whoever moves on before a page has loaded ends its loads: that is no failure.
    noProblems(problems.filter((problem) => !problem.endsWith("net::ERR_ABORTED")));
  } finally {
    await close();
  }
}

const choose = (page, name, value) => page.locator(`input[name="${name}"][value="${value}"]`).check();

// R12
test("a caller's late lunch is logged, put right and closed on one page, without JavaScript", limit, () =>
  as("staff", SCRIPTS.off, async (page) => {
    await page.goto("/cases/new");
    await choose(page, "channel", "phone");
    await page.fill('input[name="complainant_name"]', "Rosa Lind");
    await page.fill('textarea[name="summary"]', "The buffet lunch came an hour late.");
    await choose(page, "class", "failure");
    await choose(page, "now", "settled");
    await page.fill('textarea[name="done"]', "Said sorry; the caterer takes it off the bill.");
    await page.selectOption('select[name="agreed_means"]', "phone").catch(() => choose(page, "agreed_means", "phone"));
    await choose(page, "answer", "no");
    await choose(page, "compensation", "none");
    await page.selectOption('select[name="code"]', "delay").catch(() => choose(page, "code", "delay"));
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("It is logged, put right and closed.").waitFor();
    await page.goto("/cases?show=closed&q=rosa+lind");
    assert.equal(await page.locator(".rd-case").count(), 1);
  }));

// R42
test("the Chair cannot be chosen for the first stage, and the page says why", limit, () =>
  as("staff", SCRIPTS.on, async (page) => {
    await page.goto("/cases?show=unassigned&q=broken+gate");
    await page.locator(".rd-case__reference a").first().click();
    await page.goto(`${page.url()}/handover`);
    const chair = page.locator(".govuk-radios__item", { hasText: "Ruth Pemberton" });
    assert.equal(await chair.locator("input").isDisabled(), true);
    assert.match(await chair.innerText(), /keeps the Chair out/);
  }));

test("a trustee finds what is due and writes a note by the keyboard alone", limit, () =>
  as("trustee", SCRIPTS.on, async (page) => {
    const pressTo = async (wanted) => {
      for (let presses = 0; presses < 80; presses += 1) {
        await page.keyboard.press("Tab");
        const text = await page.evaluate(() => document.activeElement?.innerText ?? "");
        if (wanted.test(text)) return page.keyboard.press("Enter");
      }
      throw new Error(`the keyboard does not reach ${wanted}`);
    };
    await page.goto("/cases");
    await Promise.all([page.waitForURL(/\/cases\/SF-/), pressTo(/^SF-\d{4}-\d{4}$/)]);
    await Promise.all([page.waitForURL(/\/notes$/), pressTo(/^Add a note$/)]);
    const box = page.locator('textarea[name="text"]');
    while (!(await box.evaluate((node) => node === document.activeElement))) await page.keyboard.press("Tab");
    await page.keyboard.type("Rang, no answer.");
    await page.keyboard.press("Tab");
    await Promise.all([page.waitForURL(/\/cases\/SF-[^/]+$/), page.keyboard.press("Enter")]);
    await page.getByText("Rang, no answer.").first().waitFor();
  }));
