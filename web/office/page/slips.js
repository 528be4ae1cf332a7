// The desk's camera in place of a hand scanner: the first code in sight is sent with the form.
import { hasCamera, watchCamera } from "../../field/page/camera.js";

/** Shows `[data-camera]` where there is a camera; pressed, it opens the picture beside it. */
export function watchSlips() {
  const button = document.querySelector("[data-camera]");
  if (!(button instanceof HTMLButtonElement) || !hasCamera()) return;
  button.hidden = false;
  button.addEventListener("click", () => look(button));
}

/** @param {HTMLButtonElement} button stands in the form with the field `code` */
async function look(button) {
  const form = button.form;
  const video = form?.querySelector("[data-camera-view]");
  const field = form?.elements.namedItem("code");
  if (!form || !(video instanceof HTMLVideoElement) || !(field instanceof HTMLInputElement)) return;
  button.disabled = true;
  video.hidden = false;
  try {
    const close = await watchCamera(video, (text) => {
      close();
      field.value = text;
      form.requestSubmit();
    });
  } catch {
    video.hidden = true;
    button.disabled = false;
    form.querySelector("[data-camera-failed]")?.removeAttribute("hidden");
  }
}
