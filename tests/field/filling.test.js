// Filling a form on the phone, from the first name to the sealed event: kept, resumed, checked, read back, signed, sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { StoreError } from "../../web/field/db.js";
import { draftList } from "../../web/field/filling/draft.js";
import { bodies, openApp, STROKES } from "./app.js";
import { formChange, formFile, typedSteps } from "./forms.js";
import { START } from "./host.js";

/** @typedef {Awaited<ReturnType<typeof openApp>>} App */
/** @typedef {import("../../web/field/filling/draft.js").Pairs} Pairs */

const CODE = "civil_extract_copy";
const FORM = formFile(CODE);
const [{ values: EXAMPLE }] = FORM.examples.pass;
const VALUES = { ...EXAMPLE, requester: { ...EXAMPLE.requester, relation: "parent" } };
const ID = "0198a000-0000-7000-8000-000000000001";
const OTHER = "0198a000-0000-7000-8000-000000000002";
/** @type {Pairs} */
const BEGIN = [
  ["declarant.name", "Lâm Thị Ví Dụ"],
  ["declarant.birth.year", "1991"],
  ["declarant.hamlet", "h1"],
  ["declarant.phone", "0900 000 671"],
  ["place", "home"],
  ["requested.by", "child"],
  ["requested.name", "Lâm Văn Con"],
  ["requested.consent", "yes"],
];
const PROCEDURE = { name: "Bản sao trích lục", field: "Hộ tịch", components: [{ name: "Tờ khai" }], forms: [CODE] };
const CHANGES = [
  { type: "hamlet", id: "h1", rev: 1, doc: { name: "Ấp Mẫu" } },
  { type: "hamlet", id: "h2", rev: 2, doc: { name: "Ấp Thử" } },
  { type: "procedure", id: "2.000635", rev: 3, doc: PROCEDURE },
  formChange(FORM),
];

/** @param {string} step @param {string} [id] @param {string} [code] */
const path = (step, id = ID, code = CODE) => `/field/forms/${code}?draft=${id}&step=${step}`;

/** @param {App} app @param {string} step @param {Pairs} pairs @param {string} [go] @param {string} [id] */
const post = (app, step, pairs, go = "next", id = ID) => app.post(path(step, id), [...pairs, ["go", go]]);

/** @param {App} app @param {string} step @param {Pairs} pairs @param {string} [id] */
const keep = async (app, step, pairs, id = ID) => JSON.parse((await app.post(path(step, id).replace("?", "/keep?"), pairs)).text);

/** @param {App} app @param {string} [id] @param {any} [values] every step as the example has it */
async function fillAll(app, id = ID, values = VALUES) {
  await post(app, "begin", BEGIN, "next", id);
  for (const [step, pairs] of typedSteps(FORM, values).entries()) await post(app, String(step), pairs, "next", id);
}

/** @param {App} app @param {string} [id] @param {Pairs} [signing] */
async function finish(app, id = ID, signing = [["signing.by", "self"], ["guided", "yes"]]) {
  await post(app, "check", [], "read", id);
  await post(app, "read", [["read", "yes"]], "sign", id);
  return post(app, "sign", signing, "save", id);
}

/** @param {App} app @param {"accepted" | "refused"} status */
async function receive(app, status = "accepted") {
  const [{ id, n, hash }] = (await app.db.outbox()).entries;
  const receipt = { id, hash, status, seq: status === "refused" ? null : 1, at: new Date(START).toISOString() };
  await app.db.apply({ entries: [{ n, receipt }] });
}

test("a form becomes one event with everything the desk needs, and its draft ends", async () => {
  const app = await openApp(CHANGES);
  await fillAll(app);
  const saved = await finish(app);
  assert.equal(saved.at, `/field/forms/${CODE}/saved?event=${ID}`);
  assert.match(saved.text, /Đã lưu trên máy[\s\S]*lĩnh vực Hộ tịch[\s\S]*Tờ khai/);
  const [{ id, kind, v, item, shown, data }] = await bodies(app);
  assert.deepEqual({ id, kind, v, item, shown }, { id: ID, kind: "form.filled", v: 1, item: null, shown: null });
  assert.deepEqual(data, {
    procedure: "2.000635",
    form: CODE,
    version: "2025-07-01",
    declarant: { name: "Lâm Thị Ví Dụ", birth: "1991", hamlet: "h1", phone: "0900000671" },
    values: VALUES,
    read_back: true,
    requested: { by: "child", name: "Lâm Văn Con", consent: true },
    signing: { by: "self" },
    guided: true,
    place: "home",
  });
  assert.deepEqual(await draftList(app.db), []);
});

test("three taps are one event, and going back shows what became of it", async () => {
  const app = await openApp(CHANGES);
  await fillAll(app);
  await post(app, "check", [], "read");
  await post(app, "read", [["read", "yes"]], "sign");
  const taps = await Promise.all([1, 2, 3].map(() => post(app, "sign", [["signing.by", "self"]], "save")));
  assert.ok(taps.every(({ text }) => text.includes("Đã lưu trên máy")));
  assert.equal((await bodies(app)).length, 1);
  const back = await app.get(path("2"));
  assert.match(back.text, /data-screen="form-saved"/);
  assert.equal(back.at, `/field/forms/${CODE}/saved?event=${ID}`);
  await keep(app, "2", [["record.office", "đến muộn"]]);
  assert.deepEqual(await draftList(app.db), [], "a late keystroke begins nothing again");
});

test("nothing is begun without a name, a place, who asks, and consent", async () => {
  const app = await openApp(CHANGES);
  const answer = await post(app, "begin", [["declarant.birth.year", "48"], ["declarant.phone", "12"]]);
  assert.equal(answer.status, 422);
  for (const text of ["tên người khai", "Ngày sinh chưa đúng", "điện thoại chưa đúng", "viết ở đâu", "ai nhờ viết", "Chưa được đồng ý"]) assert.match(answer.text, new RegExp(text));
  assert.match((await app.get(path("3"))).text, /data-screen="form-begin"/, "no step can be reached past it");
});

test("a draft holds every keystroke and is resumed where it was left", async () => {
  const app = await openApp(CHANGES);
  await keep(app, "begin", [["declarant.name", "Lâm Thị"]]);
  assert.match((await app.get(`/field/forms/${CODE}?draft=${ID}`)).text, /value="Lâm Thị"/);
  await post(app, "begin", BEGIN);
  await post(app, "0", typedSteps(FORM, VALUES)[0]);
  await keep(app, "1", [["subject.name", "Lê Văn Dở"]]);
  const [row] = await draftList(app.db);
  assert.deepEqual({ ...row, at: 0 }, { id: ID, code: CODE, title: FORM.title, declarant: "Lâm Thị Ví Dụ", step: 2, steps: 4, at: 0, path: `/field/forms/${CODE}?draft=${ID}` });
  const resumed = await app.get(row.path);
  assert.match(resumed.text, /<h1[^>]*>Trích lục cần cấp[\s\S]*value="Lê Văn Dở"/);
  assert.match((await app.get(path("0"))).text, /value="Lâm Thị Ví Dụ"/);
  assert.equal((await draftList(app.db))[0].step, 1, "where one looks last");
});

test("several people's drafts lie beside each other, and each says whose it is", async () => {
  const app = await openApp(CHANGES);
  await post(app, "begin", BEGIN);
  app.clock.now += 1000;
  await post(app, "begin", [["declarant.name", "Danh Văn Hai"], ...BEGIN.slice(1)], "next", OTHER);
  await keep(app, "0", [["requester.name", "Của người thứ nhất"]]);
  assert.deepEqual((await draftList(app.db)).map(({ declarant }) => declarant).sort(), ["Danh Văn Hai", "Lâm Thị Ví Dụ"]);
  assert.doesNotMatch((await app.get(path("0", OTHER))).text, /Của người thứ nhất/);
  const fresh = await app.get(`/field/forms/${CODE}`);
  assert.match(fresh.text, /Đang viết dở[\s\S]*Danh Văn Hai/);
  assert.match((await app.get("/field/forms")).text, /Danh Văn Hai/);
});

test("a draft is let go only after a question", async () => {
  const app = await openApp(CHANGES);
  await post(app, "begin", BEGIN);
  assert.ok((await app.get(path("begin"))).text.includes(`/field/forms/${CODE}/drop?draft=${ID}`));
  const ask = await app.get(`/field/forms/${CODE}/drop?draft=${ID}`);
  assert.match(ask.text, /Bỏ “[^”]*” của Lâm Thị Ví Dụ\?/);
  assert.equal((await draftList(app.db)).length, 1);
  const gone = await app.post(`/field/forms/${CODE}/drop?draft=${ID}`, {});
  assert.equal(gone.at, "/field/forms");
  assert.deepEqual(await app.db.drafts(), []);
});

test("keystrokes one after the other lose nothing of each other", async () => {
  const app = await openApp(CHANGES);
  await post(app, "begin", BEGIN);
  await Promise.all([keep(app, "0", [["requester.name", "Một"]]), keep(app, "1", [["subject.name", "Hai"]]), keep(app, "2", [["record.office", "Ba"]])]);
  const [{ value }] = await app.db.drafts();
  assert.deepEqual(["0", "1", "2"].map((step) => value.typed[step].at(0)?.[1]), ["Một", "Hai", "Ba"]);
});

test("a new draft knows the office, the place and the day, and who declares", async () => {
  const app = await openApp(CHANGES);
  const first = await post(app, "begin", BEGIN);
  assert.match(first.text, /value="Ủy ban nhân dân xã Mẫu"[\s\S]*value="Lâm Thị Ví Dụ"[\s\S]*value="1991"/);
  assert.match(first.text, /name="requester.residence.hamlet" value="Ấp Mẫu" checked/);
  const last = await app.get(path("3"));
  assert.match(last.text, /name="signed_at.place" value="xã Mẫu"[\s\S]*name="signed_at.date.day" value="24"/);
  assert.match((await app.get(path("2"))).text, /name="copies.count" value="1"/);
});

test("who asks for themselves is copied into the subject", async () => {
  const app = await openApp(CHANGES);
  await post(app, "begin", BEGIN);
  const step = await post(app, "0", [["requester.name", "Lâm Thị Ví Dụ"], ["requester.birth_date.year", "1991"], ["requester.id.number", "093191000123"], ["requester.relation", "self"]]);
  assert.match(step.text, /Đã chép từ người yêu cầu[\s\S]*name="subject.name" value="Lâm Thị Ví Dụ"/);
  assert.match(step.text, /name="subject.id.number" value="093191000123"/);
  await post(app, "0", [["requester.name", "Lâm Thị Khác"], ["requester.relation", "parent"]]);
  assert.match((await app.get(path("1"))).text, /name="subject.name" value="Lâm Thị Ví Dụ"/, "nothing is taken away again");
});

const CARD = "093148000001||Danh Thị Mẫu|02031948|Nữ|Ấp Thử, Hòa Mẫu, Cần Mẫu|10052021";

test("a card fills a person, and its text is not kept", async () => {
  const app = await openApp(CHANGES);
  await post(app, "begin", BEGIN);
  await post(app, "0", []);
  await keep(app, "1", [["card:subject", CARD]]);
  assert.doesNotMatch(JSON.stringify(await app.db.drafts()), /02031948/);
  const filled = await post(app, "1", [["card:subject", CARD], ["subject.ethnicity", "Khmer"]], "card:subject");
  assert.match(filled.text, /name="subject.name" value="Danh Thị Mẫu"[\s\S]*name="subject.birth_date.year" value="1948"[\s\S]*name="subject.gender" value="female" checked/);
  assert.match(filled.text, /name="subject.residence.hamlet" value="Ấp Thử" checked[\s\S]*name="subject.id.number" value="093148000001"/);
  assert.match(filled.text, /value="Khmer"/);
  assert.doesNotMatch(JSON.stringify(await app.db.drafts()), /02031948/);
  const strange = await post(app, "1", [["card:subject", "https://x.test"]], "card:subject");
  assert.equal(strange.status, 422);
  assert.match(strange.text, /Chưa đọc được mã căn cước/);
  const declarant = await post(app, "1", [], "from:subject");
  assert.match(declarant.text, /name="subject.name" value="Lâm Thị Ví Dụ"/);
});

test("a keystroke tells what it shows, what follows in words, and what does not fit", async () => {
  const birth = formFile("birth_registration");
  const app = await openApp([...CHANGES, formChange(birth, 501)]);
  const at = (/** @type {string} */ step) => `/field/forms/birth_registration/keep?draft=${ID}&step=${step}`;
  await app.post(path("begin", ID, "birth_registration"), [...BEGIN, ["go", "next"]]);
  const said = async (/** @type {string} */ step, /** @type {Pairs} */ pairs) => JSON.parse((await app.post(at(step), pairs)).text);
  assert.ok((await said("4", [["parents_married", "no"]])).hidden.includes("parents_married"));
  assert.ok(!(await said("4", [["parents_married", "yes"]])).hidden.includes("parents_married"));
  const { words } = await said("1", [["child.birth_date.day", "15"], ["child.birth_date.month", "3"], ["child.birth_date.year", "2026"]]);
  assert.equal(words["child.birth_date_words"], "ngày mười lăm tháng ba năm hai nghìn không trăm hai mươi sáu");
  const { doubts } = await said("0", [["requester.id.number", "093191000123"], ["requester.birth_date.year", "1990"]]);
  assert.match(doubts["requester.id"], /Năm sinh không khớp/);
});

test("rows come and go, the others stay as they are", async () => {
  const paper = formFile("result_authorization");
  const app = await openApp([formChange(paper)]);
  const at = (/** @type {string} */ step) => path(step, ID, paper.code);
  await app.post(at("begin"), [...BEGIN, ["go", "next"]]);
  await app.post(at("2"), { go: "add:dossiers" });
  const two = await app.post(at("2"), [["dossiers", "0"], ["dossiers.0.procedure", "Khai sinh"], ["go", "add:dossiers"]]);
  assert.match(two.text, /data-focus[\s\S]*value="Khai sinh"[\s\S]*name="dossiers.1.procedure"/);
  const one = await app.post(at("2"), [["dossiers", "0"], ["dossiers.0.procedure", "Khai sinh"], ["dossiers", "1"], ["dossiers.1.procedure", "Khai tử"], ["go", "drop:dossiers.0"]]);
  assert.match(one.text, /value="Khai tử"/);
  assert.doesNotMatch(one.text, /value="Khai sinh"/);
});

test("the check names what is missing, with a way to it; nothing keeps it from being read and saved", async () => {
  const app = await openApp(CHANGES);
  const { record, ...some } = VALUES;
  await fillAll(app, ID, some);
  const check = await app.get(path("check"));
  assert.match(check.text, new RegExp(`href="/field/forms/${CODE}\\?draft=${ID}&amp;step=1&amp;at=record.kind"`));
  const there = await app.get(path("1") + "&at=record.kind");
  assert.match(there.text, /data-field="record.kind"\s+data-focus/);
  assert.match(there.text, /data-wrong[\s\S]*Xong, kiểm tra lại/);
  await finish(app);
  assert.equal((await bodies(app)).length, 1);
});

test("the reading back is in large print, in the paper's order, and can be spoken", async () => {
  const app = await openApp(CHANGES);
  await fillAll(app);
  const { text } = await app.get(path("read"));
  assert.match(text, /data-aloud hidden[\s\S]*data-read lang="vi"/);
  const order = ["Kính gửi", "Họ, chữ đệm, tên người yêu cầu", "Trích lục cần cấp", "Đã đăng ký tại", "Tôi cam đoan", "Làm tại, ngày"];
  const read = text.slice(text.indexOf("data-read"));
  const places = order.map((words) => read.indexOf(words));
  assert.ok(places.every((place, i) => place > (places[i - 1] ?? 0)), String(places));
  assert.match(read, /093 191 000 123/);
});

test("what was changed after reading is read again; without the tick nobody signs", async () => {
  const app = await openApp(CHANGES);
  await fillAll(app);
  const unticked = await post(app, "read", [], "sign");
  assert.equal(unticked.status, 422);
  assert.match(unticked.text, /data-wrong/);
  assert.match((await app.get(path("sign"))).text, /data-screen="form-read"/);
  await post(app, "read", [["read", "yes"]], "sign");
  await keep(app, "0", [...typedSteps(FORM, VALUES)[0].filter(([name]) => name !== "requester.name"), ["requester.name", "Tên Đã Sửa"]]);
  const again = await post(app, "sign", [["signing.by", "self"]], "save");
  assert.match(again.text, /data-screen="form-read"[\s\S]*Có chỗ đã sửa sau khi đọc[\s\S]*Tên Đã Sửa/);
  assert.deepEqual(await bodies(app), []);
});

test("who cannot sign leaves a thumb mark, before a witness who signs", async () => {
  const app = await openApp(CHANGES);
  await fillAll(app);
  const nobody = await finish(app, ID, []);
  assert.match(nobody.text, /Chưa chọn người khai tự ký hay điểm chỉ/);
  const alone = await post(app, "sign", [["signing.by", "assisted"]], "save");
  for (const text of ["vì sao không ký", "tên người làm chứng", "Người làm chứng chưa ký"]) assert.match(alone.text, new RegExp(text));
  const saved = await post(app, "sign", [["signing.by", "assisted"], ["signing.reason", "cannot_write"], ["signing.witness", "Thạch Văn Chứng"], ["signing.strokes", STROKES]], "save");
  assert.match(saved.text, /điểm chỉ vào tờ in/);
  const [{ data }] = await bodies(app);
  assert.deepEqual(data.signing, { by: "assisted", reason: "cannot_write", mark: "thumb_on_slip", witness: { name: "Thạch Văn Chứng", box: [640, 320], strokes: STROKES } });
  assert.equal(data.guided, false);
});

test("once the commune has it no screen says whom it was for, and none opens it", async () => {
  const app = await openApp(CHANGES);
  await fillAll(app);
  await finish(app);
  assert.match((await app.get("/field/mine")).text, /Lâm Thị Ví Dụ[\s\S]*Viết hộ: Tờ khai cấp bản sao[\s\S]*data-state="saved"/);
  await receive(app);
  const mine = await app.get("/field/mine");
  assert.match(mine.text, /Viết hộ: Tờ khai cấp bản sao[\s\S]*data-state="received"/);
  for (const page of [mine, await app.get(`/field/forms/${CODE}/saved?event=${ID}`), await app.get(`/field/forms/${CODE}?draft=${ID}`), await app.get("/field/forms"), await app.get("/field")]) assert.doesNotMatch(page.text, /Lâm Thị Ví Dụ|093191000123|Lâm Văn Con/);
  const [{ body, sealed }] = (await app.db.outbox()).entries;
  assert.deepEqual({ body, sealed }, { body: "", sealed: true });
});

test("what the desk sends back is a task until it is written anew", async () => {
  const app = await openApp(CHANGES);
  await fillAll(app);
  await finish(app);
  await receive(app);
  const doc = { status: "accepted", code: null, text: null, review: "sent_back", reason: "Thiếu số quyển" };
  await app.db.apply({ docs: { changes: [{ type: "event", id: ID, rev: 900, doc }] } });
  const task = new RegExp(`href="/field/forms/${CODE}\\?redo=${ID}"[\\s\\S]*Cần làm lại: Tờ khai[\\s\\S]*Thiếu số quyển`);
  assert.match((await app.get("/field")).text, task);
  assert.match((await app.get("/field/mine")).text, /data-state="redo"[\s\S]*Viết lại tờ khai/);
  const anew = await app.get(`/field/forms/${CODE}?redo=${ID}`);
  assert.match(anew.text, new RegExp(`name="redo" value="${ID}"`));
  await post(app, "begin", [...BEGIN, ["redo", ID]], "next", OTHER);
  for (const [step, pairs] of typedSteps(FORM, VALUES).entries()) await post(app, String(step), pairs, "next", OTHER);
  await finish(app, OTHER);
  const { body, redo } = (await app.db.outbox()).entries[1];
  assert.deepEqual([JSON.parse(body).data.redo, redo], [ID, ID]);
  assert.doesNotMatch((await app.get("/field")).text, /Cần làm lại/);
});

test("a form that was saved by mistake is taken back within ten minutes, also once it is sealed", async () => {
  const app = await openApp(CHANGES);
  await fillAll(app);
  await finish(app);
  await receive(app);
  assert.match((await app.get("/field/mine")).text, new RegExp(`href="/field/events/${ID}/undo"`));
  const ask = await app.get(`/field/events/${ID}/undo`);
  assert.match(ask.text, /Hoàn tác tờ khai này\?/);
  assert.doesNotMatch(ask.text, /Lâm Thị Ví Dụ|Chưa trao giấy/);
  const done = await app.post(`/field/events/${ID}/undo`, { event_id: OTHER, why: "person" });
  assert.equal(done.at, "/field/mine");
  assert.match(done.text, /Đã hoàn tác một tờ khai/);
  const { kind, item, body } = (await app.db.outbox()).entries[1];
  assert.deepEqual([kind, item, JSON.parse(body).data], ["confirmation.undone", null, { of: ID, why: "Bấm nhầm người" }]);
  assert.equal((await app.get(`/field/events/${ID}/undo`)).status, 404);
  const late = await openApp(CHANGES);
  await fillAll(late);
  await finish(late);
  late.clock.now += 11 * 60 * 1000;
  assert.equal((await late.get(`/field/events/${ID}/undo`)).status, 404);
});

test("a draft keeps the version that it was begun with, says when that ended, and changes over on wish", async () => {
  const app = await openApp(CHANGES);
  await fillAll(app);
  const [own, ...rest] = FORM.steps;
  const steps = [{ ...own, fields: [...own.fields, { type: "text", name: "requester.nickname", label: { vi: "Tên thường gọi", en: "Nickname" } }] }, ...rest];
  const newer = formChange({ ...FORM, valid_from: "2026-12-01", steps }, 800);
  await app.db.apply({ docs: { changes: [newer] } });
  const told = await app.get(path("0"));
  assert.match(told.text, /Xã đã có bản mới/);
  assert.doesNotMatch(told.text, /Tên thường gọi/);
  const renewed = await post(app, "0", typedSteps(FORM, VALUES)[0], "renew");
  assert.match(renewed.text, /Tên thường gọi/);
  assert.match(renewed.text, /value="093191000123"/);
  await finish(app);
  const [{ data }] = await bodies(app);
  assert.equal(data.version, "2026-12-01");
  assert.deepEqual(data.values, VALUES);
  const ended = await openApp([formChange({ ...FORM, valid_to: "2026-10-04" })]);
  assert.match((await ended.get(`/field/forms/${CODE}`)).text, /hết hiệu lực từ sau ngày 04\/10/);
});

test("a form that nobody has seen before works from its file alone", async () => {
  const seen = {
    code: "cho_muon_loa",
    title: { vi: "Giấy mượn loa", en: "Loan of a loudspeaker" },
    procedures: [],
    kind: "own",
    source: "",
    steps: [
      { title: { vi: "Ai mượn", en: "Who" }, fields: [{ type: "caps", name: "who", label: { vi: "Người mượn", en: "Borrower" } }, { type: "money", name: "pledge", label: { vi: "Tiền cọc", en: "Pledge" } }, { type: "words", name: "pledge_words", of: "pledge", label: { vi: "Bằng chữ", en: "In words" } }] },
    ],
    values: { type: "object", properties: { who: { type: "string" }, pledge: { type: "integer", minimum: 1 }, pledge_words: { type: "string" } }, required: ["who", "pledge"], additionalProperties: false },
  };
  const app = await openApp([formChange(seen)]);
  const at = (/** @type {string} */ step) => path(step, ID, seen.code);
  assert.match((await app.get(`/field/forms/${seen.code}`)).text, /Giấy mượn loa/);
  await app.post(at("begin"), [...BEGIN, ["go", "next"]]);
  const check = await app.post(at("0"), [["who", "danh thị mẫu"], ["go", "next"]]);
  assert.match(check.text, /Tiền cọc[\s\S]*Chưa ghi\./);
  await app.post(at("0"), [["who", "danh thị mẫu"], ["pledge", "500.000"], ["go", "check"]]);
  await app.post(at("read"), [["read", "yes"], ["go", "sign"]]);
  await app.post(at("sign"), [["signing.by", "self"], ["go", "save"]]);
  const [{ data }] = await bodies(app);
  assert.deepEqual(data.values, { who: "DANH THỊ MẪU", pledge: 500000, pledge_words: "năm trăm nghìn đồng" });
  assert.equal(data.procedure, "");
});

test("a full phone says so, at a keystroke and at a button, and what is typed stays on the screen", async () => {
  const app = await openApp(CHANGES);
  await post(app, "begin", BEGIN);
  app.db.saveDraft = () => Promise.reject(new StoreError("quota"));
  assert.match((await keep(app, "0", [["requester.name", "Lâm"]])).problem, /Máy hết chỗ trống/);
  const answer = await post(app, "0", [["requester.name", "Lâm Thị Còn Đây"]]);
  assert.equal(answer.status, 422);
  assert.match(answer.text, /Máy hết chỗ trống[\s\S]*value="Lâm Thị Còn Đây"/);
});

test("a full phone at the end, and a phone that may not record", async () => {
  const app = await openApp(CHANGES);
  await fillAll(app);
  const append = app.db.append.bind(app.db);
  app.db.append = () => Promise.reject(new StoreError("quota"));
  const full = await finish(app);
  assert.equal(full.status, 422);
  assert.match(full.text, /Máy hết chỗ trống/);
  app.db.append = append;
  assert.match((await post(app, "sign", [["signing.by", "self"]], "save")).text, /Đã lưu trên máy/);
});

test("a form that is too long is said before it is read back", async () => {
  const app = await openApp([...CHANGES, formChange(formFile("bhxh_tk1"), 501)]);
  const at = (/** @type {string} */ step) => path(step, ID, "bhxh_tk1");
  await app.post(at("begin"), [...BEGIN, ["go", "next"]]);
  await app.post(at("0"), { mode: "change", go: "next" });
  const check = await app.post(at("2"), { request_text: "ghi dài ".repeat(2000), go: "check" });
  assert.match(check.text, /Tờ khai ghi dài quá/);
});

test("a form that the phone does not have", async () => {
  const app = await openApp(CHANGES);
  const answer = await app.get("/field/forms/nobody_knows");
  assert.equal(answer.status, 404);
  assert.match(answer.text, /Máy chưa có mẫu này/);
  assert.equal((await app.post(path("0", OTHER), { go: "next" })).status, 404);
});
