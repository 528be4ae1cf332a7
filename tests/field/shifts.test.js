// Shifts at the desk on the phone: how they stand, what can be answered, what is shown before and after the commune knows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dutiesOf, waysOf } from "../../web/field/duty.js";
import { slotWords } from "../../web/field/dutywords.js";
import { speaker } from "../../web/field/words.js";
import { bodies, hidden, openApp, WORDS } from "./app.js";
import { DAY, START } from "./host.js";

const ME = { id: "p1", name: "Danh Thị Mẫu" };
const OTHER = { id: "p2", name: "Lê Văn Thử" };
const THIRD = { id: "p3", name: "Võ Thị Giả" };
const SWAP = /** @type {const} */ ({ shift: "s8", day: "2026-12-04", part: "morning", from: "07:00", to: "11:30", person: OTHER });

/** @param {object} [more] */
const shift = (more = {}) => ({
  day: "2026-11-27",
  part: "morning",
  from: "07:00",
  to: "11:30",
  place: "Bàn viết hộ",
  union: "Hội Nông dân",
  role: "duty",
  person: ME,
  state: "planned",
  ask: null,
  notice: "1039/TB-UBND",
  mine: true,
  others: [{ ...OTHER, union: "Đoàn Thanh niên", role: "reserve" }],
  swaps: [SWAP],
  people: [{ ...THIRD, union: "Hội Nông dân" }],
  ...more,
});

/** @param {string} id @param {object} [more] @param {number} [rev] */
const pulled = (id, more, rev = 10) => ({ type: "shift", id, rev, doc: shift(more) });

/** What another asks of me: to take his, for mine. */
const ASKED = { mine: false, person: OTHER, day: "2026-12-11", state: "asked", ask: { kind: "swap", from: OTHER, to: ME, with: { ...SWAP, shift: "s1", day: "2026-11-27", person: ME }, note: "Đi khám bệnh", open: true } };

/** @typedef {Awaited<ReturnType<typeof openApp>>} App */

/** @param {App} app @param {string} id @param {string} answer */
async function say(app, id, answer) {
  const { text } = await app.get(`/field/shifts/${id}`);
  return app.post(`/field/shifts/${id}`, { event_id: hidden(text, "event_id"), shown: hidden(text, "shown"), answer });
}

/** @param {App} app @param {Record<string, string>} typed */
async function askOther(app, typed) {
  const { text } = await app.get("/field/shifts/s1/busy");
  return app.post("/field/shifts/s1/busy", { event_id: hidden(text, "event_id"), shown: hidden(text, "shown"), ...typed });
}

/** @param {App} app @param {number} n @param {number} seq what the commune gave the event */
async function receive({ db }, n, seq) {
  const { id, hash } = (await db.outbox()).entries[n - 1];
  await db.apply({ entries: [{ n, receipt: { id, hash, status: "accepted", seq, at: new Date(START).toISOString() } }] });
}

/** @param {string} text of a page */
const standings = (text) => [...text.matchAll(/data-standing="(\w+)"/g)].map((found) => found[1]);
/** @param {string} text of a page */
const offered = (text) => [...text.matchAll(/name="answer" value="(\w+)"/g)].map((found) => found[1]);

test("the day is said as one speaks", () => {
  const words = speaker(WORDS.vi);
  const at = (/** @type {string} */ day) => slotWords(words, { day, part: "morning", from: "07:00", to: "11:30" }, START);
  assert.equal(at("2026-11-27"), "thứ Sáu 27/11, sáng 7:00‑11:30");
  assert.equal(at("2026-11-24"), "hôm nay, thứ Ba 24/11, sáng 7:00‑11:30");
  assert.equal(at("2026-11-25"), "ngày mai, thứ Tư 25/11, sáng 7:00‑11:30");
  assert.equal(at("2027-01-03"), "Chủ nhật 03/01/2027, sáng 7:00‑11:30");
  assert.equal(slotWords(words, { day: "2026-11-27", part: "afternoon" }, START), "thứ Sáu 27/11, chiều");
});

test("the next shift comes first, one of another stands apart, past days are gone", async () => {
  const app = await openApp([pulled("s1"), pulled("s2", { day: "2026-11-26", role: "reserve" }), pulled("s3", { day: "2026-11-23" }), pulled("s5", ASKED)]);
  const { text } = await app.get("/field/shifts");
  assert.match(text, /Có người nhờ bạn[\s\S]*Lê Văn Thử xin đổi ca[\s\S]*Ca của bạn[\s\S]*Thứ Năm 26\/11[\s\S]*Dự phòng[\s\S]*Thứ Sáu 27\/11/);
  assert.doesNotMatch(text, /23\/11/);
  assert.match((await (await openApp([])).get("/field/shifts")).text, /Chưa có ca trực nào/);
});

test("one tap accepts: one event with what was shown, said at once, and the way to something else", async () => {
  const app = await openApp([pulled("s1")]);
  const before = (await app.get("/field/shifts/s1")).text;
  assert.match(before, /Lúc[\s\S]*Thứ Sáu 27\/11, sáng 7:00‑11:30[\s\S]*Bàn viết hộ[\s\S]*Trực chính[\s\S]*Hội Nông dân[\s\S]*Lê Văn Thử \(dự phòng\)[\s\S]*1039\/TB-UBND/);
  assert.deepEqual([standings(before), offered(before)], [["planned"], ["accept"]]);
  const saved = await say(app, "s1", "accept");
  assert.deepEqual([saved.status, saved.at, standings(saved.text)], [200, "/field/shifts/s1", ["confirmed"]]);
  assert.match(saved.text, /Đã lưu trên máy[\s\S]*Tôi sẽ trực[\s\S]*data-state="saved"/);
  assert.match(saved.text, /href="\/field\/shifts\/s1\/busy"/);
  const [{ kind, v, item, shown, data }] = await bodies(app);
  assert.deepEqual({ kind, v, item }, { kind: "shift.answered", v: 1, item: null });
  assert.deepEqual(shown, { name: "thứ Sáu 27/11, sáng 7:00‑11:30", what: "Bàn viết hộ", rev: 10 });
  assert.deepEqual(data, { shift: "s1", answer: "accept", with: null, to: null, note: "" });
  assert.deepEqual(app.said, ["shift.answered"]);
});

test("three fast taps are one event", async () => {
  const app = await openApp([pulled("s1")]);
  const { text } = await app.get("/field/shifts/s1");
  const fields = { event_id: hidden(text, "event_id"), shown: hidden(text, "shown"), answer: "accept" };
  for (const tap of [1, 2, 3]) assert.equal((await app.post("/field/shifts/s1", fields)).status, 200, String(tap));
  assert.equal((await bodies(app)).length, 1);
});

test("the own answer is laid over what was pulled until the commune publishes the shift again", async () => {
  const app = await openApp([pulled("s1")]);
  await say(app, "s1", "accept");
  const stands = async () => standings((await app.get("/field/shifts/s1")).text)[0];
  assert.equal(await stands(), "confirmed");
  await receive(app, 1, 20);
  assert.equal(await stands(), "confirmed", "received, and the shift has not come again");
  assert.match((await app.get("/field/shifts/s1")).text, /data-state="received">Xã đã nhận/);
  await app.db.apply({ docs: { changes: [pulled("s1", { state: "planned" }, 30)] } });
  assert.equal(await stands(), "planned", "what the commune published after it counts");
  await say(app, "s1", "accept");
  await app.db.apply({ docs: { changes: [pulled("s1", { state: "planned", others: [] }, 40)] } });
  assert.equal(await stands(), "confirmed", "a change from before the commune has the answer hides it not");
});

test("an answer that came too late is not laid over, and says so with the commune's reason", async () => {
  const app = await openApp([pulled("s1")]);
  await say(app, "s1", "accept");
  await receive(app, 1, 20);
  const [{ id }] = (await app.db.outbox()).entries;
  const doc = { status: "accepted", code: null, text: null, review: "sent_back", reason: "Ca đã giao người khác" };
  await app.db.apply({ docs: { changes: [{ type: "event", id, rev: 25, doc }] } });
  const { text } = await app.get("/field/shifts/s1");
  assert.deepEqual(standings(text), ["planned"]);
  assert.match(text, /Ca đã giao người khác[\s\S]*Chưa được/);
  assert.match((await app.get("/field/mine")).text, /Ca trực thứ Sáu 27\/11[\s\S]*Ca đã giao người khác[\s\S]*data-state="redo">Chưa được/);
});

test("somebody busy asks one of those whom the roster offers, or leaves it to the desk, and can take it back", async () => {
  for (const [whom, wish, words] of [
    ["desk", { answer: "ask_substitute", with: null, to: null }, /nhờ xã tìm người/],
    ["person:p3", { answer: "ask_substitute", with: null, to: "p3" }, /nhờ Võ Thị Giả trực thay/],
    ["shift:s8", { answer: "ask_swap", with: "s8", to: "p2" }, /xin đổi với Lê Văn Thử, thứ Sáu 04\/12, sáng/],
  ]) {
    const app = await openApp([pulled("s1")]);
    const page = (await app.get("/field/shifts/s1/busy")).text;
    for (const offer of ["Để xã tìm người", "Võ Thị Giả", "Lê Văn Thử"]) assert.ok(page.includes(offer));
    const saved = await askOther(app, { whom: String(whom), note: " Nhà có đám  " });
    assert.deepEqual([saved.status, saved.at, standings(saved.text)], [200, "/field/shifts/s1", ["asked"]]);
    assert.match(saved.text, /** @type {RegExp} */ (words));
    assert.match(saved.text, /Nhà có đám[\s\S]*data-state="saved"/);
    assert.deepEqual((await bodies(app))[0].data, { shift: "s1", ...Object(wish), note: "Nhà có đám" });
    assert.deepEqual(offered(saved.text), ["withdraw"]);
    assert.deepEqual(standings((await say(app, "s1", "withdraw")).text), ["planned"]);
    assert.equal((await bodies(app)).at(-1).data.answer, "withdraw");
  }
});

test("whom to ask must be chosen among those who are offered; what was typed stays", async () => {
  const app = await openApp([pulled("s1")]);
  for (const whom of ["", "person:p9", "shift:s1"]) {
    const refused = await askOther(app, { whom, note: "Nhà có đám" });
    assert.deepEqual([refused.status, refused.at], [422, "/field/shifts/s1/busy"]);
    assert.match(refused.text, /data-wrong[\s\S]*Chưa chọn nhờ ai[\s\S]*Nhà có đám/);
  }
  assert.deepEqual(await bodies(app), []);
  await app.post("/field/drafts/busy:s1", { whom: "person:p3", note: "Kẹt việc" });
  assert.match((await app.get("/field/shifts/s1/busy")).text, /value="person:p3" checked[\s\S]*Kẹt việc/);
  const alone = await openApp([pulled("s1", { swaps: [], people: [], role: "reserve" })]);
  assert.match((await alone.get("/field/shifts/s1/busy")).text, /value="desk" checked/);
});

test("another's request is read with its note, agreed to or declined, and that can be changed until it is sent", async () => {
  const app = await openApp([pulled("s1"), pulled("s5", ASKED)]);
  const page = (await app.get("/field/shifts/s5")).text;
  assert.match(page, /Lê Văn Thử xin đổi: bạn trực ca này, Lê Văn Thử trực thay bạn thứ Sáu 27\/11, sáng 7:00‑11:30[\s\S]*Đi khám bệnh/);
  assert.deepEqual(offered(page), ["refuse", "agree"]);
  const agreed = await say(app, "s5", "agree");
  assert.deepEqual([standings(agreed.text), offered(agreed.text)], [["agreed"], ["refuse"]]);
  assert.deepEqual(standings((await say(app, "s5", "refuse")).text), ["refused"]);
  assert.deepEqual((await bodies(app)).map(({ data }) => [data.shift, data.answer]), [["s5", "agree"], ["s5", "refuse"]]);
  for (const n of [1, 2]) await receive(app, n, 20 + n);
  assert.deepEqual(offered((await app.get("/field/shifts/s5")).text), []);
});

test("on the day itself one says that one is there, and can say that it was a mistake", async () => {
  const app = await openApp([pulled("s1", { state: "confirmed" })]);
  assert.deepEqual(offered((await app.get("/field/shifts/s1")).text), []);
  app.clock.now = START + 3 * DAY;
  assert.deepEqual(offered((await app.get("/field/shifts/s1")).text), ["here"]);
  const there = await say(app, "s1", "here");
  assert.deepEqual([standings(there.text), offered(there.text)], [["done"], ["accept"]]);
  assert.match(there.text, /Bấm nhầm, tôi chưa có mặt/);
  assert.deepEqual(standings((await say(app, "s1", "accept")).text), ["confirmed"]);
  await app.db.apply({ docs: { changes: [pulled("s1", { state: "absent" }, 90)] } });
  for (const n of [1, 2]) await receive(app, n, 80 + n);
  const absent = (await app.get("/field/shifts/s1")).text;
  assert.deepEqual([standings(absent), offered(absent)], [["absent"], []]);
  assert.match(absent, /Nếu bạn có mặt thì báo cán bộ Một cửa/);
});

test("an answer that the shift does not allow is not written", async () => {
  const app = await openApp([pulled("s1"), pulled("s5", { ...ASKED, ask: null })]);
  for (const [id, answer] of [["s1", "here"], ["s1", "agree"], ["s1", "busy"], ["s1", "xyz"], ["s5", "agree"]]) {
    const refused = await say(app, id, answer);
    assert.equal(refused.status, 422, answer);
    assert.match(refused.text, /Ca này vừa thay đổi/);
  }
  await say(app, "s1", "accept");
  await app.db.apply({ docs: { changes: [pulled("s1", { state: "absent" }, 90)] } });
  await receive(app, 1, 80);
  assert.equal((await askOther(app, { whom: "desk" })).status, 422);
  assert.deepEqual((await bodies(app)).map(({ data }) => data.answer), ["accept"]);
  assert.equal((await app.get("/field/shifts/s9")).status, 404);
  assert.match((await app.post("/field/shifts/s9", { answer: "accept" })).text, /Ca này không còn trên máy/);
});

test("Today tells of the next shift within a week and of who asks; Mine lists the answers", async () => {
  const app = await openApp([pulled("s1"), pulled("s5", ASKED)]);
  const today = (await app.get("/field/")).text;
  assert.match(today, /Lê Văn Thử xin đổi ca[\s\S]*Ca trực sắp tới, chờ bạn trả lời[\s\S]*Thứ Sáu 27\/11, sáng 7:00‑11:30/);
  await say(app, "s1", "accept");
  await say(app, "s5", "agree");
  assert.doesNotMatch((await app.get("/field/")).text, /xin đổi ca|chờ bạn trả lời/);
  const mine = (await app.get("/field/mine")).text;
  assert.match(mine, /href="\/field\/shifts\/s5">Ca trực thứ Sáu 11\/12, sáng[\s\S]*Đồng ý nhận ca[\s\S]*href="\/field\/shifts\/s1">[\s\S]*Tôi sẽ trực/);
  assert.match(mine, /href="\/field\/shifts"[\s\S]*Lịch trực của tôi/);
  const far = await openApp([pulled("s1", { day: "2026-12-02" })]);
  assert.doesNotMatch((await far.get("/field/")).text, /Ca trực sắp tới/);
});

test("a refusal reaches who asked; who is told is somebody with a name", async () => {
  const ask = { kind: "substitute", from: ME, to: THIRD, with: null, note: "", open: false, answer: "refuse" };
  const app = await openApp([pulled("s1", { ask, state: "planned" })]);
  const { text } = await app.get("/field/shifts/s1");
  assert.deepEqual(standings(text), ["planned"]);
  assert.match(text, /Võ Thị Giả không nhận được/);
});

test("every standing has its words in both languages", async () => {
  for (const locale of ["vi", "en"]) {
    for (const role of ["duty", "reserve"]) {
      for (const state of ["planned", "confirmed", "asked", "absent", "done"]) {
        const ask = state === "asked" ? { kind: "substitute", from: ME, with: null, note: "", open: true } : null;
        const app = await openApp([pulled("s1", { role, state, ask, day: "2026-11-24" }), pulled("s5", { ...ASKED, ask: null })]);
        await app.registry.saveSettings({ locale });
        for (const path of ["/field/", "/field/shifts", "/field/shifts/s1", "/field/shifts/s1/busy", "/field/shifts/s5", "/field/shifts/no"]) {
          assert.doesNotMatch((await app.get(path)).text, />\s*field\.|undefined/, `${path} ${role} ${state}`);
        }
      }
    }
  }
});

test("on the day somebody on duty can always say that he is there, until that is settled", () => {
  const duty = (/** @type {object} */ more) => dutiesOf([/** @type {any} */ ({ id: "s", rev: 1, ...shift({ day: "2026-11-24", ...more }) })], [], { me: ME, now: START })[0];
  for (const state of ["planned", "confirmed"]) assert.ok(waysOf(duty({ state }), START).includes("here"), state);
  assert.deepEqual(waysOf(duty({ state: "planned", role: "reserve" }), START), ["busy", "accept"], "who is not called has no place to come to");
  assert.deepEqual(waysOf(duty({ state: "done" }), START), []);
  assert.deepEqual(waysOf(duty({ ...ASKED, day: "2026-11-24", ask: null }), START), []);
});
