// The simulation is itself tested: each of these bugs, planted alone, must be caught within a few seeds.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { ROOT } from "./commune.js";
import { PHONE_BUGS } from "./phone_bugs.js";
import { planted } from "./planted.js";
import { PROFILES } from "./profiles.js";
import { SERVER_BUGS } from "./server_bugs.js";
import { Theatre } from "./theatre.js";

/** In so many seeds a bug must show. */
const MOST = 25;
const theatre = new Theatre();
after(() => theatre.close());

/** @param {import("./planted.js").Bug} bug @param {import("node:test").TestContext} context */
async function caught(bug, context) {
  for (let seed = 1; seed <= MOST; seed++) {
    const { failure } = await theatre.run(String(seed), PROFILES[bug.profile]);
    if (failure) return context.diagnostic(`caught after ${seed} seed(s) of ${bug.profile}: ${failure.message.slice(0, 120)}`);
  }
  assert.fail(`${MOST} seeds of ${bug.profile} do not notice it`);
}

PHONE_BUGS.forEach((bug, i) =>
  test(`on the phone: ${bug.name}`, async (context) => {
    theatre.phones = planted(bug, join(theatre.folder, `phone-${i}`), "phone");
    await caught(bug, context);
  }),
);

SERVER_BUGS.forEach((bug, i) =>
  test(`on the server: ${bug.name}`, async (context) => {
    theatre.phones = ROOT;
    theatre.serve(planted(bug, join(theatre.folder, `server-${i}`), "server"));
    await caught(bug, context);
  }),
);
