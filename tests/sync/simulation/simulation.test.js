// Some dozens of seeds of the simulation, and that a seed repeats.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PROFILES } from "./profiles.js";
import { runSeeds, told } from "./run.js";
import { Theatre } from "./theatre.js";

const SEEDS = Number(process.env.SEEDS ?? 40);
const FROM = Number(process.env.FROM ?? 1);

test(`nothing is lost, doubled, altered or stuck in ${SEEDS} seeds`, async () => {
  const { seeds, failures } = await runSeeds(Array.from({ length: SEEDS }, (_, i) => FROM + i));
  assert.equal(failures.map(told).join("\n\n"), "");
  assert.equal(seeds, SEEDS);
});

test("a seed run twice is the same day", async () => {
  const theatre = new Theatre();
  try {
    for (const name of ["mix", "long_pull", "restored", "killed", "months", "pictures", "tight", "rescue"]) {
      const traces = [];
      for (const _ of [1, 2]) {
        // In a commune of its own: the photos of the first run would lie there when the second one hands them in.
        const fresh = PROFILES[name].fresh || name === "pictures";
        const { world, failure } = await theatre.run("7", { ...PROFILES[name], fresh });
        assert.equal(failure, null);
        traces.push(world.trace.join("\n"));
      }
      assert.equal(traces[0], traces[1], name);
    }
  } finally {
    await theatre.close();
  }
});
