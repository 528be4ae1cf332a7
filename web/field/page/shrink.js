// A photo made small enough to travel: drawn anew in ever smaller sizes and lower qualities until it fits. What the camera
// wrote into the file (the place, the time, the device) is not drawn, and so does not travel.

/** What a photo may weigh, in bytes. */
export const MOST = 60 * 1024;
/** The longer side, in pixels, from the best to what still shows a face and a paper. */
const SIDES = [1280, 1024, 800, 640, 480, 320, 240];
const QUALITIES = [0.8, 0.65, 0.5];

/**
 * @template {{size: number}} T
 * @param {{width: number, height: number}} picture as it was taken
 * @param {(width: number, height: number, quality: number) => Promise<T | null>} encode draws it in that size
 * @returns {Promise<T>}
 * @throws {RangeError} if it fits in no size, or cannot be drawn
 */
export async function shrunk({ width, height }, encode) {
  const longer = Math.max(width, height, 1);
  for (const side of [...new Set(SIDES.map((each) => Math.min(each, longer)))]) {
    const scale = side / longer;
    for (const quality of QUALITIES) {
      const tried = await encode(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), quality);
      if (tried && tried.size <= MOST) return tried;
    }
  }
  throw new RangeError("photo");
}
