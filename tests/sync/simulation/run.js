// Many seeds, one after the other, and what came of them.
import { Theatre } from "./theatre.js";
import { profileOf } from "./profiles.js";

/**
 * @typedef {object} Sums
 * @property {number} seeds
 * @property {number} events that phones called saved
 * @property {Record<string, number>} faults by kind
 * @property {Record<string, number>} profiles seeds by kind of day
 * @property {Failed[]} failures
 */
/** @typedef {{seed: number, profile: string, message: string, trace: string[]}} Failed */

/** @returns {Sums} */
export const nothing = () => ({ seeds: 0, events: 0, faults: {}, profiles: {}, failures: [] });

/** @param {number[]} seeds @returns {Promise<Sums>} */
export async function runSeeds(seeds) {
  const theatre = new Theatre();
  const sums = nothing();
  try {
    for (const seed of seeds) {
      const profile = profileOf(seed);
      const { world, failure } = await theatre.run(String(seed), profile);
      sums.seeds++;
      sums.events += world.created;
      sums.profiles[profile.name] = (sums.profiles[profile.name] ?? 0) + 1;
      for (const [fault, count] of Object.entries(world.faults)) sums.faults[fault] = (sums.faults[fault] ?? 0) + count;
      if (failure) sums.failures.push({ seed, profile: profile.name, message: failure.stack ?? failure.message, trace: world.trace });
    }
  } finally {
    await theatre.close();
  }
  return sums;
}

/** @param {Sums} a @param {Sums} b @returns {Sums} */
export const added = (a, b) => ({
  seeds: a.seeds + b.seeds,
  events: a.events + b.events,
  faults: merged(a.faults, b.faults),
  profiles: merged(a.profiles, b.profiles),
  failures: [...a.failures, ...b.failures],
});

/** @param {Record<string, number>} a @param {Record<string, number>} b */
const merged = (a, b) => Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]));

/** What a broken rule means, by its words. @type {[string, RegExp][]} */
const MEANING = [
  ["lost", /^Error: (lost|acknowledged, and gone)|not on the phone any more/],
  ["duplicated", /twice|one form became two/],
  ["altered", /altered|was changed|acknowledged as/],
  ["stuck", /stuck|waits although|waits for one/],
];

/** @param {Sums} sums @returns {string} */
export function table({ seeds, events, faults, profiles, failures }) {
  const kinds = MEANING.map(([name, words]) => [name, failures.filter(({ message }) => words.test(message)).length]);
  const other = failures.length - kinds.reduce((sum, [, count]) => sum + Number(count), 0);
  const rows = [
    ["seeds", seeds],
    ...Object.entries(profiles).sort().map(([name, count]) => [`  ${name}`, count]),
    ["faults", Object.values(faults).reduce((sum, count) => sum + count, 0)],
    ...Object.entries(faults).sort().map(([name, count]) => [`  ${name.replaceAll("_", " ")}`, count]),
    ["events created", events],
    ...kinds,
    ["other rules broken", other],
  ];
  return rows.map(([name, count]) => `${String(name).padEnd(32)}${String(count).padStart(10)}`).join("\n");
}

/** @param {Failed} failed @returns {string} */
export const told = ({ seed, profile, message, trace }) =>
  `seed ${seed} (${profile}) fails; again with: make soak SEED=${seed}\n${message}\nthe last of what happened:\n${trace.slice(-30).join("\n")}`;
