// Passkeys, with a device that the browser plays.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage, SCRIPTS, startBrowser } from "./support/browser.mjs";
import { axe, noHorizontalScroll, noProblems } from "./support/checks.mjs";
import { freePort, person, startRedress } from "./support/redress.mjs";
import { arrivedAt, signIn, signOut } from "./support/sign-in.mjs";

const limit = { timeout: 120_000 };
const DEVICE = {
  protocol: "ctap2",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
};

let browser;
let redress;

before(async () => {
  redress = await startRedress({ reached: `http://localhost:${await freePort()}` });
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await redress?.stop();
});

async function withDevice(journey) {
  const { page, problems, close } = await openPage(browser, { address: redress.address });
  try {
    const device = await page.context().newCDPSession(page);
    await device.send("WebAuthn.enable");
    const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", { options: DEVICE });
    await journey(page, (command, more) => device.send(`WebAuthn.${command}`, { authenticatorId, ...more }));
    noProblems(problems.filter((problem) => !/ERR_ABORTED|status of 422/.test(problem)));
  } finally {
    await close();
  }
}

async function addPasskey(page, who) {
  await signIn(page, who);
  await page.goto("/account/passkeys");
  await page.getByLabel("Name of the passkey").fill("My phone");
  await page.getByLabel("Your password").fill(who.password);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("The passkey is added.").waitFor();
  await axe(page);
  await noHorizontalScroll(page);
}

async function usePasskey(page) {
  await page.goto("/sign-in?next=/people");
  await page.getByRole("link", { name: "Sign in with a passkey" }).click();
  await axe(page);
  await noHorizontalScroll(page);
  await page.getByRole("button", { name: "Use your passkey" }).click();
}

test("a passkey is added, signs in without a name or password, and is refused once it is removed", limit, () =>
  withDevice(async (page, device) => {
    const who = person(redress.people, "staff", "donnington");
    await addPasskey(page, who);
    const { credentials } = await device("getCredentials");
    assert.equal(credentials.length, 1);
    assert.equal(credentials[0].isResidentCredential, true);
    assert.equal(credentials[0].rpId, "localhost");

    await signOut(page);
    await usePasskey(page);
    await arrivedAt(page, "/people");
    assert.match(await page.locator("header").textContent(), new RegExp(who.name));

    await page.goto("/account/passkeys");
    assert.doesNotMatch(await page.getByRole("row", { name: "My phone" }).textContent(), /Not yet/);
    await page.getByRole("row", { name: "My phone" }).getByRole("button").click();
    await page.getByText("The passkey is removed.").waitFor();
    await signOut(page);
    await usePasskey(page);
    await page.getByText("That passkey does not sign you in here.").waitFor();
  }));

test("a device whose owner does not show that it is them signs nobody in", limit, () =>
  withDevice(async (page, device) => {
    await addPasskey(page, person(redress.people, "trustee", "donnington"));
    await signOut(page);
    await device("setUserVerified", { isUserVerified: false });
    await usePasskey(page);
    await page.getByText("The device did not finish.").waitFor();
    await device("setUserVerified", { isUserVerified: true });
    await page.getByRole("button", { name: "Use your passkey" }).click();
    await arrivedAt(page, "/people");
  }));

test("without JavaScript the pages say what to do", limit, async () => {
  const { page, close } = await openPage(browser, { address: redress.address, scripts: SCRIPTS.off });
  try {
    await page.goto("/sign-in/passkey");
    assert.match(await page.locator("main").textContent(), /Turn JavaScript on/);
    assert.equal(await page.getByRole("button", { name: "Use your passkey" }).count(), 0);
    await signIn(page, person(redress.people, "staff", "donnington"));
    await page.goto("/account/passkeys");
    assert.equal(await page.getByRole("button", { name: "Add a passkey" }).count(), 0);
  } finally {
    await close();
  }
});
