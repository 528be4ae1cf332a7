// GET /field/: today's doors.
import { byHamlet, readBag } from "../bag.js";
import { dutiesAhead, readDuties } from "../duty.js";
import { draftList } from "../filling/draft.js";
import { matches } from "../search.js";
import { isOpen } from "../stop.js";
import { syncWords } from "../syncwords.js";
import { toRewrite } from "../written.js";
import { rescueOf } from "./rescue.js";
import { todayPage } from "../views/today.js";
import { whatWords } from "../words.js";

/**
 * "Trưởng ấp · Trần Văn Mẫu".
 * @param {import("../visit.js").OwnVisit} visit
 */
export function who({ screen, db }) {
  const { person } = db.device;
  return `${screen.say(`field.role.${person.role}`)} · ${person.name}`;
}

/**
 * @param {import("../visit.js").OwnVisit} visit
 * @param {number} [accepted] papers of a bag that was just accepted
 * @returns {Promise<import("../visit.js").Answer>}
 */
export async function showToday(visit, accepted = Number(visit.query.get("saved")) || 0) {
  const { screen, db, query } = visit;
  const [bag, duties, begun] = await Promise.all([readBag(db, screen.now), readDuties(db, screen.now), draftList(db)]);
  const asked = (query.get("q") ?? "").trim().slice(0, 80);
  const held = bag.stops.filter((stop) => stop.left !== "missing");
  const found = held.filter(({ name, birth_year, nickname, way, what }) =>
    matches(asked, [name, birth_year, nickname, way, whatWords(screen.say, what)]),
  );
  return {
    page: todayPage(screen, {
      who: who(visit),
      sync: syncWords(screen.say, bag.outbox, screen.now),
      left: held.filter(isOpen).length,
      total: held.length,
      offered: bag.rounds.filter((round) => !round.accepted),
      hamlets: byHamlet(found, bag.hamlets),
      query: asked,
      accepted,
      rescue: rescueOf(visit, bag.outbox),
      resumes: bag.drafts.has("request"),
      duties: dutiesAhead(duties, screen.now),
      begun,
      rewrites: await toRewrite(db, bag.outbox.entries, screen.locale),
    }),
  };
}
