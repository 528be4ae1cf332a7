// Starting the service worker, within a time: `ready` may never settle, and some browsers have none.

/** How long the script may take to come, and the installation after it, in ms. */
const REGISTER = 10_000;
const INSTALL = 25_000;

/**
 * @returns {Promise<ServiceWorkerRegistration | null>} with a worker that answers this page, or null
 */
export async function startWorker() {
  const container = navigator.serviceWorker;
  if (!container) return null;
  try {
    const registering = container.register("/field/worker.js", { scope: "/field/", updateViaCache: "none" });
    if (container.controller) return await registering.catch(async () => (await container.getRegistration("/field/")) ?? null);
    const registration = await within(REGISTER, registering);
    return (await within(INSTALL, controlled(container, registration))) ? registration : null;
  } catch {
    return null;
  }
}

/**
 * Resolves once the worker answers for this page; false if its installation failed.
 * @param {ServiceWorkerContainer} container
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<boolean>}
 */
function controlled(container, registration) {
  return new Promise((resolve) => {
    container.addEventListener("controllerchange", () => resolve(true), { once: true });
    // A page that was loaded past its worker (a forced reload) asks it to take the page over.
    registration.active?.postMessage("claim");
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => coming.state === "redundant" && resolve(false));
    if (container.controller) resolve(true);
  });
}

/**
 * @template T
 * @param {number} ms
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
function within(ms, promise) {
  return Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error("late")), ms))]);
}
