// Bugs to plant, one at a time, in the phone's program: what a simulation that is any good must catch. `from` must stand in the
// file exactly once; if it no longer does, the file has changed and the bug must be written anew.

/** @type {import("./planted.js").Bug[]} */
export const PHONE_BUGS = [
  {
    name: "prune on ack",
    file: "sync/answering.js",
    from: "const drop = claim.expiring.filter((n) => !reset && !kept.has(n) && mayGo(matched.get(n), answer.keep, answer.now));",
    to: 'const drop = [...matched.keys()].filter((n) => matched.get(n)?.status !== "refused");',
    profile: "mix",
  },
  {
    name: "forgets after a month what no backup holds",
    file: "sync/state.js",
    from: "  receipt.seq <= keep &&\n",
    to: "",
    profile: "months",
  },
  {
    name: "an old receipt is believed when it comes to deleting",
    file: "sync/answering.js",
    from: "mayGo(matched.get(n), answer.keep, answer.now)",
    to: "mayGo(outbox.entries.find((entry) => entry.n === n)?.receipt, answer.keep, answer.now)",
    profile: "forgetful",
  },
  {
    name: "a reset does not stop deletions",
    file: "sync/answering.js",
    from: "!reset && !kept.has(n) &&",
    to: "!kept.has(n) &&",
    profile: "forgetful",
  },
  {
    name: "delete before send",
    file: "sync/engine.js",
    from: "  next.turn.events = await db.events(next.ns);\n",
    to: "  next.turn.events = await db.events(next.ns);\n  await db.apply({ drop: next.ns });\n",
    profile: "mix",
  },
  {
    name: "any 2xx is success",
    file: "sync/engine.js",
    from: "  const problem = reply.answer?.problem ?? null;\n",
    to: `  if (reply.status >= 200 && reply.status < 300 && reply.kind === "portal") {
    const given = outbox.entries.filter(({ n }) => next.ns.includes(n));
    const at = new Date(now()).toISOString();
    await db.apply({ entries: given.map(({ n, id, hash }) => ({ n, receipt: { id, hash, status: "accepted", seq: 1, at } })) });
  }
  const problem = reply.answer?.problem ?? null;\n`,
    profile: "mix",
  },
  {
    name: "drop on 401",
    file: "sync/sending.js",
    from: "  /** @type {Step} */\n  const step = {\n",
    to: "  /** @type {Step} */\n  const step = {\n    ...(status === 401 ? { drop: claim.ns } : {}),\n",
    profile: "captive",
  },
  {
    name: "stale-epoch seq: receipts outlive a reset",
    file: "sync/answering.js",
    from: "      receipt: null,\n      fate: null,\n      aside: aside && !receipt",
    to: "      receipt,\n      fate: null,\n      aside: aside && !receipt",
    profile: "late_restored",
  },
  {
    name: "cursor moved before the changes are stored",
    file: "sync/answering.js",
    from: "else if (turn.limit > 0) steps.push(changesStep(outbox, turn, answer, reset));",
    to: "else if (turn.limit > 0) {\n    const { docs, ...moved } = changesStep(outbox, turn, answer, reset);\n    steps.push(moved, { expect, docs });\n  }",
    profile: "weak_phone",
  },
  {
    name: "reset clears the outbox",
    file: "sync/answering.js",
    from: "if (reset) steps.push(resetStep(outbox, turn, epoch));",
    to: "if (reset) steps.push({ ...resetStep(outbox, turn, epoch), drop: outbox.entries.map(({ n }) => n) });",
    profile: "late_restored",
  },
  {
    name: "the phone does not hear need",
    file: "sync/answering.js",
    from: "return known && known.status !== \"refused\" && need.some(",
    to: "return false && known && known.status !== \"refused\" && need.some(",
    profile: "forgetful",
  },
  {
    name: "relaxed durability, and the power goes",
    file: "web/field/db/connection.js",
    from: 'durability: "strict"',
    to: 'durability: "relaxed"',
    profile: "weak_phone",
  },
  {
    name: "saved is said before it is stored",
    file: "web/field/db/device.js",
    from: "if (!(await this.#stored(entry, head, form.draft ?? null))) return this.#append(form);",
    to: "void this.#stored(entry, head, form.draft ?? null).catch(() => {});",
    profile: "weak_phone",
  },
  {
    name: "the entry is written, and its event in another transaction",
    file: "web/field/db/device.js",
    from: "        tx.objectStore(\"events\").add({ n: record.n, box }),\n",
    to: "        Promise.resolve().then(() => setTimeout(() => this.#store.run([\"events\"], \"readwrite\", (late) => late.objectStore(\"events\").add({ n: record.n, box })).catch(() => {}), 0)),\n",
    profile: "weak_phone",
  },
  {
    name: "the head is not moved with the event",
    file: "web/field/db/device.js",
    from: '        facts.put({ n: record.n, hash: record.hash }, "head"),\n',
    to: "",
    profile: "mix",
  },
  {
    name: "gone takes the item of an unsent event",
    file: "web/field/db/apply.js",
    from: "entries.some(({ receipt, aside }) => !receipt || aside) ||",
    to: "",
    profile: "leaving",
  },
  {
    name: "what was set aside is never tried again",
    file: "sync/state.js",
    from: "aside !== null && Math.abs(now - aside.tried) >= DAY",
    to: "aside !== null && false",
    profile: "poison",
  },
  {
    name: "a poisoned event holds back the others",
    file: "sync/sending.js",
    from: "batch: tooMuch && count > 1 ? Math.floor(count / 2) : outbox.batch,",
    to: "batch: outbox.batch,",
    profile: "poison",
  },
  {
    name: "a wait that a wrong clock made endless",
    file: "sync/sending.js",
    from: "nextTry !== null && nextTry > now && nextTry - now <= LONGEST_WAIT",
    to: "nextTry !== null && nextTry > now",
    profile: "jumpy",
  },
  {
    name: "a clone does not see that it is one",
    file: "sync/answering.js",
    from: 'closed: twin ? "cloned" :',
    to: "closed:",
    profile: "clones",
  },
  {
    name: "old documents are not swept after a reset",
    file: "sync/answering.js",
    from: "const sweep = (resetting || reset) && more === false;",
    to: "const sweep = false;",
    profile: "late_restored",
  },
  {
    name: "the cursor outlives a reset",
    file: "sync/answering.js",
    from: "sync: { epoch, cursor: null, resetting: true, keep: null },",
    to: "sync: { epoch, resetting: true, keep: null },",
    profile: "late_restored",
  },
  {
    name: "a revoked phone gives up its events",
    file: "sync/answering.js",
    from: 'steps.push({ sync: { cursor: null }, docs: { wipe: true } });',
    to: 'steps.push({ sync: { cursor: null }, docs: { wipe: true }, drop: outbox.entries.map(({ n }) => n) });',
    profile: "revoked",
  },
  {
    name: "receipts are believed whoever's hash they carry",
    file: "sync/answering.js",
    from: "const n = nOf.get(receipt?.hash);",
    to: "const n = nOf.get(receipt?.hash) && entries[entries.length - 1].n;",
    profile: "mix",
  },
  {
    name: "an event goes before its photo is in",
    file: "web/field/db/apply.js",
    from: "drop.filter((n) => !owing.has(n))",
    to: "drop",
    profile: "forgetful",
  },
  {
    name: "a photo that the commune lacks again is not sent again",
    file: "web/field/db/apply.js",
    from: "  if (lacking.length) await lackFiles(tx, lacking);\n",
    to: "",
    profile: "pictures_back",
  },
  {
    name: "a locked phone takes note of documents that it cannot store",
    file: "web/field/db/device.js",
    from: "    const sealed = await prepared(step, read, { seal, unseal, under: openedId });\n",
    to: `    const sealed = await prepared(step, read, { seal, unseal, under: openedId }).catch((error) => {
      if (error.code !== "locked") throw error;
      step = { ...step, docs: undefined };
      return { boxes: new Map(), stubs: new Map(), under: null };
    });\n`,
    profile: "locked",
  },
  {
    name: "a locked phone sends with the token that pulls",
    file: "web/field/db/vault.js",
    from: "    return { token, send: await unseal(this.own(), tokens.send) };\n",
    to: "    this.last = token || this.last || \"\";\n    return { token: this.last, send: await unseal(this.own(), tokens.send) };\n",
    profile: "locked",
  },
  {
    name: "a forgotten PIN clears the outbox",
    file: "web/field/db/vault.js",
    from: "      const isWhole = await putMoved(tx, along);\n",
    to: `      const isWhole = await putMoved(tx, along);
      if (!isWhole) for (const name of ["events", "entries"]) await tx.objectStore(name).clear();\n`,
    profile: "locked",
  },
  {
    name: "a forgotten PIN drops what was pulled, and it is not pulled anew",
    file: "web/field/db/vault.js",
    from: "sync: isWhole ? sync : { ...sync, cursor: null } });",
    to: "sync });",
    profile: "locked",
  },
];
