// From typed inputs to values: every shipped form's examples, what conditions hide, rows, words, and what is nonsense.
import assert from "node:assert/strict";
import { test } from "node:test";
import { typedOf } from "../../web/field/filling/draft.js";
import { valueIn } from "../../web/field/filling/fields.js";
import { filledForm } from "../../web/field/filling/values.js";
import { FILES, formFile, typedSteps } from "./forms.js";

/** @typedef {import("../../web/field/filling/draft.js").Pairs} Pairs */

const NOWHERE = { commune: "" };

for (const form of FILES) {
  test(`${form.code}: what its examples say can be typed`, () => {
    for (const { name, values } of form.examples.pass)
      assert.deepEqual(filledForm(form, typedOf(typedSteps(form, values).flat()), NOWHERE).values, values, name);
  });
}

/** @param {{type: string}} field @param {Pairs} pairs */
const read = (field, pairs) => valueIn(field, typedOf(pairs), "x");

test("each type reads its inputs", () => {
  /** @type {[string, Pairs, unknown][]} */
  const cases = [
    ["text", [["x", "  ấp Mẫu "]], "ấp Mẫu"],
    ["text", [["x", "  "]], undefined],
    ["text", [["x", "Hòa"]], "Hòa"],
    ["caps", [["x", "Đặng thị ví dụ"]], "ĐẶNG THỊ VÍ DỤ"],
    ["number", [["x", "12"]], 12],
    ["number", [["x", "2,5"]], 2.5],
    ["number", [["x", "mười"]], "mười"],
    ["money", [["x", "1.234.000 đ"]], 1234000],
    ["money", [["x", "nhiều"]], "nhiều"],
    ["phone", [["x", "+84 900 000 671"]], "0900000671"],
    ["phone", [["x", "12"]], "12"],
    ["id_number", [["x", "093 191 000 123"]], "093191000123"],
    ["yes_no", [["x", "no"]], false],
    ["yes_no", [], undefined],
    ["choices", [["x", "a"], ["x", "b"]], ["a", "b"]],
    ["choices", [], undefined],
    ["date", [["x.day", "5"], ["x.month", "3"], ["x.year", "2026"]], "2026-03-05"],
    ["partial_date", [["x.day", ""], ["x.month", ""], ["x.year", "1948"]], "1948"],
    ["partial_date", [["x.day", "5"], ["x.year", "1948"]], "1948--05"],
    ["partial_date", [["x.day", "5"], ["x.month", "3"], ["x.year", ""]], "-03-05"],
    ["datetime", [["x.day", "5"], ["x.month", "3"], ["x.year", "2026"], ["x.hour", "7"]], "2026-03-05T07:00"],
    ["datetime", [["x.day", "5"], ["x.month", "3"], ["x.year", "2026"]], "2026-03-05"],
    ["month", [["x.month", "7"], ["x.year", "2024"]], "2024-07"],
    ["identity", [["x.number", "093 191 000 123"], ["x.kind", "citizen_card"]], { number: "093191000123", kind: "citizen_card" }],
    ["identity", [["x.number", ""], ["x.issuer", ""]], undefined],
    ["benefit", [["x.receiving", "yes"], ["x.amount", "500.000"], ["x.since.month", "1"], ["x.since.year", "2020"]], { receiving: true, amount: 500000, since: "2020-01" }],
    ["place_date", [["x.place", "xã Mẫu"], ["x.date.day", "1"], ["x.date.month", "2"], ["x.date.year", "2026"]], { place: "xã Mẫu", date: "2026-02-01" }],
    ["person", [["x.name", "A"], ["x.id.number", "123456789"], ["x.birth_date.year", "1990"]], { name: "A", birth_date: "1990", id: { number: "123456789" } }],
  ];
  for (const [type, pairs, value] of cases) assert.deepEqual(read({ type }, pairs), value, `${type} ${JSON.stringify(pairs)}`);
});

test("what a condition hides is no value, and stays typed for when it shows again", () => {
  const form = formFile("birth_registration");
  /** @type {Pairs} */
  const married = [["parents_married", "yes"], ["marriage.number", "12/2019"]];
  assert.deepEqual(filledForm(form, typedOf(married), NOWHERE).values, { parents_married: true, marriage: { number: "12/2019" } });
  const divorced = filledForm(form, typedOf([["parents_married", "no"], ["marriage.number", "12/2019"]]), NOWHERE);
  assert.deepEqual(divorced.values, { parents_married: false });
  assert.ok(divorced.hidden.has("parents_married") && divorced.hidden.has("copies_wanted"));
});

test("a condition on what another one hides does not hold", () => {
  const [first, second] = ["a", "b"].map((name) => ({ type: "object", properties: { [name]: { const: true } }, required: [name] }));
  const line = (/** @type {string} */ name, when = "") => ({ type: "yes_no", name, label: { vi: name, en: name }, when });
  const form = {
    ...formFile("bhxh_tk1"),
    steps: [{ title: { vi: "", en: "" }, fields: [line("a"), line("b", "first"), line("c", "second")] }],
    values: { $defs: { first, second } },
  };
  assert.deepEqual(filledForm(form, typedOf([["a", "no"], ["b", "yes"], ["c", "yes"]]), NOWHERE).values, { a: false });
  assert.deepEqual(filledForm(form, typedOf([["a", "yes"], ["b", "yes"], ["c", "yes"]]), NOWHERE).values, { a: true, b: true, c: true });
});

test("rows keep their order, and an empty one is none", () => {
  const form = formFile("result_authorization");
  /** @type {Pairs} */
  const pairs = [["dossiers", "0"], ["dossiers.0.procedure", "Khai sinh"], ["dossiers.0.count", "2"], ["dossiers", "2"], ["dossiers.2.procedure", "Khai tử"], ["dossiers", "3"], ["dossiers.3.code", " "]];
  assert.deepEqual(filledForm(form, typedOf(pairs), NOWHERE).values.dossiers, [{ procedure: "Khai sinh", count: 2 }, { procedure: "Khai tử" }]);
});

test("words follow their date until somebody changes them", () => {
  const form = formFile("birth_registration");
  const words = (/** @type {Pairs} */ more) => {
    /** @type {Pairs} */
    const date = [["child.birth_date.day", "20"], ["child.birth_date.month", "11"], ["child.birth_date.year", "2026"]];
    return filledForm(form, typedOf([...date, ...more]), NOWHERE).values.child.birth_date_words;
  };
  const derived = "ngày hai mươi tháng mười một năm hai nghìn không trăm hai mươi sáu";
  assert.equal(words([]), derived);
  assert.equal(words([["child.birth_date_words", "của ngày cũ"], ["child.birth_date_words.derived", "của ngày cũ"]]), derived);
  assert.equal(words([["child.birth_date_words", "ngày mồng hai mươi"], ["child.birth_date_words.derived", derived]]), "ngày mồng hai mươi");
});

test("a house in an own hamlet is in the own commune", () => {
  const form = formFile("civil_extract_copy");
  const home = (/** @type {Pairs} */ pairs) => filledForm(form, typedOf(pairs), { commune: "Xã Mẫu" }).values.requester?.residence;
  assert.deepEqual(home([["requester.residence.hamlet", "Ấp 2"]]), { hamlet: "Ấp 2", commune: "Xã Mẫu" });
  assert.deepEqual(home([["requester.residence.hamlet", "Ấp 2"], ["requester.residence.commune", "xã Khác"]]), { hamlet: "Ấp 2", commune: "xã Khác" });
  assert.equal(home([["requester.residence.hamlet", ""]]), undefined);
});
