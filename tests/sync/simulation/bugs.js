// Bugs to plant, one at a time: what a simulation that is any good must catch. `from` must stand in the file exactly once;
// if it no longer does, the file has changed and the bug must be written anew.

/**
 * @typedef {object} Bug
 * @property {string} name
 * @property {string} file
 * @property {string} from
 * @property {string} to
 * @property {string} profile the kind of day on which it would show
 */

/** @type {Bug[]} */
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
    profile: "restored",
  },
  {
    name: "the phone does not hear need",
    file: "sync/answering.js",
    from: "return known && known.status !== \"refused\" && need.some(",
    to: "return false && known && known.status !== \"refused\" && need.some(",
    profile: "quiet_restored",
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
    profile: "restored",
  },
  {
    name: "the cursor outlives a reset",
    file: "sync/answering.js",
    from: "sync: { epoch, cursor: null, resetting: true, keep: null },",
    to: "sync: { epoch, resetting: true, keep: null },",
    profile: "restored",
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
];

/** @type {Bug[]} */
export const SERVER_BUGS = [
  {
    name: "ack before commit",
    file: "server/store/tiny.py",
    from: "        try:\n            self._commit(unit)\n        except (sqlite3.Error, OSError) as error:",
    to: "        for future, result in done:\n            future.set_result(result)\n        done = []\n        try:\n            self._commit(unit)\n        except (sqlite3.Error, OSError) as error:",
    profile: "killed",
  },
  {
    name: "ack before fsync",
    file: "server/store/tiny.py",
    from: "PRAGMA synchronous = FULL",
    to: "PRAGMA synchronous = NORMAL",
    profile: "power",
  },
  {
    name: "no dedupe",
    file: "server/actions/receive.py",
    from: "    if known is not None:\n        return receipt(known)\n",
    to: "",
    profile: "mix",
  },
  {
    name: "cursor at head instead of the last row",
    file: "server/actions/pull.py",
    from: "str(Cursor(last, head,",
    to: "str(Cursor(head, head,",
    profile: "long_pull",
  },
  {
    name: "order by phone clock",
    file: "server/domain/undoing.py",
    from: "return sorted(found, key=place)",
    to: "return sorted(found, key=lambda fact: fact.at)",
    profile: "jumpy",
  },
  {
    name: "gap enforced",
    file: "server/actions/judge.py",
    from: "    if _breaks_chain(unit, hash_, body):\n",
    to: '    if body.n > 1 and not unit.count(Event, "n", f"{body.device}:{body.n - 1}"):\n        return "chain_broken"\n    if _breaks_chain(unit, hash_, body):\n',
    profile: "gaps",
  },
  {
    name: "batch all-or-nothing",
    file: "server/actions/receive.py",
    from: "    receipts = [_take(taking, candidate) for candidate in candidates]\n",
    to: '    from server.domain.problems import Refusal\n    if any(candidate.denial for candidate in candidates):\n        raise Refusal("bad_envelope")\n    receipts = [_take(taking, candidate) for candidate in candidates]\n',
    profile: "gaps",
  },
  {
    name: "number taken before commit",
    file: "server/store/tiny.py",
    from: "        unit = self._unit()\n        done: list",
    to: `        if len(batch) > 1:
            before = self._head
            self._head = before + 500
            self._write(batch[1:])
            after = self._head
            self._head = before
            self._write(batch[:1])
            self._head = max(after, self._head)
            return
        unit = self._unit()
        done: list`,
    profile: "rush",
  },
  {
    name: "held events outside the ledger",
    file: "server/actions/ledger.py",
    from: "    unit.put(event)\n",
    to: '    if status != "held":\n        unit.put(event)\n',
    profile: "mix",
  },
  {
    name: "no need",
    file: "server/actions/pull.py",
    from: "    return missing(device.stored,",
    to: "    return [] and missing(device.stored,",
    profile: "mix",
  },
  {
    name: "a mark is not compared",
    file: "server/actions/pull.py",
    from: "return cursor if view.mark(cursor.head) == cursor.mark else None",
    to: "return cursor",
    profile: "restored",
  },
  {
    name: "keep is the head",
    file: "server/http/sync.py",
    from: "        keep=kept,\n",
    to: "        keep=given.cursor and 10**6 or kept,\n",
    profile: "mix",
  },
  {
    name: "undo ignored",
    file: "server/actions/receive.py",
    from: 'event.what in ("confirmation.undone", "confirmation.amended")',
    to: 'event.what in ("confirmation.amended",)',
    profile: "mix",
  },
  {
    name: "what was refused once is refused for ever",
    file: "server/actions/receive.py",
    from: "    if candidate.denial is not None or candidate.body is None:\n",
    to: '    before = taking.unit.find(Refused, "carrier", taking.carrier)\n    if candidate.denial is not None or candidate.body is None or any(row.body == candidate.sent.body for row in before):\n',
    profile: "gaps",
  },
  {
    name: "leaving the scope is not told",
    file: "server/actions/feeds.py",
    from: "            unit.put(_feed(old.audience, type_, id_, None))\n",
    to: "            unit.remove(Feed, old.id)\n",
    profile: "scope",
  },
  {
    name: "a gap stays noted when it is closed",
    file: "server/actions/receive.py",
    from: 'flag for flag in fate.flags if flag != "gap"',
    to: "flag for flag in fate.flags",
    profile: "gaps",
  },
  {
    name: "the fate of an event is not told",
    file: "server/actions/pull.py",
    from: "audiences = (EVERYONE, person_audience(device.person), device_audience(device.id))",
    to: "audiences = (EVERYONE, person_audience(device.person))",
    profile: "mix",
  },
  {
    name: "a revoked phone is turned away",
    file: "server/actions/devices.py",
    from: "    if device is None:\n        raise Refusal(\"unknown_token\")\n",
    to: "    if device is None or device.revoked_at:\n        raise Refusal(\"unknown_token\")\n",
    profile: "revoked",
  },
];
