// How the phone says dates and people, and that both languages have every word it uses.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fold, matches } from "../../web/field/search.js";
import { address, day, dayWord, maskedPhone, moment, sexOf, speaker } from "../../web/field/words.js";
import { WORDS } from "./app.js";
import { DAY, START } from "./host.js";

const say = speaker(WORDS.vi);
const FIELD = new URL("../../web/field/", import.meta.url);

/** @returns {string[]} the text of every script of the phone */
function sources() {
  const names = readdirSync(FIELD, { recursive: true }).map(String);
  return names.filter((name) => name.endsWith(".js")).map((name) => readFileSync(new URL(name, FIELD), "utf8"));
}

test("time is Vietnam's, whatever the phone's zone", () => {
  assert.equal(moment(say, START, START), "lúc 9:00");
  assert.equal(day(Date.parse("2026-11-24T18:00:00Z")), "2026-11-25");
  assert.equal(moment(say, START - DAY, START), "hôm qua 9:00");
  assert.equal(moment(say, START - 9 * DAY, START), "15/11, 9:00");
  assert.equal(dayWord(say, "2026-11-25", START), "Ngày mai");
  assert.equal(dayWord(say, "2027-01-02", START), "02/01/2027");
});

test("people are called by age and sex where these are known", () => {
  assert.equal(address(say, { name: "Danh Thị Lài", birth_year: 1941 }, START), "bà Lài");
  assert.equal(address(say, { name: "Võ Hữu Phước", sex: "male", birth_year: 1990 }, START), "anh Phước");
  assert.equal(address(say, { name: "Trần Thị Bi", birth_year: 2015 }, START), "em Bi");
  assert.equal(address(say, { name: "Võ Hữu Phước", birth_year: 1956 }, START), "Võ Hữu Phước");
  assert.equal(address(say, { name: "Danh Thị Lài", birth_year: null }, START), "Danh Thị Lài");
  assert.equal(sexOf({ name: "Thị Mẫu Văn" }), null);
});

test("of a telephone number only three digits are shown", () => {
  assert.equal(maskedPhone("0912 345 671"), "••• ••• 671");
});

test("names are found with and without diacritics, in any order", () => {
  assert.equal(fold("  Đặng  Thị HOÀ "), "dang thi hoa");
  assert.equal(fold("Hòa"), fold("Hoà"));
  assert.ok(matches("tuyen ngoc", ["Huỳnh Thị Ngọc Bích Tuyền"]));
  assert.ok(matches("Bánh", ["Sáu Bánh Tét"]));
  assert.ok(matches("", ["ai cũng được"]));
  assert.ok(!matches("ai", ["Lài"]), "a word is found from its beginning");
});

test("both languages have every word that the phone says, with the same places to fill", () => {
  const keys = new Set(sources().flatMap((text) => [...text.matchAll(/"(field\.[\w.]+)"/g)].map((match) => match[1])));
  assert.ok(keys.size > 100);
  for (const key of keys) assert.ok(key in WORDS.vi && key in WORDS.en, key);
  const places = (/** @type {string} */ text) => [...new Set(text.match(/\{\w+\}/g))].sort();
  for (const key of Object.keys(WORDS.vi).filter((each) => each.startsWith("field."))) {
    if (!key.startsWith("field.person.")) assert.deepEqual(places(WORDS.vi[key]), places(WORDS.en[key]), key);
  }
});
