// The office's page script: live lists, keys, the review, packing, dialogs. Every screen works without it.
import htmx from "htmx.org";
import { watchClocks } from "./page/clock.js";
import { watchContact } from "./page/contact.js";
import { watchDays } from "./page/days.js";
import { watchDialogs } from "./page/dialogs.js";
import { watchEntry } from "./page/entry.js";
import { watchErrors } from "./page/errors.js";
import { watchFilling } from "./page/filling.js";
import { watchFilters } from "./page/filters.js";
import { forgetTaken } from "./page/kept.js";
import { watchKeyList } from "./page/keylist.js";
import { watchKeys } from "./page/keys.js";
import { watchLive } from "./page/live.js";
import { watchNarrative } from "./page/narrative.js";
import { watchPacking } from "./page/packing.js";
import { watchProposal } from "./page/proposal.js";
import { watchReview } from "./page/review.js";
import { watchRoster } from "./page/roster.js";
import { watchScanning, watchTicking } from "./page/scanning.js";
import { watchSlips } from "./page/slips.js";
import { watchWish } from "./page/wish.js";

watchErrors();
watchDialogs();
watchKeys();
watchKeyList();
watchReview();
watchPacking();
watchProposal();
watchScanning();
watchTicking();
watchSlips();
watchFilters(htmx);
watchEntry();
watchFilling();
watchWish();
watchNarrative();
watchContact();
forgetTaken();
watchLive(htmx);
watchClocks();
watchDays();
watchRoster(htmx);

document.addEventListener("click", ({ target }) => {
  if (target instanceof Element && target.closest("[data-print]")) print();
});
document.addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLInputElement && target.matches("[data-copy]")) target.select();
});
