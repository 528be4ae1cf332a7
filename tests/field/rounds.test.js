// The bag changes hands: taken over, given back, brought back after three visits in vain, taken back by the commune.
import assert from "node:assert/strict";
import { test } from "node:test";
import { newId } from "../../sync/messages.js";
import { accept, bodies, deliver, hidden, item, openApp, round, STROKES } from "./app.js";

/** @typedef {import("./app.js").App} App */

/** @param {App} app @param {number} times @param {string} [id] */
async function failAgain(app, times, id = "i1") {
  for (let i = 0; i < times; i++) await app.post(`/field/items/${id}/failed`, { event_id: newId(app.clock.now + i), reason: "absent", next: "2026-11-25" });
}

/** @param {string} id @param {number} rev */
const gone = (id, rev) => ({ type: "item", id, rev, gone: true });

test("the bag is accepted before the first delivery", async () => {
  const app = await openApp();
  assert.match((await app.get("/field/items/i1")).text, /Nhận túi xong mới trả/);
  const instead = await app.get("/field/items/i1/deliver");
  assert.equal(instead.at, "/field/rounds/r1");
  const accepted = await accept(app);
  assert.equal(accepted.at, "/field/");
  assert.match(accepted.text, /Đã lưu trên máy/);
  assert.deepEqual((await bodies(app)).map(({ kind, data }) => [kind, data]), [["handover.accepted", { round: "r1", items: ["i1", "i2"], missing: [] }]]);
  assert.match((await app.get("/field/items/i1")).text, /Trả kết quả/);
});

test("what is missing from the bag is named first, and cannot be delivered after", async () => {
  const app = await openApp();
  const asked = await app.post("/field/rounds/r1", [["items", "i1"]]);
  assert.match(asked.text, /Thiếu 1 giấy/);
  assert.match(asked.text, /Lâm Văn Thử/);
  assert.deepEqual(await bodies(app), []);
  await app.post("/field/rounds/r1", [["event_id", hidden(asked.text, "event_id")], ["items", "i1"], ["sure", "yes"]]);
  assert.deepEqual((await bodies(app))[0].data, { round: "r1", items: ["i1"], missing: ["i2"] });
  assert.match((await app.get("/field/items/i2")).text, /không có trong túi/);
  assert.match((await app.get("/field/")).text, /còn 1 nhà/);
});

test("what is left goes back to the desk", async () => {
  const app = await openApp();
  await accept(app);
  assert.equal((await app.post("/field/rounds/r1/return", {})).status, 422);
  await app.post("/field/rounds/r1/return", [["items", "i2"]]);
  assert.deepEqual((await bodies(app)).at(-1).data, { round: "r1", items: ["i2"], missing: [] });
  assert.match((await app.get("/field/rounds/r1")).text, /Trả lại, chờ xã nhận/);
});

test("what cannot be found any more is named first, then said to the commune and not delivered", async () => {
  const app = await openApp();
  await accept(app);
  const page = await app.get("/field/rounds/r1");
  const typed = /** @type {[string, string][]} */ ([["event_id", hidden(page.text, "event_id")], ["items", "i1"], ["items", "i2"], ["missing", "i2"]]);
  await app.post("/field/drafts/return:r1", typed);
  const asked = await app.post("/field/rounds/r1/return", typed);
  for (const said of [/Không thấy 1 giấy/, /Lâm Văn Thử/, /trả lại 1 giấy/]) assert.match(asked.text, said);
  assert.equal((await bodies(app)).length, 1);
  const again = (await app.get("/field/rounds/r1")).text;
  assert.equal(again.match(/ checked/g)?.length, 3, "looking again forgets no tick");
  await app.post("/field/rounds/r1/return", [...typed.slice(0, 2), ["missing", "i2"], ["sure", "yes"]]);
  assert.deepEqual((await bodies(app)).at(-1).data, { round: "r1", items: ["i1"], missing: ["i2"] });
  assert.match((await app.get("/field/rounds/r1")).text, /Không thấy trong túi/);
  assert.match((await app.get("/field/items/i2")).text, /Máy đã ghi là không thấy giấy này/);
  assert.doesNotMatch((await app.get("/field/items/i2")).text, /Trả kết quả/);
  const today = (await app.get("/field/")).text;
  assert.match(today, /không còn nhà nào/);
  assert.doesNotMatch(today, /Chưa trả/);
});

test("the third visit in vain is announced, and then the paper is to be brought back", async () => {
  const app = await openApp([item("i1", { attempts: 1 }), item("i2", { name: "Lâm Văn Thử" }), round(["i1", "i2"])]);
  await accept(app);
  assert.match((await app.get("/field/items/i1/failed")).text, /Hẹn lại ngày nào/);
  await failAgain(app, 1);
  assert.match((await app.get("/field/")).text, /còn 2 nhà[\s\S]*Hẹn lại 25\/11/);
  const third = (await app.get("/field/items/i1/failed")).text;
  assert.match(third, /Đây là lần thứ 3[\s\S]*mang giấy về xã/);
  assert.doesNotMatch(third, /Hẹn lại ngày nào|name="next"/);
  await app.post("/field/items/i1/failed", { reason: "absent" });
  const after = (await app.get("/field/items/i1")).text;
  assert.match(after, /Đã tới 3 lần mà không gặp\. Mang giấy này về xã[\s\S]*3 lần, chưa gặp[\s\S]*href="\/field\/rounds\/r1"/);
  assert.doesNotMatch(after, /Không gặp được<\/a>/);
  assert.match(after, /Trả kết quả/, "whoever comes along on the way back gets it");
  const today = (await app.get("/field/")).text;
  assert.match(today, /còn 1 nhà[\s\S]*Lâm Văn Thử[\s\S]*Mang về xã/);
  assert.match((await app.get("/field/rounds/r1")).text, /Còn giữ 2 giấy[\s\S]*Mang về xã/);
  await app.post("/field/rounds/r1/return", [["items", "i1"]]);
  assert.doesNotMatch((await app.get("/field/items/i1")).text, /Mang giấy này về xã/);
});

test("what is taken back before the bag is accepted is neither asked for nor called missing", async () => {
  const app = await openApp();
  await app.db.apply({ docs: { changes: [gone("i2", 300)] } });
  assert.match((await app.get("/field/")).text, /1 giấy\. Đếm và nhận/);
  const page = (await app.get("/field/rounds/r1")).text;
  assert.match(page, /Túi có 1 giấy/);
  assert.equal((await app.post("/field/rounds/r1", [["items", "i1"], ["items", "i2"]])).at, "/field/");
  assert.deepEqual((await bodies(app))[0].data, { round: "r1", items: ["i1"], missing: [] });
});

test("what is taken back on the way leaves without a trace, unless something of it is begun or unsent", async () => {
  const app = await openApp();
  await accept(app);
  await app.post("/field/drafts/deliver:i1", { relation: "child", strokes: STROKES });
  await app.db.apply({ docs: { changes: [gone("i1", 300), gone("i2", 301)] } });
  const away = await app.get("/field/items/i2");
  assert.equal(away.status, 404);
  assert.match(away.text, /gửi bưu điện, hoặc giao người khác/);
  const today = (await app.get("/field/")).text;
  assert.match(today, /không còn nhà nào[\s\S]*data-left="taken">Xã đã lấy lại/);
  assert.doesNotMatch(today, /Lâm Văn Thử/);
  assert.match((await app.get("/field/rounds/r1")).text, /Không còn giữ giấy nào/);
  const page = (await app.get("/field/items/i1")).text;
  for (const said of [/Xã đã lấy lại giấy này/, /Tôi đã trao tay rồi/, /Bỏ những gì đang ghi dở/]) assert.match(page, said);
  assert.doesNotMatch(page, /chùa|671/);
  assert.equal((await app.post("/field/items/i1/drop", {})).at, "/field/");
  assert.equal((await app.get("/field/items/i1")).status, 404);
  assert.deepEqual(await app.db.docs("item"), []);
});

test("a paper that changed hands before it was taken back is recorded all the same", async () => {
  const app = await openApp();
  await accept(app);
  await app.post("/field/drafts/deliver:i1", { relation: "subject", strokes: STROKES });
  await app.db.apply({ docs: { changes: [gone("i1", 300)] } });
  assert.match((await app.get("/field/items/i1/deliver")).text, /Chỉ lưu nếu đã trao tay rồi/);
  const saved = await deliver(app, "i1");
  assert.deepEqual([saved.status, saved.at], [200, "/field/items/i1"]);
  assert.equal((await bodies(app)).at(-1).kind, "confirmation.recorded");
  assert.match((await app.get("/field/items/i1")).text, /Đã lưu trên máy/);
});

test("a paper that lies at the desk or went by post is no door to go to", async () => {
  for (const state of ["at_desk", "posted"]) {
    const app = await openApp([item("i1", { state, round: null }), item("i2"), round(["i1", "i2"], "accepted")]);
    const today = (await app.get("/field/")).text;
    assert.match(today, /còn 1 nhà/, state);
    assert.match(today, /Xã đã lấy lại/, state);
  }
});
