// The commune's side as a simulation drives it: the real server process, its folder, its clerk, and the back room
// that reads the folder from outside.
import { spawn } from "node:child_process";
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { START } from "../../field/host.js";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");
const HERE = fileURLToPath(new URL(".", import.meta.url));
const PYTHON = join(ROOT, ".venv/bin/python");
const PATIENCE = 120_000;

/** What a request came back with. @typedef {{status: number, headers: Record<string, string>, body: Buffer}} Reply */

/** One long-lived process of the true program, which prepares, reads and checks data folders. */
export class Backroom {
  constructor() {
    this.process = spawn(PYTHON, [join(HERE, "backroom.py")], {
      cwd: ROOT,
      env: { ...process.env, PYTHONPATH: ROOT },
      stdio: ["pipe", "pipe", "inherit"],
    });
    /** @type {((line: string) => void)[]} */
    this.asked = [];
    createInterface({ input: this.process.stdout }).on("line", (line) => this.asked.shift()?.(line));
    this.process.on("exit", () => this.asked.forEach((answer) => answer("null")));
  }

  /** @param {string} what @param {object} [given] @returns {Promise<any>} */
  do(what, given = {}) {
    return new Promise((resolve, reject) => {
      this.asked.push((line) => {
        const answer = JSON.parse(line);
        if (answer?.error) reject(new Error(`${what}: ${answer.error}`));
        else resolve(answer);
      });
      this.process.stdin.write(`${JSON.stringify({ do: what, ...given })}\n`);
    });
  }

  close() {
    this.process.stdin.end();
  }
}

/** @returns {Promise<number>} a port that nobody uses */
const freePort = () =>
  new Promise((resolve) => {
    const probe = net.createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {net.AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });

/** @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class Commune {
  /** @type {import("node:child_process").ChildProcess|null} */
  process = null;
  port = 0;
  agent = new http.Agent({ keepAlive: true });
  session = "";
  starts = 0;
  pulled = { clock: 0, slow: 0, die: "", full: false };

  /** @param {string} folder of its own @param {Backroom} backroom @param {string} [program] the folder of the program that serves */
  constructor(folder, backroom, program = ROOT) {
    this.folder = folder;
    this.data = join(folder, "data");
    this.backroom = backroom;
    this.program = program;
  }

  /** @param {string} template a folder to begin with @param {string} session a clerk's log-in in it */
  async open(template, session) {
    rmSync(this.data, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true });
    cpSync(template, this.data, { recursive: true });
    this.session = session;
    await this.start();
  }

  /** @param {Partial<Commune["pulled"]>} levers clock: ms since the epoch; it goes on by itself */
  pull({ clock, ...levers }) {
    Object.assign(this.pulled, levers, clock === undefined ? {} : { clock: clock - Date.now() });
    // In one step: the server may be reading them.
    const file = join(this.folder, "levers.json");
    writeFileSync(`${file}.new`, JSON.stringify(this.pulled));
    renameSync(`${file}.new`, file);
  }

  async start() {
    this.port ||= await freePort();
    this.starts++;
    if (!this.pulled.clock) this.pull({ clock: START });
    this.pull({ die: "", full: false });
    const log = openSync(join(this.folder, "server.log"), "a");
    const environment = {
      ...process.env,
      PYTHONPATH: this.program,
      TANNHA_LEVERS: join(this.folder, "levers.json"),
      TANNHA_BACKUP_DIR: "",
    };
    const given = [join(HERE, "served.py"), "serve", "--data", this.data, "--port", String(this.port)];
    this.process = spawn(PYTHON, given, { cwd: this.program, env: environment, stdio: ["ignore", log, log] });
    closeSync(log);
    for (const limit = Date.now() + PATIENCE; !(await this.#answers()); await pause(10)) {
      if (this.process.exitCode !== null || Date.now() > limit) throw new Error(`the server does not start:\n${this.log()}`);
    }
  }

  log = () => readFileSync(join(this.folder, "server.log"), "utf8").slice(-4000);

  #answers = () =>
    this.request("GET", "/health").then(
      ({ status }) => status === 200,
      () => false,
    );

  /** SIGKILL, and gone. */
  async kill() {
    const { process } = this;
    if (!process) return;
    process.kill("SIGKILL");
    await this.ended();
  }

  /** Waits until the process is gone, by whatever. */
  async ended() {
    const { process } = this;
    if (process && process.exitCode === null && process.signalCode === null) {
      await new Promise((resolve) => process.once("exit", resolve));
    }
    this.process = null;
    this.agent.destroy();
    this.agent = new http.Agent({ keepAlive: true });
  }

  /** @param {string} place Keeps a copy of the data folder there, beside the running server; nobody is told. */
  async copy(place) {
    rmSync(place, { recursive: true, force: true });
    await this.backroom.do("copy", { source: this.data, target: place });
  }

  /** @param {string} place The data folder is replaced by that copy, as if nothing had been. */
  async replace(place) {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
    cpSync(place, this.data, { recursive: true });
    await this.start();
  }

  /** @returns {{at: string, seq: number}[]} the backups that the commune knows of */
  notes() {
    const folder = join(this.data, "backups");
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return names.map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
  }

  /** @param {string} name SHA-256 in hex @returns {Buffer|null} a photo as it lies on the disk */
  file(name) {
    const path = join(this.data, "files", name.slice(0, 2), name);
    return existsSync(path) ? readFileSync(path) : null;
  }

  /** @param {string} file @param {number} now */
  async backup(file, now) {
    rmSync(file, { recursive: true, force: true });
    await this.backroom.do("backup", { folder: this.data, file, now });
  }

  /** @param {string} file @param {number} now */
  async restore(file, now) {
    await this.kill();
    await this.backroom.do("restore", { folder: this.data, file, now, session: this.session });
    await this.start();
  }

  /**
   * @param {string} method @param {string} path @param {Record<string, string>} [headers] @param {Buffer|string} [body]
   * @returns {Promise<Reply>} rejects if the connection breaks
   */
  request(method, path, headers = {}, body) {
    return new Promise((resolve, reject) => {
      const { port, agent } = this;
      const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
      const request = http.request({ host: "127.0.0.1", port, agent, method, path, headers: { ...headers, ...length } }, (response) => {
        /** @type {Buffer[]} */
        const pieces = [];
        response.on("data", (piece) => pieces.push(piece));
        response.on("error", reject);
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: /** @type {any} */ (response.headers), body: Buffer.concat(pieces) }));
      });
      request.on("error", reject);
      // As a text it leaves in one packet with the headers; else the two wait for each other (40 ms).
      request.end(body instanceof Buffer ? body.toString("latin1") : body, body instanceof Buffer ? "latin1" : "utf8");
    });
  }

  /** @param {string} path @param {[string, string][]} fields What a clerk does on a screen. @returns {Promise<boolean>} done */
  async act(path, fields) {
    const headers = { Cookie: `tannha=${this.session}`, "Content-Type": "application/x-www-form-urlencoded" };
    const { status } = await this.request("POST", `/office/${path}`, headers, new URLSearchParams(fields).toString());
    if (status >= 500 && !(status === 503 && this.pulled.full)) throw new Error(`/office/${path} answers ${status}\n${this.log()}`);
    return status === 303;
  }

  /** @param {string} text A clerk opens a phone's rescue file (sync.md §7). */
  async rescue(text) {
    const headers = { Cookie: `tannha=${this.session}`, "Content-Type": "multipart/form-data; boundary=of-this-form" };
    const part = 'Content-Disposition: form-data; name="file"; filename="tan-nha.json"\r\nContent-Type: application/json';
    const body = Buffer.from(`--of-this-form\r\n${part}\r\n\r\n${text}\r\n--of-this-form--\r\n`);
    const { status } = await this.request("POST", "/office/rescue", headers, body);
    if (status !== 200) throw new Error(`/office/rescue answers ${status}\n${this.log()}`);
  }

  async close() {
    await this.kill();
    if (existsSync(this.folder)) rmSync(this.folder, { recursive: true, force: true });
  }
}
