// The practice round: three made-up papers, nothing stored, nothing sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp, STROKES } from "./app.js";

test("three papers are tried, the network pretended, and the phone's storage is as before", async () => {
  const app = await openApp();
  const before = await stored(app);
  const list = await app.get("/field/practice");
  assert.match(list.text, /Túi giấy này không có thật/);
  assert.match(list.text, /practice\/3\?done=---/);

  const empty = await app.post("/field/practice/1/deliver?done=---", { relation: "subject", strokes: "" });
  assert.equal(empty.status, 422);
  assert.match(empty.text, /Chưa có chữ ký/);
  const one = await app.post("/field/practice/1/deliver?done=---", { relation: "child", strokes: STROKES });
  assert.match(one.text, /Đã lưu trên máy/);
  assert.match(one.text, /practice\/2\?done=d--/);
  const noReason = await app.post("/field/practice/2/failed?done=d--", {});
  assert.equal(noReason.status, 422);
  const two = await app.post("/field/practice/2/failed?done=d--", { reason: "absent" });
  assert.match(two.text, /done=df-&amp;sent=1/);
  const sent = await app.get("/field/practice?done=dfd&sent=1");
  assert.match(sent.text, /Xã đã nhận/);
  assert.match(sent.text, /Đã đến cả ba nhà/);

  assert.deepEqual(await stored(app), before);
  assert.deepEqual(app.said, [], "no page is told of any change");
});

test("every screen says that it is practice, whatever the address says", async () => {
  const app = await openApp();
  const paths = ["", "/1", "/2/deliver", "/3/failed", "/99", "/x/deliver", "?done=zzz", "?done=dfd<script>&sent"];
  for (const path of paths) {
    const { status, text } = await app.get(`/field/practice${path}`);
    assert.equal(status, 200, path);
    assert.match(text, /Túi giấy này không có thật/, path);
    assert.doesNotMatch(text, /<script>/, path);
  }
});

/** @param {any} app everything that the phone holds of the person */
async function stored({ db }) {
  const { entries, last, cursor } = await db.outbox();
  return { entries, last, cursor, drafts: await db.drafts(), docs: [await db.docs("item"), await db.docs("round")] };
}
