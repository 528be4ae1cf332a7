// What the script of the screens lends to the worker's own and to the one of the writing desk: modules that several need
// lie in the worker once.
// The build (web/build.js) puts what is named here in the place of the module itself.
import * as html from "hono/html";
import * as bytes from "../../sync/bytes.js";
import * as strokes from "../../sync/strokes.js";
import * as bag from "./bag.js";
import * as exchange from "./exchange.js";
import * as forms from "./forms.js";
import * as recorded from "./recorded.js";
import * as items from "./routes/items.js";
import * as saving from "./saving.js";
import * as syncwords from "./syncwords.js";
import * as errors from "./views/errors.js";
import * as icons from "./views/icons.js";
import * as layout from "./views/layout.js";
import * as parts from "./views/parts.js";
import * as words from "./words.js";

/** Modules by what their paths end with. @type {Record<string, object>} */
export const LENT = {
  "hono/html": html,
  "sync/bytes.js": bytes,
  "sync/strokes.js": strokes,
  "field/bag.js": bag,
  "field/exchange.js": exchange,
  "field/forms.js": forms,
  "field/recorded.js": recorded,
  "field/saving.js": saving,
  "routes/items.js": items,
  "field/syncwords.js": syncwords,
  "field/words.js": words,
  "views/errors.js": errors,
  "views/icons.js": icons,
  "views/layout.js": layout,
  "views/parts.js": parts,
};
