// The same router in the page, where there is no service worker. Loaded only then.
import { locking } from "./locking.js";
import { browserParts } from "./parts.js";
import { makeRouter } from "./router.js";
import { more } from "./routes/more.js";
import { routes } from "./routes/writing.js";

/** @returns {ReturnType<typeof makeRouter>} */
export const inPageRouter = () => makeRouter(browserParts(false), [...routes, ...more], locking);
