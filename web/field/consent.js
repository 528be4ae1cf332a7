// Photo and place at a door: what the commune allows, and what of it came back from the form of a delivery.

/** @typedef {{photos: boolean, places: boolean}} Allowed */
/** @typedef {{lat: number, lon: number, acc: number}} Place degrees; metres */

/** Four decimals of a degree are some 11 m: enough to tell one house from the next, and no more. */
const DECIMALS = 4;
const SHA256 = /^[0-9a-f]{64}$/;

/**
 * @param {import("./db.js").Db} db
 * @returns {Promise<Allowed>} nothing, where the commune has not said otherwise
 */
export async function allowedBy(db) {
  const [commune] = await db.docs("commune");
  return { photos: commune?.photos === true, places: commune?.places === true };
}

/**
 * @param {{latitude: number, longitude: number, accuracy: number}} read by the phone
 * @returns {string} as a hidden field carries it
 */
export const placeText = ({ latitude, longitude, accuracy }) =>
  [latitude.toFixed(DECIMALS), longitude.toFixed(DECIMALS), String(Math.round(accuracy))].join(" ");

/**
 * @param {string} text
 * @returns {Place | null} null if that is no place
 */
export function placeOf(text) {
  const [lat, lon, acc] = text.split(" ").map(Number);
  const isPlace = text !== "" && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && acc >= 0;
  return isPlace ? { lat, lon, acc } : null;
}

/**
 * What of photo and place goes into the event: only what the commune allows and the recipient agreed to. A photo that was
 * refused by the camera, or a place that could not be had, is null, and nobody waits for it.
 * @param {import("./forms.js").DeliverForm} form
 * @param {Allowed} allowed
 */
export function takenAtDoor({ agree_photo, agree_place, photo, place }, { photos, places }) {
  const withPhoto = photos && agree_photo;
  const withPlace = places && agree_place;
  const agreed = [...(withPhoto ? ["photo"] : []), ...(withPlace ? ["place"] : [])];
  return {
    place: withPlace ? placeOf(place) : null,
    photo: withPhoto && SHA256.test(photo) ? photo : null,
    ...(agreed.length ? { agreed } : {}),
  };
}
