// Firefox ESR, driven over WebDriver BiDi, which it speaks itself.
import { launch } from "puppeteer-core";

/** @typedef {import("./smoke.js").Hand} Hand */

/** @returns {Promise<Hand>} */
export async function firefox() {
  const browser = await launch({ browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: true });
  const page = await browser.newPage();
  await page.setViewport({ width: 360, height: 740 });
  return {
    version: await browser.version(),
    go: async (url) => void (await page.goto(url).catch(() => null)),
    ask: (work, ...given) => page.evaluate(work, ...given),
    tap: ({ x, y }) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    async draw(points) {
      await page.mouse.move(points[0].x, points[0].y);
      await page.mouse.down();
      for (const { x, y } of points) await page.mouse.move(x, y);
      await page.mouse.up();
    },
    end: () => browser.close(),
  };
}
