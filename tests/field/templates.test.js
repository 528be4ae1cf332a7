// What our content security policy forbids, or what would quietly need it lifted, is in no template of the phone.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const FIELD = new URL("../../web/field/", import.meta.url);

/** @type {[RegExp, string][]} */
const BANNED = [
  [/\shx-on\b/, "hx-on needs eval"],
  [/["']js:/, "js: values need eval"],
  [/["']javascript:/, "javascript: addresses"],
  [/hx-trigger="[^"]*\[[^"]*"/, "trigger filters need eval"],
  [/\sstyle=/, "inline style"],
  [/<style\b/, "inline style"],
  [/<script(?![^>]*\ssrc=)/, "inline script"],
  [/\son[a-z]+="/, "inline handler"],
];

/** @type {[string, string][]} */
const files = [
  ...readdirSync(new URL("views/", FIELD)).map((name) => `views/${name}`),
  "shell.html",
].map((name) => [name, readFileSync(new URL(name, FIELD), "utf8")]);

test("no template needs the policy lifted", () => {
  assert.ok(files.length > 15);
  for (const [name, text] of files) for (const [pattern, why] of BANNED) assert.doesNotMatch(text, pattern, `${name}: ${why}`);
});

/** Forms about the phone itself, and those of the practice round: they make no event. */
const OWN = /action="(\/field\/(enrol|unlock|pin)"|\$\{practicePath)/;

test("every form is one event: it sends itself once and carries an id", () => {
  for (const [name, text] of files) {
    for (const [form] of text.matchAll(/<form class="form[" ][\s\S]*?<\/form>/g)) {
      assert.match(form, /hx-sync="this:drop"/, name);
      if (!OWN.test(form)) assert.match(form, /name="event_id"/, name);
    }
  }
});
