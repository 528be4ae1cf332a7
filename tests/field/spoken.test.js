// Numbers, money and dates in Vietnamese words, as papers have them "bằng chữ".
import assert from "node:assert/strict";
import { test } from "node:test";
import { dateWords, moneyWords, numberWords, wordsOf } from "../../web/field/filling/spoken.js";

/** @type {[number, string][]} */
const NUMBERS = [
  [0, "không"],
  [5, "năm"],
  [10, "mười"],
  [15, "mười lăm"],
  [20, "hai mươi"],
  [21, "hai mươi mốt"],
  [24, "hai mươi bốn"],
  [55, "năm mươi lăm"],
  [101, "một trăm lẻ một"],
  [110, "một trăm mười"],
  [1001, "một nghìn không trăm lẻ một"],
  [2026, "hai nghìn không trăm hai mươi sáu"],
  [10_500, "mười nghìn năm trăm"],
  [1_000_000, "một triệu"],
  [1_000_005, "một triệu không trăm lẻ năm"],
  [1_234_567, "một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy"],
  [1_000_000_000, "một tỷ"],
  [2_000_005_015, "hai tỷ không trăm lẻ năm nghìn không trăm mười lăm"],
];

test("numbers", () => {
  for (const [number, words] of NUMBERS) assert.equal(numberWords(number), words, String(number));
});

test("money", () => {
  assert.equal(moneyWords(500_000), "năm trăm nghìn đồng");
});

test("dates, as precise as they are known", () => {
  assert.equal(dateWords("2026-03-15"), "ngày mười lăm tháng ba năm hai nghìn không trăm hai mươi sáu");
  assert.equal(dateWords("1991-04-01"), "ngày một tháng tư năm một nghìn chín trăm chín mươi mốt");
  assert.equal(dateWords("1948-12"), "tháng mười hai năm một nghìn chín trăm bốn mươi tám");
  assert.equal(dateWords("2000"), "năm hai nghìn");
  for (const none of ["", "15/3/2026", "2026-3", "-03-15"]) assert.equal(dateWords(none), "", none);
});

test("what is not understood has no words", () => {
  assert.equal(wordsOf(undefined), "");
  assert.equal(wordsOf("chín"), "");
  assert.equal(wordsOf(1.5), "");
  assert.equal(wordsOf(-3), "");
  assert.equal(wordsOf(21), "hai mươi mốt");
  assert.equal(wordsOf(21, true), "hai mươi mốt đồng");
});
