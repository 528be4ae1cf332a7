// The handbook on the phone: everything by field, found with and without diacritics, one procedure in plain words.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { handbookOf, procedureOf } from "../../web/field/handbook.js";
import { pieces } from "../../web/field/page/aloud.js";
import { openApp } from "./app.js";

/** The catalogue as it ships, in the versions in force on the tests' day. @type {any[]} */
const CATALOGUE = JSON.parse(readFileSync(new URL("../../web/procedures.json", import.meta.url), "utf8")).filter(
  (/** @type {any} */ { valid_from = "", valid_to }) => valid_from <= "2026-11-24" && (!valid_to || valid_to >= "2026-11-24"),
);
const FORM = { code: "birth", title: { vi: "Tờ khai thử nghiệm", en: "Declaration of birth" }, procedures: ["1.001193"] };
const OTHER = { code: "second", title: { vi: "Tờ khai thứ hai", en: "Second declaration" }, procedures: ["1.001193"] };
const LOOSE = { code: "request", title: { vi: "Phiếu yêu cầu tại nhà", en: "Request at home" }, procedures: [] };

/** @param {any[]} forms @param {any[]} [procedures] what the commune has sent */
function pulled(forms, procedures = CATALOGUE) {
  const codes = (/** @type {string} */ code) => forms.filter((form) => form.procedures.includes(code)).map((form) => form.code);
  return [
    ...procedures.map((each, i) => ({ type: "procedure", id: each.code, rev: i + 1, doc: { ...each, class: each.delivery_class, forms: codes(each.code) } })),
    ...forms.map((form, i) => ({ type: "form", id: form.code, rev: 500 + i, doc: form })),
  ];
}

/** @param {string} text of a page */
const names = (text) => [...text.matchAll(/href="\/field\/procedures\/([^"]+)"/g)].map((found) => found[1]);

test("every procedure stands in its field, and what can be written here stands first", async () => {
  const app = await openApp(pulled([FORM, LOOSE]));
  const { status, text } = await app.get("/field/forms");
  assert.equal(status, 200);
  assert.deepEqual(new Set(names(text)), new Set(CATALOGUE.map(({ code }) => code)));
  assert.equal(text.match(/<details class="card area"/g)?.length, 7);
  assert.match(text, /Viết được trên máy[\s\S]*1\.001193[\s\S]*href="\/field\/forms\/request"[\s\S]*Cẩm nang theo lĩnh vực[\s\S]*Hộ tịch[\s\S]*19 thủ tục/);
  assert.match(text, /aria-current="page"[^>]*>[\s\S]*?Viết hộ/);
  assert.doesNotMatch(text, /<details class="card area" open/);
  assert.match((await app.get("/field/forms?field=H%E1%BB%99%20t%E1%BB%8Bch")).text, /<details class="card area" open[^>]*><summary><strong>Hộ tịch/);
});

test("procedures are found with and without diacritics, by their form's title too", async () => {
  const app = await openApp(pulled([FORM, LOOSE]));
  const found = async (/** @type {string} */ query) => names((await app.get(`/field/forms?q=${encodeURIComponent(query)}`)).text);
  assert.deepEqual(await found("khai tu luu dong"), ["1.000419"]);
  assert.deepEqual(await found("KHAI TỬ lưu động"), ["1.000419"]);
  assert.deepEqual(await found("to khai thu nghiem"), ["1.001193"]);
  assert.ok((await found("chung thuc")).includes("2.000815"));
  assert.match((await app.get("/field/forms?q=phieu")).text, /href="\/field\/forms\/request"/);
  const nothing = (await app.get("/field/forms?q=%3Cxyz%3E")).text;
  assert.match(nothing, /Không thấy thủ tục nào khớp với “&lt;xyz&gt;”/);
});

test("a procedure says what it is for, who may ask, which papers and how, fee, time, result and the way home", async () => {
  const app = await openApp(pulled([FORM]));
  const { text } = await app.get("/field/procedures/1.001193");
  const order = /Để làm gì[\s\S]*Ai được làm[\s\S]*Giấy tờ cần có[\s\S]*Lệ phí[\s\S]*Bao lâu thì có[\s\S]*Nhận được gì[\s\S]*Mang về tận nhà được không/;
  assert.match(text, order);
  assert.match(text, /Giấy tờ tùy thân của người yêu cầu<\/strong><\/p><p>Chỉ đưa xem, không nộp/);
  assert.match(text, /Chỉ cần khi: cha, mẹ đã đăng ký kết hôn/);
  assert.match(text, /Được, nhưng có điều kiện:[\s\S]*Đã ký Sổ hộ tịch[\s\S]*phải có giấy ủy quyền/);
  assert.match(text, /Đủ giấy thì lấy được ngay trong ngày trực\./);
  assert.match(text, /href="\/field\/forms\/birth\?procedure=1\.001193"[^>]*>[\s\S]*Viết mẫu này/);
  assert.match(text, /data-aloud hidden/, "no button for a voice before the page has found one");
  assert.ok((text.match(/data-read/g) ?? []).length >= 7);
});

test("how many of a paper, and whether the original, a copy or only to be shown", async () => {
  const components = [
    { name: "Ảnh", copy: "original", count: 2 },
    { name: "Bản chụp", copy: "copy", count: 3 },
    { name: "Giấy chứng thực", copy: "certified" },
    { name: "Sổ", copy: "shown", required: false },
  ];
  const [one] = CATALOGUE;
  const app = await openApp(pulled([], [{ ...one, code: "9.1", components, delivery_class: "D2", same_day: "no", fee: "" }]));
  const { text } = await app.get("/field/procedures/9.1");
  for (const said of ["Nộp 2 bản chính", "Nộp 3 bản sao", "Nộp 1 bản sao có chứng thực", "Có thì mang theo", "phải tự tới nhận", "Hỏi tại bàn."]) {
    assert.ok(text.includes(said), said);
  }
  assert.doesNotMatch(text, /Viết mẫu này/);
});

test("several forms are offered one by one; one that is not on the phone is not offered", async () => {
  const app = await openApp(pulled([FORM, OTHER]));
  const { text } = await app.get("/field/procedures/1.001193");
  assert.match(text, /Mẫu cần viết[\s\S]*forms\/birth[\s\S]*forms\/second/);
  const gone = await openApp(pulled([], [{ ...CATALOGUE[0], code: "9.2" }]).map((change) => ({ ...change, doc: { ...change.doc, forms: ["lost"] } })));
  assert.doesNotMatch((await gone.get("/field/procedures/9.2")).text, /forms\/lost/);
});

test("forms that were begun stand on top, each with whose it is and the way on", async () => {
  const app = await openApp(pulled([FORM, LOOSE]));
  const form = { ...FORM, steps: [{}, {}] };
  const draft = (/** @type {string} */ event_id, /** @type {string} */ name) => ({ event_id, form, step: "1", typed: { begin: [["declarant.name", name]] } });
  await app.db.saveDraft("form:d1", draft("d1", "Lâm Văn Thử"));
  app.clock.now += 60_000;
  await app.db.saveDraft("form:d2", draft("d2", ""));
  await app.db.saveDraft("request", { name: "của việc khác" });
  const { text } = await app.get("/field/forms");
  assert.match(text, /Đang viết dở[\s\S]*draft=d2[\s\S]*Chưa ghi tên[\s\S]*draft=d1[\s\S]*Lâm Văn Thử[\s\S]*Tờ khai thử nghiệm[\s\S]*Viết dở lúc 9:00/);
  assert.doesNotMatch(text, /của việc khác/);
  assert.doesNotMatch((await app.get("/field/forms?q=khai")).text, /Đang viết dở/);
});

test("Today says what was being written, and leads on; whose it is stands behind the tap", async () => {
  const app = await openApp(pulled([FORM, LOOSE]));
  const value = { event_id: "d1", form: { ...FORM, steps: [{}, {}] }, step: "1", typed: { begin: [["declarant.name", "Lâm Văn Thử"]] } };
  await app.db.saveDraft("form:d1", value);
  const { text } = await app.get("/field/");
  assert.match(text, /class="offer" href="[^"]*draft=d1[\s\S]*Đang viết dở: Tờ khai thử nghiệm[\s\S]*Viết dở lúc 9:00/);
  assert.doesNotMatch(text, /Lâm Văn Thử/);
  await app.db.saveDraft("form:d2", { ...value, event_id: "d2" });
  assert.match((await app.get("/field/")).text, /class="offer" href="\/field\/forms"/);
});

test("before anything was pulled the screen says so; a code that nobody knows is answered kindly", async () => {
  const app = await openApp([]);
  assert.match((await app.get("/field/forms")).text, /Máy chưa nhận cẩm nang/);
  const { status, text } = await app.get("/field/procedures/1.001193");
  assert.equal(status, 404);
  assert.match(text, /Máy chưa có thủ tục này[\s\S]*hỏi tại bàn/);
});

test("what an older server leaves out is empty, and names are the catalogue's, escaped", async () => {
  const bare = procedureOf({ id: "9.3", name: "<b>Thử</b>" });
  const book = handbookOf([bare], [], "vi", "thu");
  assert.deepEqual([book.total, book.fields.length, book.fields[0][1][0].components], [1, 1, []]);
  const app = await openApp([{ type: "procedure", id: "9.3", rev: 1, doc: { name: "<b>Thử</b>" } }]);
  for (const path of ["/field/forms?q=thu", "/field/procedures/9.3"]) {
    const { text } = await app.get(path);
    assert.match(text, /&lt;b&gt;Thử&lt;\/b&gt;/);
    assert.doesNotMatch(text, /undefined|>field\./);
  }
});

test("the screens have their words in both languages", async () => {
  const app = await openApp(pulled([FORM, LOOSE]));
  await app.registry.saveSettings({ locale: "en" });
  const paths = ["/field/forms", "/field/forms?q=xx", "/field/procedures/9", ...CATALOGUE.map(({ code }) => `/field/procedures/${code}`)];
  for (const path of paths) assert.doesNotMatch((await app.get(path)).text, />\s*field\.|undefined/, path);
  assert.match((await app.get("/field/procedures/1.001193")).text, /<h2>Papers to bring[\s\S]*<p lang="vi"><strong>Giấy chứng sinh[\s\S]*title="Declaration of birth"/);
});

test("what is read aloud comes in pieces of whole sentences", () => {
  const text = `Để làm gì\nGhi việc sinh, 1.000 đồng. ${"Làm trong 60 ngày thì không mất lệ phí; ".repeat(12)}Xong!`;
  const said = pieces(text);
  assert.ok(said.length > 2);
  for (const piece of said) assert.ok(piece.length <= 180, piece);
  assert.equal(said.join(" ").replaceAll(/\s+/g, " "), text.replaceAll(/\s+/g, " "));
  assert.deepEqual(pieces("  \n "), []);
});
