// Registers the service worker and offers a new version instead of forcing it.

import { scriptAddress } from './dom/script-address.js';

/** Interval at which an open page checks for a new version. */
const HOUR = 3_600_000;

/** Registers the worker if the page can have one. `offer(accept)` is called when a new version waits, and again when it
    has taken over because another tab accepted it. */
export async function keepOffline({ offer }) {
  // The one-file page has no worker and no manifest.
  if (!('serviceWorker' in navigator) || !document.querySelector('link[rel=manifest]')) return;
  try {
    const registration = await navigator.serviceWorker.register(scriptAddress('./sw.js'));
    navigator.serviceWorker.controller?.postMessage({ type: 'opened' });
    watch(registration, offer);
    setInterval(() => registration.update().catch(() => {}), HOUR);
  } catch {
    // Browsers refuse workers in private windows and in frames of other sites. The page works without one.
  }
}

function watch(registration, offer) {
  const { serviceWorker } = navigator;
  let accepted = false;
  const ask = (worker) => offer(() => {
    accepted = true;
    worker.postMessage({ type: 'take-over' });
  });
  // Without a controller this is the first visit, and no older version is replaced.
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
    // Another tab accepted. This tab keeps its version until the person accepts here, too.
    else if (replaces) offer(() => location.reload());
    replaces = true;
  });
}
