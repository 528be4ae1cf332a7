// From typed inputs to values: every shipped form's examples, what conditions hide, rows, words, and what is nonsense.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
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

for (const { type, typed, value } of JSON.parse(readFileSync(new URL("../forms/typed.json", import.meta.url), "utf8"))) {
  test(`${type} ${JSON.stringify(typed)}`, () => {
    assert.deepEqual(valueIn({ type }, new Map(Object.entries(typed)), "x") ?? null, value);
  });
}

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
