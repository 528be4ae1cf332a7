// The phone's screens as answers: what they say, what they refuse, and what they write.
import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "../../sync/strokes.js";
import { StoreError } from "../../web/field/db.js";
import { accept, bodies, deliver, hidden, item, openApp, round, STROKES } from "./app.js";
import { DAY, MINUTE, PIN } from "./host.js";

test("today says how many homes are left and finds a person without diacritics", async () => {
  const app = await openApp();
  const today = await app.get("/field/");
  assert.equal(today.status, 200);
  assert.match(today.text, /Hôm nay, còn 2 nhà/);
  assert.match(today.text, /Chưa trả/);
  const found = await app.get("/field/?q=lam+thu");
  assert.match(found.text, /Lâm Văn Thử/);
  assert.doesNotMatch(found.text, /Danh Thị Mẫu<\/strong>/);
  assert.match((await app.get("/field/?q=zzz")).text, /Không thấy ai khớp với “zzz”/);
});

test("every answer carries the policy and is not stored", async () => {
  const app = await openApp();
  for (const path of ["/field/", "/field/mine", "/field/nowhere", "/field/enrol"]) {
    const { headers, text } = await app.get(path);
    assert.match(headers.get("Content-Security-Policy") ?? "", /^default-src 'none'; script-src 'self'/, path);
    assert.equal(headers.get("Cache-Control"), "no-store");
    assert.match(text, /^<!doctype html>\n<html /);
  }
});

test("a signature becomes one event, however often the button is tapped", async () => {
  const app = await openApp();
  await accept(app);
  const page = await app.get("/field/items/i1/deliver");
  const fields = { event_id: hidden(page.text, "event_id"), shown: hidden(page.text, "shown"), by: "signature", relation: "subject", strokes: STROKES, answer_1: "5" };
  const taps = await Promise.all([1, 2, 3].map(() => app.post("/field/items/i1/deliver", fields)));
  assert.deepEqual(taps.map((tap) => [tap.status, tap.at]), Array(3).fill([200, "/field/items/i1"]));
  const made = (await bodies(app)).filter((body) => body.kind === "confirmation.recorded");
  assert.equal(made.length, 1);
  assert.equal(made[0].id, fields.event_id);
  assert.deepEqual(made[0].shown, { name: "Danh Thị Mẫu", what: "Thẻ BHYT", rev: 11 });
  assert.deepEqual(made[0].data, {
    to: { name: "Danh Thị Mẫu", relation: "subject" },
    proof: { by: "signature", box: [640, 320], strokes: STROKES },
    count: 1,
    answers: [5, null, null],
    note: "",
    place: null,
    photo: null,
  });
  assert.match(taps[2].text, /Đã lưu trên máy/);
  assert.deepEqual([...new Set(app.said)], ["handover.accepted", "confirmation.recorded"]);
});

test("a fresh form names the person whose paper it is; a draft keeps what was chosen", async () => {
  const app = await openApp();
  await accept(app);
  const chosen = (/** @type {string} */ text) => text.match(/name="relation" value="(\w+)" checked/)?.[1];
  assert.equal(chosen((await app.get("/field/items/i1/deliver")).text), "subject");
  await app.post("/field/drafts/deliver:i1", { relation: "child" });
  assert.equal(chosen((await app.get("/field/items/i1/deliver")).text), "child");
  const refused = await deliver(app, "i1", { relation: "" });
  assert.match(refused.text, /Chưa chọn ai nhận/);
});

test("at the door stands what to check before the paper is given away", async () => {
  const app = await openApp([item("i1", { checks: ["Người khác nhận thay phải có giấy ủy quyền"] }), round(["i1"], "accepted")]);
  for (const path of ["/field/items/i1", "/field/items/i1/deliver"]) assert.match((await app.get(path)).text, /Nhớ kiểm tra[\s\S]*phải có giấy ủy quyền/, path);
});

test("what is wrong is said in words and what was typed stays", async () => {
  const app = await openApp();
  await accept(app);
  const thin = encode([[[10, 10, 0], [600, 11, 900]]]);
  const refused = await deliver(app, "i1", { relation: "child", strokes: thin, note: "cổng xanh" });
  assert.equal(refused.status, 422);
  assert.match(refused.text, /Chưa ghi tên người nhận/);
  assert.match(refused.text, /Nét ký sơ sài quá/);
  assert.match(refused.text, /cổng xanh/);
  assert.ok(refused.text.includes(`name="strokes" value="${thin}"`));
});

test("a helped delivery needs a reason, a mark, a witness and the witness's signature", async () => {
  const app = await openApp();
  await accept(app);
  const refused = await deliver(app, "i1", { by: "assisted", strokes: "" });
  for (const said of [/Chưa chọn vì sao không ký/, /điểm chỉ trên phiếu giấy hay không/, /tên người làm chứng/, /Người làm chứng chưa ký/]) assert.match(refused.text, said);
  const helped = { by: "assisted", assisted_reason: "cannot_write", mark: "thumb_on_slip", witness: "Trần Làm Chứng", witness_strokes: STROKES };
  assert.equal((await deliver(app, "i1", helped)).status, 200);
  const { proof } = (await bodies(app)).at(-1).data;
  assert.deepEqual(proof, { by: "assisted", reason: "cannot_write", mark: "thumb_on_slip", witness: { name: "Trần Làm Chứng", box: [640, 320], strokes: STROKES } });
});

test("a full phone is said plainly, with the drawing and the words still there", async () => {
  const app = await openApp();
  await accept(app);
  app.db.append = () => Promise.reject(new StoreError("quota"));
  const full = await deliver(app, "i1", { note: "cổng xanh" });
  assert.equal(full.status, 422);
  assert.match(full.text, /Máy hết chỗ trống/);
  assert.ok(full.text.includes(`name="strokes" value="${STROKES}"`));
  assert.match(full.text, /cổng xanh/);
});

test("a draft comes back with the same event id, and goes with its event", async () => {
  const app = await openApp();
  await accept(app);
  const first = await app.get("/field/items/i1/deliver");
  const event_id = hidden(first.text, "event_id");
  await app.post("/field/drafts/deliver:i1", { event_id, relation: "spouse", name: "Lê Văn Mẫu", strokes: STROKES });
  const again = await app.get("/field/items/i1/deliver");
  assert.equal(hidden(again.text, "event_id"), event_id);
  assert.match(again.text, /value="Lê Văn Mẫu"/);
  assert.match((await app.get("/field/")).text, /Đang ghi dở/);
  await deliver(app, "i1", { relation: "spouse", name: "Lê Văn Mẫu" });
  assert.doesNotMatch((await app.get("/field/")).text, /Đang ghi dở/);
});

test("nobody met: a reason is asked for and the next day is shown", async () => {
  const app = await openApp();
  await accept(app);
  assert.equal((await app.post("/field/items/i1/failed", { next: "2026-11-20" })).status, 422);
  const saved = await app.post("/field/items/i1/failed", { reason: "absent", next: "2026-11-25", note: "" });
  assert.equal(saved.at, "/field/items/i1");
  assert.deepEqual((await bodies(app)).at(-1).data, { reason: "absent", next: "2026-11-25", note: "" });
  assert.match((await app.get("/field/")).text, /Hẹn lại 25\/11/);
});

test("a confirmation is undone within ten minutes, not after", async () => {
  const app = await openApp();
  await accept(app);
  await deliver(app, "i1");
  const { id } = (await bodies(app)).at(-1);
  assert.match((await app.get("/field/mine")).text, new RegExp(`/field/events/${id}/undo`));
  app.clock.now += 11 * MINUTE;
  assert.equal((await app.post(`/field/events/${id}/undo`, { why: "person" })).status, 404);
  app.clock.now -= 5 * MINUTE;
  const undone = await app.post(`/field/events/${id}/undo`, { why: "person" });
  assert.equal(undone.at, "/field/items/i1");
  assert.deepEqual((await bodies(app)).at(-1).data, { of: id, why: "Bấm nhầm người" });
  assert.match((await app.get("/field/items/i1")).text, /Trả kết quả/);
});

test("what was sent back is amended with its proof unchanged, or signed again", async () => {
  const app = await openApp();
  await accept(app);
  await deliver(app, "i1");
  const first = (await bodies(app)).at(-1);
  await app.db.apply({ docs: { changes: [item("i1", { redo: { event: first.id, reason: "Nhầm người nhận" } })].map((change) => ({ ...change, rev: 500 })) } });
  const task = await app.get("/field/items/i1");
  for (const said of [/Nhầm người nhận/, /Sửa thông tin/, /Ký lại/]) assert.match(task.text, said);
  const form = await app.get("/field/items/i1/amend");
  await app.post("/field/items/i1/amend", { event_id: hidden(form.text, "event_id"), shown: hidden(form.text, "shown"), relation: "child", name: "Danh Văn Con" });
  const amended = (await bodies(app)).at(-1);
  assert.equal(amended.kind, "confirmation.amended");
  assert.equal(amended.data.of, first.id);
  assert.deepEqual(amended.data.proof, first.data.proof);
  assert.deepEqual(amended.data.to, { name: "Danh Văn Con", relation: "child" });
  assert.match((await app.get("/field/")).text, /Đã lưu trên máy/);
});

test("a write that does not come from our own page is refused", async () => {
  const app = await openApp();
  const foreign = await app.post("/field/rounds/r1", [["items", "i1"], ["items", "i2"]], {});
  assert.equal(foreign.status, 403);
  assert.deepEqual(await bodies(app), []);
});

test("names from the commune cannot become markup", async () => {
  const evil = '<img src=x onerror="alert(1)">';
  const app = await openApp([item("i1", { name: evil, way: evil, nickname: evil, checks: [evil], what: { kind: "result", title: evil, count: 1 } }), round(["i1"], "accepted")]);
  for (const path of ["/field/", "/field/items/i1", "/field/items/i1/deliver", "/field/items/i1/failed", "/field/rounds/r1", `/field/?q=${encodeURIComponent(evil)}`]) {
    const { text } = await app.get(path);
    assert.doesNotMatch(text, /<img src=x/, path);
  }
});

test("an enrolment that fails says why and keeps the code", async () => {
  const problems = /** @type {const} */ ([["code_used", /máy khác dùng rồi/], ["code_expired", /quá 24 giờ/], ["code_unknown", /Mã mời không đúng/]]);
  for (const [code, said] of problems) {
    const engine = { drain: async () => ({}), enrol: async () => ({ problem: { code } }), handIn: async () => 0 };
    const app = await openApp([], { engine });
    const answer = await app.post("/field/enrol", { code: "https://xa.test/field/enrol#ABC", pin: PIN, again: PIN });
    assert.match(answer.text, said);
    assert.match(answer.text, /value="ABC"/);
  }
  assert.match((await (await openApp([])).post("/field/enrol", { code: "ABC", pin: PIN, again: PIN })).text, /Mã mời vẫn còn dùng được/);
});

test("nothing breaks on an address nobody has, or on what was taken away", async () => {
  const app = await openApp();
  assert.equal((await app.get("/field/items/none")).status, 404);
  assert.equal((await app.get("/field/rounds/none")).status, 404);
  assert.equal((await app.get("/field/%E0%A4%A")).status, 404);
  assert.equal((await app.get("/field/items/%E0%A4%A")).status, 404);
  assert.match((await app.get("/field/nowhere")).text, /Không có trang này/);
  app.db.docs = () => Promise.reject(new Error("closed"));
  assert.equal((await app.get("/field/")).status, 500);
});

test("the commune's wish for an update is passed to the page, and stops nothing", async () => {
  const app = await openApp();
  await app.post("/field/sync", { by: "timer" });
  assert.ok(!app.said.includes("build"));
  await app.db.apply({ sync: { orders: ["update"] } });
  await app.post("/field/sync", { by: "timer" });
  assert.ok(app.said.includes("build"));
  await accept(app);
  assert.equal((await deliver(app, "i1")).status, 200);
});

test("a contact of yesterday is not called today's", async () => {
  const app = await openApp();
  await app.db.apply({ sync: { contact: app.clock.now - DAY } });
  assert.match((await app.get("/field/")).text, /Liên lạc hôm qua 9:00/);
});
