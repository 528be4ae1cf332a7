// The phone finds the same faults in a form's values as the server: every shared vector, every example of every form.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { faults, holds } from "../../web/field/faults.js";

/** @param {string} path */
const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const forms = new Map(
  readdirSync(new URL("../../web/forms/", import.meta.url))
    .filter((name) => name !== "schema.json")
    .map((name) => [name.replace(".json", ""), read(`../../web/forms/${name}`)]),
);

for (const { name, form, values, faults: expected } of read("../forms/vectors.json")) {
  test(`${form}: ${name}`, () => {
    assert.deepEqual(
      faults(forms.get(form), values).map(({ path, rule }) => [path, rule]),
      expected,
    );
  });
}

for (const [code, form] of forms) {
  test(`${code}: its examples pass and fail`, () => {
    for (const { name, values } of form.examples.pass) assert.deepEqual(faults(form, values), [], name);
    for (const { name, values, at } of form.examples.fail) {
      assert.ok(faults(form, values).some(({ path }) => path === at), name);
    }
  });
}

test("a rule's own words, in both languages, and what a condition shows", () => {
  const form = forms.get("home_service_request");
  const [{ values }] = form.examples.fail;
  const [fault] = faults(form, values);
  assert.match(fault.words?.vi ?? "", /đồng ý/);
  assert.match(fault.words?.en ?? "", /consent/);
  assert.equal(holds(form, "carried", { services: ["deliver"] }), true);
  assert.equal(holds(form, "carried", { services: ["write"] }), false);
  assert.equal(holds(form, "carried", {}), false);
});
