// The same short journey on other engines than Chromium's: enrol, deliver without network, sync.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { firefox } from "./firefox.js";
import { find, hasWorker, words } from "./page.js";
import { Server } from "./server.js";
import { webkit } from "./webkit.js";

/** @typedef {{x: number, y: number, width: number, height: number}} Place */
/**
 * A browser in hand. `ask` runs a function inside of the page; places are in CSS pixels of the page's window.
 * @typedef {object} Hand
 * @property {string} version
 * @property {(url: string) => Promise<void>} go
 * @property {<T>(work: (...given: any[]) => T, ...given: any[]) => Promise<T>} ask
 * @property {(place: {x: number, y: number}) => Promise<void>} tap
 * @property {(text: string) => Promise<void>} type
 * @property {(points: {x: number, y: number}[]) => Promise<void>} draw
 * @property {() => Promise<void>} end
 */

/** How long a screen may take, in ms. */
const PATIENCE = 20_000;
const PIN = "290385";
/** What can be tapped. */
const TAPPED = "a, button, label";

/**
 * @template T
 * @param {string} what is waited for @param {() => Promise<T>} asked
 * @returns {Promise<NonNullable<T>>}
 */
async function until(what, asked) {
  const limit = Date.now() + PATIENCE;
  for (;;) {
    // Between two screens there may be no page to ask.
    const found = await asked().catch(() => null);
    if (found) return found;
    if (Date.now() > limit) throw new Error(`not there: ${what}`);
    await pause(150);
  }
}

/** @param {Hand} hand @param {string} word */
const sees = (hand, word) => until(word, async () => (await hand.ask(words)).includes(word));

/** @param {Hand} hand @param {string} word @param {string} [selector] */
async function taps(hand, word, selector = TAPPED) {
  await until(word, () => hand.ask(find, selector, word));
  await pause(450); // a second tap in the same place is not meant, and is not taken
  await hand.tap(await until(word, () => hand.ask(find, selector, word)));
}

/** @param {Hand} hand @param {string} name of the field @param {string} text */
async function types(hand, name, text) {
  await taps(hand, "", `input[name=${name}]`);
  await hand.type(text);
}

/** @param {Hand} hand the PIN, where the screen asks for it: nobody holds the key once the page is loaded anew */
async function unlocks(hand) {
  if (!(await until("a screen", () => hand.ask(find, "h1", "")))) return;
  if (!(await hand.ask(find, "input[name=pin]", ""))) return;
  await types(hand, "pin", PIN);
  await taps(hand, "Mở khóa", "button");
}

/** @param {Hand} hand a name, as a finger writes it */
async function signs(hand) {
  const { x, y, width, height } = await until("the box to sign in", () => hand.ask(find, "#sign canvas", ""));
  const points = Array.from({ length: 40 }, (_, step) => ({
    x: x - width * 0.35 + step * width * 0.016,
    y: y + (Math.floor(step / 2) % 2 ? -0.2 : 0.2) * height,
  }));
  await hand.draw(points);
}

/** @param {Hand} hand @param {Server} server */
async function journey(hand, server) {
  await hand.go(server.invitation);
  await types(hand, "pin", PIN);
  await types(hand, "again", PIN);
  await taps(hand, "Nhận máy", "button");
  await taps(hand, "Bắt đầu");
  await sees(hand, "Hôm nay");
  await until("the worker", () => hand.ask(hasWorker));
  await taps(hand, "", "a[href*='/field/rounds/']");
  await taps(hand, "Đủ cả, đánh dấu hết");
  await taps(hand, "Nhận đủ", "button");
  await sees(hand, "Hôm nay");

  await server.kill();
  await hand.go(`${server.url}/field/`);
  await unlocks(hand);
  await taps(hand, "Chưa trả", "a[href^='/field/items/']");
  await taps(hand, "Trả kết quả");
  await signs(hand);
  // As a person does who sees nothing happen: again. Two taps are one confirmation.
  await taps(hand, "Lưu xác nhận", "button");
  await sees(hand, "Đã lưu trên máy").catch(() => taps(hand, "Lưu xác nhận", "button"));
  await sees(hand, "Đã lưu trên máy");

  await server.start();
  await hand.go(`${server.url}/field/`);
  await unlocks(hand);
  await taps(hand, "Đồng bộ ngay", "button");
  await sees(hand, "Đã gửi hết");
  const confirmed = await server.exported("confirmations");
  const { items } = server.demo.rounds[0];
  assert.equal(confirmed.filter(({ item }) => items.includes(item)).length, 1);
  assert.equal((await server.verified()).ok, true);
}

for (const begin of [firefox, webkit]) {
  test(`${begin.name}: enrolled, delivered without network, synced`, async (t) => {
    const [server, hand] = await Promise.all([Server.begin(), begin()]);
    t.diagnostic(hand.version);
    try {
      await journey(hand, server);
    } catch (error) {
      t.diagnostic(await hand.ask(words).catch(() => "no page"));
      throw error;
    } finally {
      await hand.end();
      await server.end();
    }
  });
}
