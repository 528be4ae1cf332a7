// The phone's events as a file among the downloads: made in the page, so that it needs no network and no worker.

/** How long the browser may take to read the file before it is let go, in ms. */
const READ = 60_000;

/**
 * @param {(path: string) => Promise<string>} get
 * @param {(text: string) => void} speak
 */
export function watchRescue(get, speak) {
  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-rescue]") : null;
    if (!(button instanceof HTMLElement)) return;
    const { rescue, name = "", done = "" } = button.dataset;
    try {
      const text = await get(`/field/rescue?what=${rescue}`);
      JSON.parse(text);
      save(text, name);
      speak(done);
    } catch {
      speak(document.getElementById("said")?.dataset.broken ?? "");
    }
  });
}

/**
 * @param {string} text
 * @param {string} name
 */
function save(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.setAttribute("hx-boost", "false");
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), READ);
}
