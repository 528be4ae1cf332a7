// Numbers, money and dates in Vietnamese words, as papers have them "bằng chữ".
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dateWords, moneyWords, numberWords, wordsOf } from "../../web/field/filling/spoken.js";

/** The same as the server is held to. @type {{numbers: [number, string][], dates: [string, string][]}} */
const { numbers: NUMBERS, dates: DATES } = JSON.parse(readFileSync(new URL("../forms/spoken.json", import.meta.url), "utf8"));

test("numbers", () => {
  for (const [number, words] of NUMBERS) assert.equal(numberWords(number), words, String(number));
});

test("money", () => {
  assert.equal(moneyWords(500_000), "năm trăm nghìn đồng");
});

test("dates, as precise as they are known", () => {
  for (const [date, words] of DATES) assert.equal(dateWords(date), words, date);
});

test("what is not understood has no words", () => {
  assert.equal(wordsOf(undefined), "");
  assert.equal(wordsOf("chín"), "");
  assert.equal(wordsOf(1.5), "");
  assert.equal(wordsOf(-3), "");
  assert.equal(wordsOf(21), "hai mươi mốt");
  assert.equal(wordsOf(21, true), "hai mươi mốt đồng");
});
