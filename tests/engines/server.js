// A real server on a demonstration of its own, which a journey may stop and start.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

const PYTHON = new URL("../../.venv/bin/python", import.meta.url).pathname;
const ROOT = new URL("../..", import.meta.url).pathname;
/** How long a server may take to answer, in ms. */
const PATIENCE = 60_000;

/** @param {string[]} words of a command of the server's @returns {Promise<any>} what it prints as JSON */
async function said(...words) {
  const { stdout } = await promisify(execFile)(PYTHON, ["-m", "server", ...words], { cwd: ROOT, maxBuffer: 1e8 });
  return JSON.parse(stdout);
}

/** @returns {Promise<number>} a port that is free */
async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
  probe.close();
  return port;
}

export class Server {
  /** @type {import("node:child_process").ChildProcess | null} */
  #process = null;

  /** @param {string} folder @param {number} port @param {any} demo */
  constructor(folder, port, demo) {
    this.folder = folder;
    this.port = port;
    this.demo = demo;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** @returns {Promise<Server>} on a new demonstration, answering */
  static async begin() {
    const folder = await mkdtemp(join(tmpdir(), "tan-nha-"));
    const server = new Server(folder, await freePort(), await said("demo", "--json", "--data", folder));
    await server.start();
    return server;
  }

  async start() {
    const words = ["-m", "server", "serve", "--data", this.folder, "--port", String(this.port)];
    this.#process = spawn(PYTHON, words, { cwd: ROOT, stdio: "ignore" });
    const limit = Date.now() + PATIENCE;
    while (!(await fetch(`${this.url}/health`).catch(() => null))?.ok) {
      if (Date.now() > limit) throw new Error("the server does not answer");
      await pause(100);
    }
  }

  /** SIGKILL: from here on nothing answers at this address. */
  async kill() {
    const process = this.#process;
    if (!process || process.exitCode !== null || process.signalCode) return;
    process.kill("SIGKILL");
    await once(process, "exit");
  }

  /** The end: nothing of it stays. */
  async end() {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The link that makes a phone the first live round's deliverer's. */
  get invitation() {
    const { deliverer } = this.demo.rounds[0];
    const { code } = this.demo.invites.find((/** @type {any} */ one) => one.person === deliverer);
    return `${this.url}/field/enrol#${code}`;
  }

  /** @param {string} what @returns {Promise<any[]>} rows of that kind, as `export` says them */
  exported(what) {
    return said("export", what, "--format", "json", "--data", this.folder);
  }

  /** @returns {Promise<any>} what `verify` says */
  verified() {
    return said("verify", "--json", "--data", this.folder);
  }
}
