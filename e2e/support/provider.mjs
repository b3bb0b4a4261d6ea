// A real OpenID Connect provider on this machine, with people who can be given other claims between two sign-ins.

import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import Provider from "oidc-provider";

/** The provider of a client that people come back to at `back`; `people` are the claims of each by the name they sign in with. */
export async function startProvider({ port, secret, back, people }) {
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "redress", client_secret: secret, redirect_uris: [back], grant_types: ["authorization_code"] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
    cookies: { keys: ["of this test alone"] },
    jwks: { keys: [rsaKey()] },
    findAccount: (_, name) => ({ accountId: name, claims: () => ({ sub: name, ...people[name] }) }),
  });
  const server = createServer(provider.callback()).listen(port, "127.0.0.1");
  await once(server, "listening");
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { issuer, stop };
}

function rsaKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), kid: "one", use: "sig", alg: "RS256" };
}

/** Fills the provider's own pages: who somebody is, and that they agree. */
export async function signInThere(page, name) {
  await page.fill("input[name=login]", name);
  await page.fill("input[name=password]", "any will do");
  await page.click("button[type=submit]");
  await page.click("button[type=submit]");
}
