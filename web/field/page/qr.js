// Reading a QR code out of a picture, for browsers that cannot do it themselves; fetched only when the camera is open.
import jsQR from "jsqr";

/**
 * @param {ImageData} picture
 * @returns {string | null} the code's text
 */
export const readPicture = ({ data, width, height }) => jsQR(data, width, height, { inversionAttempts: "dontInvert" })?.data ?? null;
