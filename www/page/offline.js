// The service worker: registers it, and offers a new version instead of forcing it. Reports by callback;
// shows nothing itself.

/** Registers the worker where there can be one. `offer(accept)` is called when a new version waits. */
export async function keepOffline({ offer }) {
  // The page that is one file has no worker, and no need of one; nor has it a manifest.
  if (!('serviceWorker' in navigator) || !document.querySelector('link[rel=manifest]')) return;
  try {
    const registration = await navigator.serviceWorker.register(workerAddress());
    watch(registration, offer);
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
  const ask = (worker) => offer(() => takeOver(worker));
  // Without a controller this is the first visit: nothing older is being replaced.
  if (registration.waiting && navigator.serviceWorker.controller) ask(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) ask(worker);
    });
  });
}

function takeOver(worker) {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  worker.postMessage({ type: 'take-over' });
}
