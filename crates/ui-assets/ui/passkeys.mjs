// Asks a device for a passkey when a form that is marked for it is sent, and sends its answer along. Without this script, or in a
// browser that knows no passkeys, such a form stays hidden and the page says what to do.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const withId = (credential) => ({ ...credential, id: bytes(credential.id) });

/** The options of Web Authentication, from their JSON form. */
function read(options) {
  const asked = { ...options, challenge: bytes(options.challenge) };
  if (asked.user) asked.user = withId(asked.user);
  if (asked.excludeCredentials) asked.excludeCredentials = asked.excludeCredentials.map(withId);
  if (asked.allowCredentials) asked.allowCredentials = asked.allowCredentials.map(withId);
  return asked;
}

/** What the device answered, in its JSON form. */
function written(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  const id = text(credential.rawId);
  return JSON.stringify({ id, rawId: id, type: credential.type, response, extensions: {} });
}

async function ask(form) {
  const publicKey = read(JSON.parse(form.dataset.passkeyOptions).publicKey);
  return written(await navigator.credentials[form.dataset.passkey]({ publicKey }));
}

function prepare(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      form.elements.answer.value = await ask(form);
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}

export function initPasskeys() {
  if (!window.PublicKeyCredential) return;
  for (const without of document.querySelectorAll("[data-passkey-without]")) without.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) prepare(form);
}
