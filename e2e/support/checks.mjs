// What holds on every screen: no accessibility finding, nothing wider than the screen, no error in the console.

import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** WCAG 2.2 AA and good practice, with not one finding. */
export async function axe(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true).analyze();
  const findings = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `    ${node.html}`).join("\n")}`);
  assert.equal(findings.length, 0, `accessibility findings at ${page.url()}\n${findings.join("\n")}`);
}

/** The page itself never scrolls sideways; a wide table scrolls inside a region of its own. */
export async function noHorizontalScroll(page) {
  const { wide, screen, widest } = await page.evaluate(() => {
    const screen = document.documentElement.clientWidth;
    const beyond = [...document.body.querySelectorAll("*")].filter(
      (one) => !one.closest(".rd-scroll") && one.getBoundingClientRect().right > screen + 1,
    );
    return { wide: document.documentElement.scrollWidth, screen, widest: beyond.slice(0, 5).map((one) => one.outerHTML.slice(0, 120)) };
  });
  assert.ok(wide <= screen, `${page.url()} is ${wide} px wide on a screen of ${screen} px:\n${widest.join("\n")}`);
}

/** `problems` as `openPage` collects them. */
export function noProblems(problems) {
  assert.deepEqual(problems, []);
}
