// WebKitGTK's own small browser, driven over WebDriver; it needs a screen, which Xvfb gives.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { Builder, Capabilities, Origin } from "selenium-webdriver";

/** @typedef {import("./smoke.js").Hand} Hand */

const DRIVER = "/usr/bin/WebKitWebDriver";
const TRIPLE = process.arch === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
const BROWSER = `/usr/lib/${TRIPLE}/webkit2gtk-4.1/MiniBrowser`;
const PORT = 4551;
const SCREEN = ":97";
/** How long the screen and the driver may take to be there, in ms. */
const PATIENCE = 20_000;

/** @returns {Promise<Hand>} */
export async function webkit() {
  const screen = spawn("Xvfb", [SCREEN, "-screen", "0", "800x900x24"], { stdio: "ignore" });
  const env = { ...process.env, DISPLAY: SCREEN, WEBKIT_DISABLE_COMPOSITING_MODE: "1", LIBGL_ALWAYS_SOFTWARE: "1" };
  const driver = spawn(DRIVER, [`--port=${PORT}`], { env, stdio: "ignore" });
  await answering();
  const options = { binary: BROWSER, args: ["--automation"] };
  const wanted = new Capabilities({ browserName: "MiniBrowser", "webkitgtk:browserOptions": options });
  const browser = await new Builder().usingServer(`http://127.0.0.1:${PORT}`).withCapabilities(wanted).build();
  const about = await browser.getCapabilities();
  return {
    version: `${about.getBrowserName()} ${about.getBrowserVersion()}`,
    go: async (url) => void (await browser.get(url).catch(() => null)),
    ask: (work, ...given) => browser.executeScript(`return (${work})(...arguments)`, ...given),
    tap: ({ x, y }) => browser.actions().move({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT }).click().perform(),
    type: (text) => browser.actions().sendKeys(text).perform(),
    async draw(points) {
      let hand = browser.actions();
      for (const [place, { x, y }] of points.entries()) {
        hand = hand.move({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT, duration: 15 });
        if (place === 0) hand = hand.press();
      }
      await hand.release().perform();
    },
    async end() {
      await browser.quit().catch(() => null);
      for (const each of [driver, screen]) {
        each.kill();
        if (each.exitCode === null && !each.signalCode) await once(each, "exit");
      }
    },
  };
}

async function answering() {
  const limit = Date.now() + PATIENCE;
  while (!(await fetch(`http://127.0.0.1:${PORT}/status`).catch(() => null))?.ok) {
    if (Date.now() > limit) throw new Error("WebKitWebDriver does not answer");
    await pause(100);
  }
}
