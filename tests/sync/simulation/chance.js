// Chance that repeats: everything random in a run comes from its seed.

/** @param {string} text @returns {number} 32 bits (FNV-1a) */
function hashed(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A stream of numbers; each `fork` is a stream of its own, so that who draws first changes nothing for the others. */
export class Chance {
  #state;

  /** @param {string} seed */
  constructor(seed) {
    this.seed = seed;
    this.#state = hashed(seed);
  }

  /** @returns {number} in [0, 1) (mulberry32) */
  next = () => {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };

  /** @param {string} name */
  fork(name) {
    return new Chance(`${this.seed}/${name}`);
  }

  /** @param {number} most @returns {number} a whole number from 0, below `most` */
  below(most) {
    return Math.floor(this.next() * most);
  }

  /** @param {number} probability */
  happens(probability) {
    return this.next() < probability;
  }

  /** @template T @param {readonly T[]} list not empty @returns {T} */
  pick(list) {
    return list[this.below(list.length)];
  }

  /** @param {Record<string, number>} weights @returns {string} a name, as often as its weight says */
  weighted(weights) {
    const names = Object.keys(weights);
    let left = this.next() * names.reduce((sum, name) => sum + weights[name], 0);
    for (const name of names) if ((left -= weights[name]) < 0) return name;
    return names[names.length - 1];
  }
}
