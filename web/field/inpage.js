// The same router in the page, where there is no service worker. Loaded only then.
import { locking } from "./locking.js";
import { browserParts } from "./parts.js";
import { practice } from "./routes/practice.js";
import { makeRouter } from "./router.js";
import { readyRoutes } from "./routes/ready.js";
import { routes } from "./routes/writing.js";

/** @returns {ReturnType<typeof makeRouter>} */
export const inPageRouter = () => makeRouter(browserParts(false), [...routes, ...practice, ...readyRoutes], locking);
