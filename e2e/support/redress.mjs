// Starts the built program on a temporary home with the demo in it, and stops it again.
// REDRESS_BIN names the binary, by default the one of the development build.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

export const root = resolve(import.meta.dirname, "../..");

const START_LIMIT_MS = 90_000;
const STOP_LIMIT_MS = 10_000;

/**
 * A running demo: its address, the people who can sign in, and `stop()`. With `reached` it is reached there, a `http://localhost:PORT`
 * whose port is free; `configuration` is the text of its `redress.toml`, and `environment` what it is told beside.
 */
export async function startRedress({ reached, configuration, environment } = {}) {
  const binary = process.env.REDRESS_BIN ?? join(root, "target/debug/redress");
  const home = await mkdtemp(join(tmpdir(), "redress-e2e-"));
  if (configuration) await writeFile(join(home, "redress.toml"), configuration);
  const listen = `127.0.0.1:${reached ? new URL(reached).port : 0}`;
  const args = ["demo", "--home", home, "--listen", listen, ...(reached ? ["--address", reached] : [])];
  const child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...environment } });
  const diagnostics = keepLast(child.stderr, 40);
  const stop = () => stopChild(child, home);
  try {
    const address = await printedAddress(child, diagnostics);
    const people = JSON.parse(await readFile(join(home, "demo-credentials.json"), "utf8"));
    return { address: reached ?? address, people, stop, said: () => diagnostics.join("\n") };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A port of this machine that nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

/** The one of the demo's people who has this role, in the organisation whose name contains `organisation` if that is given. */
export function person(people, role, organisation = "") {
  const found = people.find((one) => one.role === role && one.organisation.includes(organisation));
  if (found) return found;
  const known = people.map((one) => `${one.role} (${one.organisation})`).join(", ");
  throw new Error(`nobody in demo-credentials.json has the role ${role} ${organisation}; there are: ${known}`);
}

function printedAddress(child, diagnostics) {
  return new Promise((found, failed) => {
    const fail = (why) => failed(new Error(`${why}\n${diagnostics.join("\n")}`));
    const timer = setTimeout(() => fail("the program printed no address in time"), START_LIMIT_MS);
    child.once("error", (error) => fail(`the program could not be started: ${error.message}; build it or set REDRESS_BIN`));
    child.once("exit", (code) => fail(`the program ended with ${code} before it printed an address`));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = line.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (!address) return;
      clearTimeout(timer);
      found(address[0]);
    });
  });
}

/** Reads a stream to its end, so that the writer never blocks, and keeps its last lines for an error message. */
function keepLast(stream, limit) {
  const lines = [];
  createInterface({ input: stream }).on("line", (line) => {
    lines.push(line);
    if (lines.length > limit) lines.shift();
  });
  return lines;
}

async function stopChild(child, home) {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const ended = once(child, "exit");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
    child.kill("SIGTERM");
    await ended;
    clearTimeout(timer);
  }
  await rm(home, { recursive: true, force: true });
}
