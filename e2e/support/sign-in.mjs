// Signing in as a person would: by the form, without JavaScript.

import { openPage, SCRIPTS } from "./browser.mjs";

/** Fills the sign-in form and waits for the page behind it. */
export async function signIn(page, { email, password }) {
  await page.goto("/sign-in");
  await page.getByLabel("Email", { exact: false }).fill(email);
  await page.locator("input[type=password]").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** The cookies of a fresh session, to hand to `openPage`. */
export async function sessionOf(browser, address, who) {
  const { page, close } = await openPage(browser, { address, scripts: SCRIPTS.off });
  try {
    await signIn(page, who);
    return await page.context().cookies();
  } finally {
    await close();
  }
}

/** Waits until a page of this path is there; where to go on may name it in an address on the way. */
export const arrivedAt = (page, path) => page.waitForURL((url) => url.pathname === path);

/** Signs out, and is signed out when it returns. */
export async function signOut(page) {
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await arrivedAt(page, "/sign-in");
}
