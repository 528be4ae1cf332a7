// An exchange with the commune, asked for on a screen: every open page hears when it moved anything.

/**
 * @param {import("./visit.js").Parts} parts
 * @param {string} by what asked for it
 * @returns {Promise<any>} how it went, as `drain` says
 */
export async function exchange({ registry, engine, fetch, clock, build, notify }, by) {
  const done = await engine.drain({ registry, fetch, now: clock, app: build, by });
  if (done.sent || done.received || done.changes) notify({ changed: "sync" });
  return done;
}
