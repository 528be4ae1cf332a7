// What the check says: every shipped form's faults in plain words at a field of the form; what does not fit a number.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressParts, misfits, readCard } from "../../web/field/filling/card.js";
import { doubts, findings } from "../../web/field/filling/check.js";
import { told } from "../../web/field/filling/told.js";
import { isAsked } from "../../web/field/filling/values.js";
import { speaker } from "../../web/field/words.js";
import { WORDS } from "./app.js";
import { FILES, formFile } from "./forms.js";

const SPEAKERS = /** @type {const} */ (["vi", "en"]).map((locale) => ({ locale, say: speaker(WORDS[locale]) }));
const [VI] = SPEAKERS;

for (const form of FILES) {
  test(`${form.code}: what fails is said at its field, what passes says nothing`, () => {
    for (const { name, values } of form.examples.pass) assert.deepEqual(findings(form, values, VI), [], name);
    for (const speak of SPEAKERS)
      for (const { name, values, at } of form.examples.fail) {
        const found = findings(form, values, speak);
        const path = at.slice(1).replaceAll("/", ".");
        assert.ok(found.some(({ field }) => field === path || field.startsWith(`${path}.`) || path.startsWith(`${field}.`)), `${name}: ${JSON.stringify(found)}`);
        for (const { step, field, text, label } of found) {
          assert.ok(form.steps[step].fields.some((each) => each.name === field && isAsked(each)), field);
          assert.doesNotMatch(text, /field\.|undefined|[{}]/, name);
          assert.ok(label);
        }
      }
  });

  test(`${form.code}: an empty form names what it needs, each thing once and in the paper's order`, () => {
    const found = findings(form, {}, VI);
    const order = form.steps.flatMap(({ fields }) => fields.map(({ name }) => name));
    const places = found.map(({ field }) => order.indexOf(field));
    assert.ok(found.length > 1);
    assert.deepEqual(places, [...new Set(places)].sort((a, b) => a - b));
  });

  test(`${form.code}: everything that was filled in is read back`, () => {
    for (const { values } of form.examples.pass) {
      const lines = told(form, { values, hidden: new Set() }, VI);
      const text = JSON.stringify(lines);
      assert.doesNotMatch(text, /field\.form|undefined|null|\[object/);
      const [name] = [values.subject?.name, values.requester?.name, values.name, values.principal?.name, values.bhxh_number].filter(Boolean);
      assert.ok(text.includes(name), name);
    }
  });
}

/** @param {string} code @param {any} values @param {string} field */
const said = (code, values, field) => findings(formFile(code), values, VI).find((each) => each.field === field)?.text;

test("plain words for each kind of fault", () => {
  assert.equal(said("birth_registration", {}, "child.name"), "Chưa ghi.");
  assert.equal(said("birth_registration", {}, "child.gender"), "Chưa chọn.");
  assert.equal(said("birth_registration", { child: { birth_date: "2026-02-30" } }, "child.birth_date"), "Ghi đủ ngày, tháng, năm có thật.");
  assert.match(said("birth_registration", { requester: { birth_date: "48" } }, "requester.birth_date") ?? "", /chỉ ghi năm/);
  assert.match(said("birth_registration", { requester: { id: { number: "12" } } }, "requester.id") ?? "", /^Số: có từ 6 đến 20/);
  assert.match(said("civil_extract_copy", { copies: { count: 99 } }, "copies.count") ?? "", /Nhiều nhất là 50/);
  assert.match(said("civil_extract_copy", { copies: { count: "hai" } }, "copies.count") ?? "", /Ghi bằng số/);
  assert.match(said("social_pension_2025", { phone: "12" }, "phone") ?? "", /10 số/);
  assert.match(said("social_pension_2025", { id_number: "12" }, "id_number") ?? "", /12 chữ số/);
  assert.match(said("result_authorization", { dossiers: [{ code: "H1" }] }, "dossiers") ?? "", /^Dòng 1, .*: chưa ghi/);
  assert.match(said("birth_registration", { requester: { residence: { kind: "permanent" } } }, "requester.residence") ?? "", /ấp, số nhà/);
});

test("a number that does not fit year or sex is a doubt, also in a row and in a person within a field", () => {
  const values = {
    subject: { name: "X", birth_date: "1950", gender: "male", id: { number: "093148000001" } },
    purpose: { partner: { name: "Y", birth_date: "1948-01-01", gender: "male", id: { number: "093148000001" } } },
  };
  const found = doubts(formFile("marital_status"), values, VI);
  assert.deepEqual(found.map(({ field }) => field).sort(), ["purpose.partner", "subject.id"]);
  assert.match(found.find(({ field }) => field === "subject.id")?.text ?? "", /Năm sinh và giới tính/);
  assert.deepEqual(doubts(formFile("bhxh_tk1"), { household: [{ id_number: "093056000001", birth_date: "1957" }] }, VI).map(({ field }) => field), ["household"]);
  assert.deepEqual(findings(formFile("marital_status"), { subject: values.subject }, VI).filter(({ field }) => field === "subject.id"), [], "never a fault");
});

test("the twelve digits: century, sex and year", () => {
  assert.deepEqual(misfits({ number: "093191000123", birth: "1991-03-15", sex: "female" }), []);
  assert.deepEqual(misfits({ number: "093191000123", birth: "1992", sex: "female" }), ["year"]);
  assert.deepEqual(misfits({ number: "093191000123", birth: "1991", sex: "male" }), ["sex"]);
  assert.deepEqual(misfits({ number: "093220000123", birth: "2020", sex: "male" }), []);
  assert.deepEqual(misfits({ number: "093191000123", birth: "", sex: undefined }), []);
  assert.deepEqual(misfits({ number: "123456789", birth: "1950", sex: "male" }), [], "an old number tells nothing");
});

const CARD = "093148000001|340000001|Danh Thị Mẫu|02031948|Nữ|Ấp Mẫu, xã Hòa Mẫu, huyện Cũ, tỉnh Cũ|10052021";

test("a card's code", () => {
  const card = { number: "093148000001", name: "Danh Thị Mẫu", birth: "1948-03-02", sex: "female", address: "Ấp Mẫu, xã Hòa Mẫu, huyện Cũ, tỉnh Cũ", issued: "2021-05-10" };
  assert.deepEqual(readCard(CARD), card);
  assert.deepEqual(readCard(`\uFEFF${CARD}|Danh Văn Cha|Thị Mẹ|x\r\n`), card, "a mark before, more behind");
  assert.equal(readCard(CARD.replace("|340000001|", "||"))?.name, "Danh Thị Mẫu");
  assert.equal(readCard(CARD.replace("Nữ", "nữ"))?.sex, "female");
  for (const strange of ["", "https://x.test/q/abc", "12|34|56", CARD.replace("093148000001", "0931480000")]) assert.equal(readCard(strange), null, strange);
});

test("a card's address in parts, with and without a district", () => {
  const hamlets = ["Ấp Mẫu", "Ấp Thử"];
  assert.deepEqual(addressParts("Số 5, ấp mẫu, xã Hòa Mẫu, huyện Cũ, tỉnh Cũ", hamlets), { detail: "Số 5", hamlet: "Ấp Mẫu", commune: "xã Hòa Mẫu", district: "huyện Cũ", province: "tỉnh Cũ" });
  const near = { detail: "", hamlet: "Ấp Thử", commune: "Hòa Mẫu", district: "", province: "Mới" };
  assert.deepEqual(addressParts("Ấp Thử, Hòa Mẫu, Mới", hamlets), near);
  assert.deepEqual(addressParts("Ấp Thử, Hòa Mẫu, Cũ, Tỉnh", hamlets), { ...near, district: "Cũ", province: "Tỉnh" });
  assert.deepEqual(addressParts("Số 5, Ấp Lạ, Hòa Mẫu, Mới", hamlets), { ...near, detail: "Số 5, Ấp Lạ", hamlet: "" });
  assert.deepEqual(addressParts("Chợ Mẫu, Hòa Mẫu, Mới", hamlets), { ...near, detail: "Chợ Mẫu", hamlet: "" }, "as the first of three it is the house's");
  assert.deepEqual(addressParts("Ấp Thử", hamlets), { detail: "", hamlet: "Ấp Thử", commune: "", district: "", province: "" });
  assert.deepEqual(addressParts("", hamlets), { detail: "", hamlet: "", commune: "", district: "", province: "" });
});
