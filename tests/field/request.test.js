// Asking for service at home: what is refused and beside which field, what is written, and what stays on the phone after.
import assert from "node:assert/strict";
import { test } from "node:test";
import { birthOf, phoneOf, requestForm } from "../../web/field/request.js";
import { openRegistry, StoreError } from "../../web/field/db.js";
import { hidden, openApp } from "./app.js";
import { START } from "./host.js";

/** @typedef {Awaited<ReturnType<typeof openApp>>} App */

const PATH = "/field/requests/new";
const HAMLETS = ["Ấp Mẫu", "Ấp Thử", "Ấp Ví Dụ"].map((name, i) => ({ type: "hamlet", id: `h${i + 1}`, rev: i + 1, doc: { name } }));
const TYPED = {
  name: "Danh Thị Ví Dụ",
  birth_year: "1941",
  sex: "female",
  nickname: "Bà Sáu",
  hamlet: "h2",
  way: "nhà sau chùa",
  phone: "0900 000 671",
  kind: "health_card",
  category: "elderly",
  mobility: "cannot",
  relation: "child",
  asker: "Danh Văn Con",
  consent: "yes",
};

/** @param {App} app @param {Record<string, string>} [typed] */
async function ask(app, typed = TYPED) {
  const page = await app.get(PATH);
  return app.post(PATH, { event_id: hidden(page.text, "event_id"), ...typed });
}

/** @param {App} app */
const outbox = async ({ db }) => (await db.outbox()).entries;

/** @param {App} app @param {"accepted" | "held" | "refused"} status */
async function receive(app, status) {
  const [{ id, n, hash }] = await outbox(app);
  const receipt = { id, hash, status, seq: status === "refused" ? null : 1, at: new Date(START).toISOString() };
  await app.db.apply({ entries: [{ n, receipt }] });
}

/** @param {App} app @param {string} review @param {string | null} reason */
async function decide(app, review, reason) {
  const [{ id }] = await outbox(app);
  const doc = { status: "accepted", code: null, text: null, review, reason };
  await app.db.apply({ docs: { changes: [{ type: "event", id, rev: 70, doc }] } });
}

test("a request is one event, about no item, and stands in Mine", async () => {
  const app = await openApp(HAMLETS);
  const saved = await ask(app);
  assert.deepEqual([saved.status, saved.at], [200, "/field/mine"]);
  assert.match(saved.text, /role="status"><strong>Đã lưu trên máy/);
  assert.match(saved.text, /Danh Thị Ví Dụ[\s\S]*Yêu cầu giao tại nhà: Thẻ BHYT[\s\S]*data-state="saved"/);
  const [{ body }] = await outbox(app);
  const { kind, v, item, shown, data } = JSON.parse(body);
  assert.deepEqual({ kind, v, item, shown }, { kind: "request.made", v: 1, item: null, shown: null });
  assert.deepEqual(data, {
    person: { name: "Danh Thị Ví Dụ", birth: "1941", sex: "female", nickname: "Bà Sáu", way: "nhà sau chùa" },
    hamlet: "h2",
    phone: "0900000671",
    what: { kind: "health_card", title: "", dossier_code: "" },
    why_home: { category: "elderly", mobility: "cannot", note: "" },
    asked_by: { name: "Danh Văn Con", relation: "child" },
    consent: true,
  });
  assert.doesNotMatch(saved.text, /\/undo"/, "no undoing is offered");
});

test("three taps are one request", async () => {
  const app = await openApp(HAMLETS);
  const typed = { event_id: hidden((await app.get(PATH)).text, "event_id"), ...TYPED };
  const taps = await Promise.all([1, 2, 3].map(() => app.post(PATH, typed)));
  assert.deepEqual(taps.map(({ at }) => at), Array(3).fill("/field/mine"));
  assert.equal((await outbox(app)).length, 1);
});

test("whoever asks for himself is named once; what was not chosen stays empty", async () => {
  const app = await openApp();
  await ask(app, { name: "Lâm Thử", way: "cổng xanh", kind: "other", title: "Xác nhận hộ", code: "H1", category: "other", mobility: "hard", relation: "subject", consent: "yes" });
  const { data } = JSON.parse((await outbox(app))[0].body);
  assert.deepEqual(data.asked_by, { name: "Lâm Thử", relation: "subject" });
  assert.deepEqual([data.hamlet, data.phone, data.person.birth, data.person.sex], ["", "", "", ""]);
  assert.deepEqual(data.what, { kind: "other", title: "Xác nhận hộ", dossier_code: "" });
});

test("what is wrong is said beside its field, in order, and nothing typed is lost", async () => {
  const app = await openApp(HAMLETS);
  const refused = await ask(app, { birth_year: "41", phone: "12", kind: "other", relation: "child", note: "cổng xanh" });
  assert.equal(refused.status, 422);
  assert.deepEqual(await outbox(app), []);
  const said = [...refused.text.matchAll(/data-wrong>[\s\S]*?<span>(.*?)<\/span>/g)].map((match) => match[1].slice(0, 15));
  assert.deepEqual(said, ["Chưa ghi họ và ", "Ngày sinh chưa ", "Số điện thoại c", "Chưa biết nhà ở", "Việc khác thì g", "Chưa chọn đi lạ", "Chưa chọn thuộc", "Chưa ghi tên ng", "Chưa được đồng "]);
  assert.match(refused.text, /role="alert">[\s\S]*Còn 9 chỗ cần xem lại/);
  assert.match(refused.text, /name="name"[^>]* aria-invalid="true"/);
  for (const kept of [/name="birth_year" value="41"/, /name="phone" value="12"/, /cổng xanh/]) assert.match(refused.text, kept);
});

test("consent is never ticked beforehand, and without it nothing is saved", async () => {
  const app = await openApp(HAMLETS);
  assert.doesNotMatch((await app.get(PATH)).text, /name="consent" value="yes" checked/);
  const { consent, ...others } = TYPED;
  const refused = await ask(app, others);
  assert.match(refused.text, /Chưa được đồng ý thì chưa lưu/);
  assert.deepEqual(await outbox(app), []);
});

test("the own hamlet is chosen; the others unfold; one that is gone is as if not chosen", async () => {
  const app = await openApp(HAMLETS);
  const chosen = (/** @type {string} */ text) => text.match(/name="hamlet" value="([^"]*)" checked/)?.[1];
  const strange = (await app.get(PATH)).text;
  assert.equal(chosen(strange), undefined);
  assert.doesNotMatch(strange, /Ấp khác…/);
  app.db.device.person.hamlet = "h3";
  const own = (await app.get(PATH)).text;
  assert.equal(chosen(own), "h3");
  assert.match(own, /Ấp Ví Dụ[\s\S]*data-folds[\s\S]*Ấp Mẫu[\s\S]*Ấp Thử[\s\S]*Chưa rõ ấp nào[\s\S]*Ấp khác…/);
  assert.match((await ask(app, { ...TYPED, hamlet: "h9", way: "" })).text, /Chưa biết nhà ở đâu/);
  await ask(app, { ...TYPED, hamlet: "-" });
  assert.equal(JSON.parse((await outbox(app))[0].body).data.hamlet, "");
});

test("the screen has its words in both languages, also where something is wrong", async () => {
  const app = await openApp(HAMLETS);
  for (const locale of ["vi", "en"]) {
    await app.registry.saveSettings({ locale });
    for (const { text } of [await app.get(PATH), await ask(app, { kind: "other", relation: "other" })]) assert.doesNotMatch(text, />field\./);
  }
});

test("a birth date is as precise as somebody remembers", () => {
  const birth = (/** @type {string[]} */ ...[birth_year = "", birth_month = "", birth_day = ""]) =>
    birthOf(requestForm({ birth_year, birth_month, birth_day }), START);
  assert.deepEqual([birth(), birth("1941"), birth("1941", "2"), birth("1941", "02", "9")], ["", "1941", "1941-02", "1941-02-09"]);
  assert.equal(birth("2026", "11", "24"), "2026-11-24");
  for (const wrong of [["41"], ["1841"], ["2027"], ["2026", "11", "25"], ["1941", "13"], ["1941", "2", "30"], ["", "2"], ["1941", "", "3"], ["", "", "3"], ["năm"]]) {
    assert.equal(birth(...wrong), null, wrong.join("-"));
  }
});

test("a telephone number becomes 0 and the digits", () => {
  assert.deepEqual(["", "0900 000 671", "+84 900.000.671", "84900000671", "0293 000 0000"].map(phoneOf), ["", ...Array(3).fill("0900000671"), "02930000000"]);
  for (const wrong of ["12", "0100000000", "09000006712", "hỏi anh Ba"]) assert.equal(phoneOf(wrong), null, wrong);
});

test("what is typed is kept, resumed and can be let go", async () => {
  const app = await openApp(HAMLETS);
  const event_id = hidden((await app.get(PATH)).text, "event_id");
  assert.match((await app.get("/field/")).text, /Ghi yêu cầu tại nhà/);
  await app.post("/field/drafts/request", { event_id, name: "Lâm Thử", consent: "yes" });
  for (const path of ["/field/", "/field/mine"]) assert.match((await app.get(path)).text, /Ghi tiếp yêu cầu tại nhà/);
  const again = (await app.get(PATH)).text;
  assert.equal(hidden(again, "event_id"), event_id);
  for (const kept of [/value="Lâm Thử"/, /đang ghi dở/, /name="consent" value="yes" checked/]) assert.match(again, kept);
  assert.equal((await app.post("/field/requests/drop", {})).at, "/field/");
  const fresh = (await app.get(PATH)).text;
  assert.doesNotMatch(fresh, /Lâm Thử|đang ghi dở/);
  await app.post("/field/drafts/request", { event_id, name: "Lâm Thử" });
  await ask(app);
  assert.equal(await app.db.draft("request"), null);
});

test("a full phone says so and keeps what was typed; a closed one says so first", async () => {
  const app = await openApp(HAMLETS);
  app.db.append = () => Promise.reject(new StoreError("quota"));
  const full = await ask(app);
  assert.equal(full.status, 422);
  assert.match(full.text, /Máy hết chỗ trống/);
  assert.match(full.text, /value="Danh Thị Ví Dụ"/);
  await app.db.apply({ sync: { closed: "revoked" } });
  assert.match((await app.get(PATH)).text, /Máy này không ghi thêm được nữa/);
});

test("once the commune has it no screen opens it, not even after its receipt became void; it can still be sent", async () => {
  const app = await openApp(HAMLETS);
  await ask(app);
  const [made] = await outbox(app);
  await receive(app, "refused");
  assert.match((await app.get("/field/mine")).text, /Danh Thị Ví Dụ/, "a refusal is no receipt of the ledger");
  for (const again of [app.db, await openRegistry(app.registry.host).open("phone-1")]) {
    await receive(app, "accepted");
    const mine = (await app.get("/field/mine")).text;
    assert.match(mine, /<strong>Yêu cầu giao tại nhà<\/strong>[\s\S]*lúc 9:00[\s\S]*data-state="received"/);
    for (const private_ of [/Ví Dụ/, /chùa/, /671/]) assert.doesNotMatch(mine, private_);
    assert.equal((await again.outbox()).entries[0].body, "");
    await app.db.apply({ entries: [{ n: 1, receipt: null, fate: null }] });
    assert.match((await app.get("/field/mine")).text, /<strong>Yêu cầu giao tại nhà<\/strong>[\s\S]*data-state="saved"/);
    assert.deepEqual(await again.events([1]), [{ body: made.body, sig: made.sig }]);
    assert.equal((await again.outbox()).entries[0].body, "");
  }
});

test("what became of it is said in its own words", async () => {
  const app = await openApp(HAMLETS);
  await ask(app);
  await receive(app, "accepted");
  await decide(app, "approved", null);
  assert.match((await app.get("/field/mine")).text, /data-state="approved">Xã nhận làm/);
  const other = await openApp(HAMLETS);
  await ask(other);
  await receive(other, "accepted");
  await decide(other, "sent_back", "Thẻ đã có người nhận");
  const mine = (await other.get("/field/mine")).text;
  assert.match(mine, /record-why">Thẻ đã có người nhận[\s\S]*data-state="redo">Xã không nhận/);
  assert.doesNotMatch(mine, /Cần làm lại/);
});
