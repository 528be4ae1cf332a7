// The way out when nothing can be sent: what lies in the file, and where the screens offer it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./app.js";
import { confirmation, START } from "./host.js";

/** @typedef {Awaited<ReturnType<typeof openApp>>} App */

/** @param {App} app @param {string} what */
async function file(app, what) {
  const answer = await app.get(`/field/rescue?what=${what}`);
  assert.equal(answer.headers.get("Content-Type"), "application/json");
  return JSON.parse(answer.text);
}

/** @param {number} n @param {string} hash @param {"accepted" | "held" | "refused"} status */
const receipt = (n, hash, status) => ({
  id: null,
  hash,
  status,
  seq: status === "refused" ? null : n,
  at: new Date(START).toISOString(),
  code: status === "accepted" ? null : "full",
});

test("the file holds, byte for byte, what the commune has no receipt for, or all of it", async () => {
  const app = await openApp();
  /** @type {import("../../sync/outbox.js").Entry[]} */
  const made = [];
  for (const item of ["i1", "i2", "i3", "i4"]) made.push(await app.db.append(confirmation(item)));
  const verdicts = /** @type {const} */ (["accepted", "held", "refused"]);
  const entries = verdicts.map((status, i) => ({ n: i + 1, receipt: receipt(i + 1, made[i].hash, status) }));
  await app.db.apply({ entries });
  const envelopes = made.map(({ body, sig }) => ({ body, sig }));
  assert.deepEqual(await file(app, "unsent"), { app: "tan-nha", deployment: "dep-0001", events: envelopes.slice(2) });
  assert.deepEqual((await file(app, "all")).events, envelopes);
  await app.db.apply({ sync: { closed: "unknown" } });
  assert.deepEqual((await file(app, "unsent")).events, envelopes, "its receipts may be of a history that is gone");
});

test("it is offered quietly while all is well, and in front once the phone is closed with unsent events", async () => {
  const app = await openApp();
  assert.doesNotMatch((await app.get("/field/mine")).text, /data-rescue/);
  await app.db.append(confirmation("i1"));
  const well = await app.get("/field/mine");
  assert.match(well.text, /data-rescue="unsent" data-name="tan-nha-phone-1-2026-11-24.json"/);
  assert.doesNotMatch((await app.get("/field/")).text, /data-rescue/);
  for (const closed of /** @type {const} */ (["unknown", "revoked", "cloned"])) {
    await app.db.apply({ sync: { closed } });
    for (const path of ["/field/", "/field/mine"]) {
      const { text } = await app.get(path);
      const [notice] = text.match(/notice-bad[\s\S]*?<\/div>\n<a[\s\S]*?<\/button>/) ?? [""];
      assert.match(notice, /Lưu việc chưa gửi vào tệp/, `${closed} ${path}`);
    }
  }
  const { hash } = (await app.db.outbox()).entries[0];
  await app.db.apply({ entries: [{ n: 1, receipt: receipt(1, hash, "accepted") }] });
  assert.doesNotMatch((await app.get("/field/")).text, /data-rescue/);
});
