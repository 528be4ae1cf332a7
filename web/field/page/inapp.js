// Browsers inside other apps, by what they say of themselves.

/** @type {[RegExp, string][]} */
const APPS = [
  [/\bZalo/i, "Zalo"],
  [/\bFBAN|\bFBAV|\bFB_IAB/, "Facebook"],
  [/\bMessenger/i, "Messenger"],
];

/**
 * @param {string} agent the browser's User-Agent
 * @returns {string | null} the app's name
 */
export const inAppName = (agent) => APPS.find(([pattern]) => pattern.test(agent))?.[1] ?? null;
