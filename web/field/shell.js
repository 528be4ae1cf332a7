// The app's own files, kept so that it opens without a network. A cache holds one build, whole or not at all.
import { BUILD, FILES, MORE } from "./version.js";

const PREFIX = "tannha-shell-";
const CACHE = PREFIX + BUILD;

/**
 * Fetches every file of this build. A file of another build fails its integrity, and with it the installation:
 * the browser tries again later and the build before it stays.
 */
export async function precache() {
  const cache = await caches.open(CACHE);
  const had = await Promise.all(MORE.map(([path]) => caches.match(path)));
  // What the build before this one held is held again.
  const files = [...FILES, ...MORE.filter((_, place) => had[place])];
  await Promise.all(files.map(async ([path, integrity]) => cache.put(path, await fetched(path, integrity))));
}

/** What only some need, so that it is there without a network too. */
export async function precacheMore() {
  await Promise.all(MORE.map(([path]) => moreFile(path).catch(() => null)));
}

/**
 * A file that only some need: kept, or fetched now and then kept.
 * @param {string} path
 * @returns {Promise<Response>}
 * @throws without a network
 */
export async function moreFile(path) {
  const kept = await keptFile(path);
  if (kept) return kept;
  const integrity = MORE.find(([each]) => each === path)?.[1];
  if (!integrity) return fetch(path);
  const response = await fetched(path, integrity);
  await (await caches.open(CACHE)).put(path, response.clone());
  return response;
}

/**
 * What the page has just loaded is not loaded again, unless it is of another build.
 * @param {string} path
 * @param {string} integrity
 */
async function fetched(path, integrity) {
  const response = await fetch(path, { integrity, cache: "force-cache" }).catch(() => fetch(path, { integrity, cache: "reload" }));
  if (!response.ok) throw new Error(path);
  return response;
}

/** Drops the builds before this one. */
export async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

/**
 * Whether the shell has that file.
 * @param {URL} url
 */
export const isShell = (url) => FILES.some(([path]) => path === url.pathname);

/**
 * The kept file, or the network's where it was lost.
 * @param {Request} request
 * @returns {Promise<Response>} never rejects
 */
export async function shellFile(request) {
  try {
    return (await keptFile(new URL(request.url).pathname)) ?? (await fetch(request));
  } catch {
    return Response.error();
  }
}

/**
 * @param {string} path
 * @returns {Promise<Response | undefined>} nothing where the browser keeps no caches
 */
async function keptFile(path) {
  try {
    return await (await caches.open(CACHE)).match(path);
  } catch {
    return undefined;
  }
}
