// One run of a seed: phones, a network, a commune, and what befalls them, one step after another. The order of everything is
// drawn from the seed, so that a run repeats; what two runs may differ in (keys, signatures, links, real time) is not traced.
import { join } from "node:path";
import { START } from "../../field/host.js";
import { Chance } from "./chance.js";
import { finished } from "./finish.js";
import { FILE_WEATHER, WEATHER } from "./network.js";
import { hashOf, Phone } from "./phone.js";
import { Album } from "./pictures.js";
import { must, Witness } from "./witness.js";
import { Office, work } from "./work.js";

/** @typedef {{slot: number, people: {id: string, codes: string[], forgotten: number}[], items: string[]}} Slot */
/**
 * @typedef {object} Profile What kind of day it is.
 * @property {string} name
 * @property {number} [phones]
 * @property {number} [steps]
 * @property {Record<string, number>} [weather] how often each fault comes
 * @property {Record<string, number>} [fileWeather] how often each fault comes to a file
 * @property {Record<string, number>} [acts] how often each act comes
 * @property {number} [silence] how many of the sendings meet silence
 * @property {boolean} [fresh] in a commune of its own: the backups of earlier days would be in the way
 * @property {number} [told] how many of the backups are made by the program's own command, 0 to 1
 * @property {boolean} [early] a backup is made before anybody has enrolled
 * @property {number} [page] most documents of one answer
 * @property {(world: World) => Promise<void>} [script] instead of steps drawn by chance
 */

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

/** What happens in a step, and how often. */
export const ACTS = {
  work: 36,
  send: 34,
  files: 8,
  office: 10,
  rescue: 2,
  pass: 6,
  release: 8,
  later: 4,
  restart: 3,
  die: 4,
  full: 2,
  server_full: 2,
  jump: 2,
  forget: 2,
};
/** How many of the sendings are made by a locked phone. */
const LOCKED = 0.12;

export class World {
  now = START;
  calm = false;
  /** Several requests are under way at once. */
  crowded = false;
  /** @type {Set<Promise<any>>} requests that the server has not answered yet */
  underway = new Set();
  /** @type {(() => Promise<any>)[]} requests that arrive later than anybody waits for */
  later = [];
  /** @type {(() => Promise<void>)|null} what must hold in the end besides */
  after = null;
  /** Events that phones called saved. */
  created = 0;
  /** @type {string[]} */
  trace = [];
  /** @type {Record<string, number>} */
  faults = {};
  /** @type {Phone[]} */
  phones = [];
  /** @type {{place: string, told: boolean, at: number}[]} */
  backups = [];
  /** The run is not repeatable in its order: several phones were at it at once. */
  loose = false;

  /**
   * @param {import("./commune.js").Commune} commune
   * @param {Slot} slot of the commune, not used before
   * @param {any} program the modules under test
   * @param {string} seed
   * @param {Profile} profile
   */
  constructor(commune, slot, program, seed, profile) {
    this.commune = commune;
    this.slot = slot;
    this.program = program;
    this.profile = profile;
    this.people = slot.people.map((person) => ({ ...person, forgotten: 0 }));
    this.chance = new Chance(`${seed}`);
    // Ids must not come twice in one commune, so the slot is in them.
    this.ids = new Chance(`${seed}/ids/${slot.slot}/${commune.starts}`);
    this.weather = { ...WEATHER, ...profile.weather };
    this.fileWeather = { ...FILE_WEATHER, ...profile.fileWeather };
    this.acts = { ...ACTS, ...profile.acts };
    this.silence = profile.silence ?? 0.03;
    this.office = new Office(this);
    this.album = new Album(commune);
    this.witness = new Witness(this);
  }

  /** @param {string} line */
  log(line) {
    this.trace.push(line.replaceAll(`${String(this.slot.slot).padStart(3, "0")}-`, ""));
  }

  /** @param {string} fault */
  count(fault) {
    this.faults[fault] = (this.faults[fault] ?? 0) + 1;
  }

  /** @param {number} ms Time goes by, for everybody. */
  pass(ms) {
    this.now += ms;
    this.commune.pull({ clock: this.now });
  }

  /** @param {any} turn on its way in @param {Phone} phone */
  reached({ events }, phone) {
    for (const { body } of events) phone.note(body);
  }

  /** The whole run. Throws a Violation for the first rule that does not hold. */
  async run() {
    const { profile, chance } = this;
    this.pass(0);
    const rows = await this.commune.backroom.do("ledger", { folder: this.commune.data, after: 0 });
    this.witness.after = rows.at(-1)?.seq ?? 0;
    if (profile.early) await this.backup();
    await this.#begin(profile.phones ?? 2 + chance.below(3));
    if (profile.script) await profile.script(this);
    else await this.steps(profile.steps ?? 20 + chance.below(30));
    await finished(this);
  }

  /** @param {number} count Everybody has a bag and an enrolled phone; the fourth phone is the first person's second one. */
  async #begin(count) {
    for (const person of this.people) {
      this.log(await this.office.pack(person, 2 + this.chance.below(2)));
      const { id } = this.office.rounds[this.office.rounds.length - 1];
      await this.commune.act(`rounds/${id}/give`, []);
    }
    for (let i = 0; i < count; i++) {
      const person = this.people[i % this.people.length];
      const phone = new Phone(this, `phone ${i}`, person, person.codes[Math.floor(i / this.people.length)]);
      phone.network.page = this.profile.page ?? (this.chance.happens(0.5) ? 1 + this.chance.below(4) : null);
      await phone.boot();
      await phone.enrol();
      this.phones.push(phone);
    }
  }

  /** @param {number} count */
  async steps(count) {
    for (let i = 0; i < count; i++) await this.step(this.chance.weighted(this.acts));
  }

  /** @param {string} act @param {Phone} [phone] */
  async step(act, phone = this.chance.pick(this.phones)) {
    const said = await /** @type {any} */ (this.#doing)[act](phone);
    // A phone that gave up does not wait for the server, but the world does.
    await Promise.allSettled(this.underway);
    const met = phone.network.met.splice(0).map((fault) => ` ${fault}`);
    this.log(`${act} ${phone.name}: ${said}${met.length ? ` [${met} ]` : ""}`);
    await this.lookAt(phone);
  }

  /** @param {Phone} phone */
  async lookAt(phone) {
    if (this.witness.found.length) throw this.witness.found[0];
    await phone.look();
  }

  /** @type {Record<string, (phone: Phone) => Promise<string>|string>} */
  #doing = {
    work,
    send: async (phone) => {
      const by = phone.chance.pick(["save", "online", "navigation", "timer", "button"]);
      const said = await phone.send(by, null, phone.chance.happens(LOCKED));
      return phone.sending || phone.chance.happens(0.5) ? said : `${said}, ${await phone.handIn()}`;
    },
    files: (phone) => phone.handIn(),
    rescue: (phone) => this.#rescue(phone),
    office: () => this.office.act(),
    pass: () => {
      const ms = this.chance.pick([1000, MINUTE, 20 * MINUTE, 5 * 60 * MINUTE, DAY]);
      this.pass(ms);
      return `${ms} ms`;
    },
    release: (phone) => phone.release(),
    later: async () => {
      const arriving = this.later.splice(this.chance.below(this.later.length), 1);
      for (const arrive of arriving) await arrive();
      return `${arriving.length} arrive late`;
    },
    restart: async (phone) => {
      this.count("phone restarted");
      await phone.boot();
      return "off and on";
    },
    // Between any two of its transactions the phone may be switched off, in the middle of a turn or of a save.
    die: async (phone) => {
      this.count("phone killed in the middle");
      phone.disk.life.left = phone.chance.below(7);
      const doing = phone.chance.weighted({ send: 6, work: 3, files: 1 });
      const said = doing === "send" ? await phone.send("button") : doing === "work" ? await work(phone) : await phone.handIn();
      await phone.boot();
      return said;
    },
    // No room: what cannot be stored is not called saved, and what was received stays received.
    full: async (phone) => {
      this.count("phone full");
      phone.disk.life.full = true;
      const said = phone.chance.happens(0.6) ? await work(phone) : await phone.send("button");
      phone.disk.life.full = false;
      return said;
    },
    server_full: async (phone) => {
      this.count("server full");
      this.commune.pull({ full: true });
      const said = phone.chance.happens(0.7) ? await phone.send("button", "none") : await this.office.act();
      this.commune.pull({ full: false });
      await this.witness.recall();
      return said;
    },
    jump: (phone) => {
      this.count("phone clock jumps");
      phone.skew = phone.chance.pick([0, 0, 7 * MINUTE, -20 * MINUTE, 400 * DAY, -2000 * DAY, 25 * DAY]);
      return `${phone.skew} ms`;
    },
    forget: async (phone) => {
      this.count("PIN forgotten");
      return phone.forget();
    },
    kill: async () => {
      this.count("server killed");
      await this.commune.kill();
      await this.commune.start();
      await this.witness.recall();
      return "server killed";
    },
    die_before: (phone) => phone.send("button", "die_before"),
    die_later: (phone) => phone.send("button", "die_later"),
    die_after: (phone) => phone.send("button", "die_after"),
    backup: () => this.backup(),
    restore: () => this.restore(),
  };

  /** @param {Phone} phone The clerk is handed its events as a file; the phone hears of it at its next turn. */
  async #rescue(phone) {
    const file = await phone.rescueFile(phone.chance.happens(0.5));
    await this.commune.rescue(file);
    await this.witness.recall();
    const { events } = JSON.parse(file);
    // A history from before the phone enrolled does not know it.
    const known = (await this.commune.request("HEAD", "/sync/files/none", await phone.bearer())).status !== 401;
    const missing = events.filter((/** @type {any} */ { body }) => !this.witness.rows.has(hashOf(body)));
    must(!known || missing.length === 0, "a rescue file was opened, and not all of it is in the ledger");
    this.count("rescue file");
    return `${events.length} events in a file`;
  }

  /** @param {boolean} [told] by the program's own command, or a copy of the folder that nobody knows of */
  async backup(told = this.chance.happens(this.profile.told ?? 0.5)) {
    const place = join(this.commune.folder, `backup-${this.backups.length}`);
    if (told) await this.commune.backup(place, this.now);
    else await this.commune.copy(place);
    this.backups.push({ place, told, at: this.now });
    return told ? "backup" : "copy";
  }

  /** @param {number} [which] of the backups, from the first, or from the last (-1) */
  async restore(which = this.chance.below(Math.max(1, this.backups.length))) {
    const chosen = this.backups.at(which);
    if (!chosen) return "no backup";
    const { place, told } = chosen;
    this.count(told ? "restored, announced" : "restored, unannounced");
    if (told) await this.commune.restore(place, this.now);
    else await this.commune.replace(place);
    await this.witness.restored(told);
    return told ? "restored, announced" : "replaced by a copy";
  }
}
