// The camera as a reader of QR codes. The browser's own reader is used where it has one: it costs nothing and needs no
// network; elsewhere ours is fetched.

/** Between two looks, in ms: fast enough for a hand, slow enough for a cheap phone. */
const PAUSE = 150;
/** Pictures are read at this width at most. */
const WIDTH = 640;

/** @typedef {(video: HTMLVideoElement) => Promise<string | null>} Reader the text of the code in sight */

export const hasCamera = () => Boolean(navigator.mediaDevices?.getUserMedia);

/**
 * Opens the camera and tells every code that comes into sight, again and again while it stays there.
 * @param {HTMLVideoElement} video shows what the camera sees
 * @param {(text: string) => void} seen
 * @returns {Promise<() => void>} closes the camera
 * @throws if there is none, or nobody allowed it, or our reader cannot be fetched
 */
export async function watchCamera(video, seen) {
  const read = await reader();
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
  let isOpen = true;
  const close = () => {
    isOpen = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  video.srcObject = stream;
  await video.play().catch(() => {});
  const look = async () => {
    if (!isOpen) return;
    const text = await read(video).catch(() => null);
    if (isOpen && text) seen(text);
    setTimeout(look, PAUSE);
  };
  look();
  return close;
}

/** @returns {Promise<Reader>} */
async function reader() {
  const { BarcodeDetector } = /** @type {any} */ (globalThis);
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  if (formats.includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
  }
  const { readPicture } = await import("./qr.js");
  const canvas = document.createElement("canvas");
  return async (video) => {
    const picture = pictureOf(video, canvas);
    return picture && readPicture(picture);
  };
}

/**
 * @param {HTMLVideoElement} video
 * @param {HTMLCanvasElement} canvas to draw on
 * @returns {ImageData | null} nothing before the first picture
 */
function pictureOf(video, canvas) {
  const { videoWidth, videoHeight } = video;
  if (!videoWidth) return null;
  canvas.width = Math.min(WIDTH, videoWidth);
  canvas.height = Math.round((canvas.width * videoHeight) / videoWidth);
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  drawing?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return drawing?.getImageData(0, 0, canvas.width, canvas.height) ?? null;
}
