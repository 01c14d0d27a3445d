// The service worker: registers it, and offers a new version instead of forcing it. Reports by callback;
// shows nothing itself.

/** How often a page that stays open asks whether there is a new version. */
const HOUR = 3_600_000;

/** Registers the worker where there can be one. `offer(accept)` is called when a new version waits, and again
    when it has taken over because another tab accepted it. */
export async function keepOffline({ offer }) {
  // The page that is one file has no worker, and no need of one; nor has it a manifest.
  if (!('serviceWorker' in navigator) || !document.querySelector('link[rel=manifest]')) return;
  try {
    const registration = await navigator.serviceWorker.register(workerAddress());
    navigator.serviceWorker.controller?.postMessage({ type: 'opened' });
    watch(registration, offer);
    setInterval(() => registration.update().catch(() => {}), HOUR);
  } catch {
    // In private windows and foreign frames workers are refused. The page works without.
  }
}

function workerAddress() {
  const script = './sw.js';
  if (!globalThis.trustedTypes) return script;
  return trustedTypes.createPolicy('aftersales', { createScriptURL: () => script }).createScriptURL('');
}

function watch(registration, offer) {
  const { serviceWorker } = navigator;
  let accepted = false;
  const ask = (worker) => offer(() => {
    accepted = true;
    worker.postMessage({ type: 'take-over' });
  });
  // Without a controller this is the first visit: nothing older is being replaced.
  let replaces = serviceWorker.controller !== null;
  if (registration.waiting && replaces) ask(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker.addEventListener('statechange', () => {
      if (worker.state === 'installed' && serviceWorker.controller) ask(worker);
    });
  });
  serviceWorker.addEventListener('controllerchange', () => {
    if (accepted) location.reload();
    // Another tab has agreed. This one goes on as it is until its own person does.
    else if (replaces) offer(() => location.reload());
    replaces = true;
  });
}
