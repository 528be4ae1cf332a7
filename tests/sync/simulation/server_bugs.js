// Bugs to plant, one at a time, in the server: what a simulation that is any good must catch. `from` must stand in the
// file exactly once; if it no longer does, the file has changed and the bug must be written anew.

/** @type {import("./planted.js").Bug[]} */
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
    profile: "mix",
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
    profile: "late_restored",
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
  {
    name: "the token that only pushes also pulls",
    file: "server/actions/pull.py",
    from: "turn.limit == 0 or not full or",
    to: "turn.limit == 0 or",
    profile: "mix",
  },
  {
    name: "a photo is acknowledged before it is there",
    file: "server/http/files.py",
    from: "new = await asyncio.to_thread(request.app.state.files.put, name, content)",
    to: "new = len(content) > 0",
    profile: "pictures",
  },
  {
    name: "a full disk is an acknowledgement",
    file: "server/store/tiny.py",
    from: "            for future, _ in done:\n                unavailable = Unavailable(str(error))\n",
    to: "            for future, result in done:\n                future.set_result(result)\n                continue\n                unavailable = Unavailable(str(error))\n",
    profile: "tight",
  },
  {
    name: "of a rescue file only the first events are taken",
    file: "server/actions/rescue.py",
    from: "candidates[start : start + MAX_EVENTS]",
    to: "candidates[start : start + 3]",
    profile: "rescue",
  },
  {
    name: "nobody is asked for a lacking photo",
    file: "server/http/sync.py",
    from: "        files=files or UNSET,\n",
    to: "",
    profile: "pictures_back",
  },
];
