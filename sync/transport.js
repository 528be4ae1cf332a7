// One JSON request to the server and what came of it: an answer with the marker, or what kind of failure it was.
import { isOurs } from "./answering.js";

/** A request is given up after this many ms in which nothing arrived. */
const SILENCE = 30 * 1000;
/** Smaller texts are not worth compressing. */
const COMPRESSED_FROM = 800;

/** @typedef {typeof globalThis.fetch} Fetch */
/**
 * @typedef {object} Reply
 * @property {"answer"|"portal"|"timeout"|"offline"} kind answer: with the marker · portal: an answer without it
 * @property {number} status 0 if there was no answer
 * @property {any} answer null unless `kind` is answer
 * @property {number|null} retryAfter ms
 */

/**
 * @typedef {{fetch: Fetch, now?: () => number, silence?: number, token?: string}} Options
 */

/**
 * A message as JSON.
 * @param {string} url
 * @param {object} message
 * @param {Options} options
 * @returns {Promise<Reply>} never rejects for what the network does
 */
export const post = async (url, message, options) =>
  send(url, { method: "POST", ...(await compressed(JSON.stringify(message))) }, options);

/**
 * @param {string} url
 * @param {{method: string, headers?: Record<string, string>, body?: string|ArrayBuffer|Uint8Array<ArrayBuffer>}} init
 * @param {Options} options
 * @returns {Promise<Reply>} never rejects for what the network does
 */
export async function send(url, init, { fetch, now = Date.now, silence = SILENCE, token }) {
  const control = new AbortController();
  const quiet = quietTimer(silence, () => control.abort());
  /** @type {Promise<never>} for a request that does not end by itself when it is aborted */
  const aborted = new Promise((_, reject) => {
    control.signal.onabort = () => reject(new Error("silence"));
  });
  try {
    return await Promise.race([exchange(), aborted]);
  } catch {
    return { kind: control.signal.aborted ? "timeout" : "offline", status: 0, answer: null, retryAfter: null };
  } finally {
    quiet.stop();
  }

  /** @returns {Promise<Reply>} */
  async function exchange() {
    const headers = { ...init.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    const { signal } = control;
    const response = await fetch(url, {
      ...init,
      headers,
      signal,
      cache: "no-store",
      credentials: "omit",
      redirect: "manual",
    });
    quiet.restart();
    const { status } = response;
    // An answer to HEAD has no body to carry the marker.
    const head = init.method === "HEAD" && { app: response.headers.get("X-App") };
    const answer = head || parsed(await read(response, quiet.restart));
    const retryAfter = waitOf(response.headers.get("Retry-After"), now());
    return isOurs(answer)
      ? { kind: "answer", status, answer, retryAfter }
      : { kind: "portal", status, answer: null, retryAfter };
  }
}

/** @param {number} ms @param {() => void} action */
function quietTimer(ms, action) {
  let timer = setTimeout(action, ms);
  return {
    restart: () => {
      clearTimeout(timer);
      timer = setTimeout(action, ms);
    },
    stop: () => clearTimeout(timer),
  };
}

/** @param {string} text @returns {Promise<{body: string|ArrayBuffer, headers: Record<string, string>}>} */
async function compressed(text) {
  const headers = { "Content-Type": "application/json" };
  if (text.length < COMPRESSED_FROM || typeof CompressionStream === "undefined") return { body: text, headers };
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return { body: await new Response(stream).arrayBuffer(), headers: { ...headers, "Content-Encoding": "gzip" } };
}

/** @param {Response} response @param {() => void} heard called for every piece @returns {Promise<string>} */
async function read(response, heard) {
  if (!response.body) return response.text();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    heard();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
  }
}

/** @param {string} text @returns {any} null if it is no JSON: an answer cut short, or somebody else's */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {string|null} header seconds or a date @param {number} now @returns {number|null} ms */
function waitOf(header, now) {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}
