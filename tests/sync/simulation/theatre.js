// Where seeds are run: a commune with a running server, used for one seed after the other until its places are used up.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { START } from "../../field/host.js";
import { Backroom, Commune, ROOT } from "./commune.js";
import { World } from "./world.js";

/** Runs in one commune before it is begun anew. */
const SLOTS = 24;

/** @param {string} root a folder of the program @returns {Promise<any>} the phone's side of it */
export async function programOf(root) {
  const [engine, db, outbox, rescue] = await Promise.all(
    ["sync/engine.js", "web/field/db.js", "sync/outbox.js", "web/field/routes/rescue.js"].map((path) => import(join(root, path))),
  );
  return { ...engine, ...db, ...outbox, ...rescue };
}

export class Theatre {
  folder = mkdtempSync(join(tmpdir(), "tannha-simulation-"));
  backroom = new Backroom();
  /** @type {any} */
  template = null;
  /** @type {import("./world.js").Slot[]} */
  slots = [];

  commune = new Commune(join(this.folder, "commune"), this.backroom);
  /** The folder of the phones' program. */
  phones = ROOT;

  /** @param {string} program the folder of the program that serves from now on */
  serve(program) {
    this.commune.program = program;
    this.slots = [];
  }

  /** @returns {Promise<import("./world.js").Slot>} a place for one run */
  async #slot() {
    const template = join(this.folder, "template");
    this.template ??= await this.backroom.do("prepare", { folder: template, slots: SLOTS, now: START });
    if (!this.slots.length) {
      await this.commune.kill();
      await this.commune.open(template, this.template.session);
      this.slots = [...this.template.slots];
    }
    return /** @type {any} */ (this.slots.shift());
  }

  /**
   * @param {string} seed
   * @param {import("./world.js").Profile} profile
   * @returns {Promise<{world: World, failure: Error|null}>}
   */
  async run(seed, profile) {
    if (profile.fresh) this.slots = [];
    const slot = await this.#slot();
    const world = new World(this.commune, slot, await programOf(this.phones), seed, profile);
    try {
      await world.run();
      return { world, failure: null };
    } catch (error) {
      this.slots = [];
      return { world, failure: /** @type {Error} */ (error) };
    }
  }

  async close() {
    await this.commune.close();
    this.backroom.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
