// Signing in at a real OpenID Connect provider, in a real browser.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "./support/browser.mjs";
import { signInThere, startProvider } from "./support/provider.mjs";
import { freePort, person, startRedress } from "./support/redress.mjs";
import { signIn, signOut } from "./support/sign-in.mjs";

const limit = { timeout: 120_000 };
const SECRET = "a secret of this test & no other";
const NAMED = "Sign in with Donnington account";

const people = {
  nora: { email: "nora@donnington.example", email_verified: true, name: "Nora New", groups: ["complaints-staff"] },
  asha: { email: "", email_verified: true, name: "Asha", groups: ["complaints-staff", "unknown-here"] },
  otto: { email: "otto@donnington.example", email_verified: false, name: "Otto", groups: ["complaints-staff"] },
  gast: { email: "gast@donnington.example", email_verified: true, name: "Gast", groups: ["everybody"] },
};

let browser;
let redress;
let provider;
let startAgain;

before(async () => {
  const port = await freePort();
  const reached = `http://localhost:${await freePort()}`;
  const configuration = `
    [single_sign_on]
    name = "Donnington account"
    organisation = "donnington"
    issuer = "http://127.0.0.1:${port}"
    client_id = "redress"
    roles_claim = "groups"
    scopes = ["groups"]
    create_accounts = true
    [single_sign_on.roles]
    complaints-staff = "staff"
    complaints-trustees = "trustee"
  `;
  // The provider is not there yet: the program starts all the same.
  redress = await startRedress({ reached, configuration, environment: { REDRESS_SINGLE_SIGN_ON_SECRET: SECRET } });
  people.asha.email = person(redress.people, "staff", "donnington").email.toUpperCase();
  const back = `${reached}/sign-in/elsewhere/back`;
  startAgain = async () => {
    provider = await startProvider({ port, secret: SECRET, back, people });
  };
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await redress?.stop();
  await provider?.stop();
});

/** A browser of its own, at the sign-in page. */
async function fresh(journey) {
  const context = await browser.newContext({ baseURL: redress.address, locale: "en-GB" });
  try {
    const page = await context.newPage();
    await page.goto("/sign-in");
    await journey(page);
  } finally {
    await context.close();
  }
}

async function arrive(page, name) {
  await page.getByRole("button", { name: NAMED }).click();
  await signInThere(page, name);
  await page.waitForURL((url) => url.href.startsWith(redress.address));
}

/** Leaves for the provider; what it is asked. */
async function leave(page) {
  const asked = page.waitForRequest((request) => request.url().startsWith(`${provider.issuer}/auth`));
  await page.goto("/sign-in/elsewhere");
  return new URL((await asked).url());
}

const refused = (page) => page.getByRole("heading", { name: "You are not signed in" }).waitFor();

const rolesOf = async (page, name) => {
  await page.goto("/people");
  return (await page.getByRole("row", { name }).getByRole("cell").first().textContent()).trim();
};

test("a provider that is down is said to be, and everything else goes on", limit, () =>
  fresh(async (page) => {
    await page.getByRole("button", { name: NAMED }).click();
    await page.getByText("cannot be reached").waitFor();
    await signIn(page, person(redress.people, "staff", "donnington"));
    assert.equal(new URL(page.url()).pathname, "/cases");
    await startAgain();
  }));

test("somebody new gets an account with the roles their claims stand for, and other roles when these change", limit, async () => {
  await fresh(async (page) => {
    await page.goto("/sign-in?next=/people");
    await arrive(page, "nora");
    assert.equal(new URL(page.url()).pathname, "/people");
    assert.match(await page.locator("header").textContent(), /Nora New/);
    assert.equal(await rolesOf(page, "Nora New"), "Front-line staff");
    await signOut(page);
    await page.goto("/people");
    assert.equal(new URL(page.url()).pathname, "/sign-in");
  });
  people.nora.groups = ["complaints-trustees"];
  await fresh(async (page) => {
    await arrive(page, "nora");
    assert.equal(await rolesOf(page, "Nora New"), "Trustee");
  });
  people.nora.groups = [];
  await fresh(async (page) => {
    await arrive(page, "nora");
    await refused(page);
  });
});

test("somebody with an account is found by their verified address, once, and by the provider's number from then on", limit, async () => {
  await fresh(async (page) => {
    await arrive(page, "asha");
    assert.equal(new URL(page.url()).pathname, "/cases");
  });
  people.asha.email = "elsewhere@example.org";
  await fresh(async (page) => {
    await arrive(page, "asha");
    assert.equal(new URL(page.url()).pathname, "/cases");
  });
});

test("whoever the provider vouches for without a verified address or a role is not let in, and not told why", limit, async () => {
  const told = new Set();
  for (const name of ["otto", "gast"]) {
    await fresh(async (page) => {
      await arrive(page, name);
      await refused(page);
      told.add(await page.locator("main").textContent());
    });
  }
  assert.equal(told.size, 1);
});

test("an answer serves once, in the browser and for the sign-in it was asked with", limit, () =>
  fresh(async (page) => {
    const backs = [];
    page.on("request", (request) => request.url().includes("/sign-in/elsewhere/back") && backs.push(request.url()));
    await arrive(page, "asha");
    const used = new URL(backs[0]);
    await page.goto(used.href);
    await refused(page);

    // The code again, with the state of another sign-in that has begun.
    await page.context().clearCookies();
    const state = (await leave(page)).searchParams.get("state");
    used.searchParams.set("state", "made-up");
    await page.goto(used.href);
    await refused(page);
    used.searchParams.set("state", state);
    await page.goto(used.href);
    await refused(page);
    await page.goto("/cases");
    assert.equal(new URL(page.url()).pathname, "/sign-in");
  }));

test("an answer with another nonce is not believed", limit, () =>
  fresh(async (page) => {
    const asked = await leave(page);
    asked.searchParams.set("nonce", "of-somebody-else");
    await page.goto(asked.href);
    await signInThere(page, "asha");
    await refused(page);
    assert.match(redress.said(), /doubt.*nonce/);
    assert.doesNotMatch(redress.said(), /donnington\.example|a secret of this test/);
  }));
