// `make soak SEEDS=2000`: that many seeds on two cores, one table. `SEED=n` repeats one and shows all that happened.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { profileOf } from "./profiles.js";
import { added, nothing, runSeeds, table, told } from "./run.js";
import { Theatre } from "./theatre.js";

const HERE = fileURLToPath(import.meta.url);
const WORKERS = 2;
/** Seeds that one worker is given at a time. */
const PORTION = 20;

/** @param {number} seed */
async function again(seed) {
  const theatre = new Theatre();
  const { world, failure } = await theatre.run(String(seed), profileOf(seed));
  await theatre.close();
  console.log(world.trace.join("\n"));
  console.log(failure ? `\nseed ${seed}: ${failure.stack}` : `\nseed ${seed} (${profileOf(seed).name}) holds`);
  process.exit(failure ? 1 : 0);
}

/** @param {number} first @param {number} count */
async function soak(first, count) {
  const portions = Array.from({ length: Math.ceil(count / PORTION) }, (_, i) =>
    Array.from({ length: Math.min(PORTION, count - i * PORTION) }, (_, k) => first + i * PORTION + k),
  );
  let sums = nothing();
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      for (let seeds = portions.shift(); seeds; seeds = portions.shift()) {
        const found = await inWorker(seeds);
        found.failures.forEach((failed) => console.log(`${told(failed)}\n`));
        sums = added(sums, found);
        if (process.stdout.isTTY) process.stdout.write(`\r${sums.seeds} of ${count} seeds `);
      }
    }),
  );
  console.log(`\n${table(sums)}`);
  process.exit(sums.failures.length ? 1 : 0);
}

/** @param {number[]} seeds @returns {Promise<import("./run.js").Sums>} */
const inWorker = (seeds) =>
  new Promise((resolve, reject) => {
    const worker = fork(HERE, ["worker"]);
    worker.once("message", (sums) => (resolve(/** @type {any} */ (sums)), worker.kill()));
    worker.once("exit", (code) => reject(new Error(`a worker ended with ${code}`)));
    worker.send(seeds);
  });

if (process.argv[2] === "worker") {
  process.once("message", async (seeds) => process.send?.(await runSeeds(/** @type {any} */ (seeds))));
} else if (process.env.SEED) await again(Number(process.env.SEED));
else await soak(Number(process.env.FROM ?? 1), Number(process.env.SEEDS ?? 200));
