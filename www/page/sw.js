// Keeps the page working without a network. The builder stamps VERSION and ASSETS; VERSION changes
// when any asset does, so a new build is a new worker with a cache of its own.

const PREFIX = 'aftersales-';
const VERSION = '{{version}}';
const ASSETS = ['{{assets}}'];
const HOME = './';

// A name that carries its content's hash can be taken from the browser's cache: it is being loaded
// by the page anyway. Any other name must come fresh, or two builds could be mixed.
const namedByContent = /\.[0-9a-f]{10}\.\w+$/;

async function store() {
  const cache = await caches.open(PREFIX + VERSION);
  await cache.addAll(
    ASSETS.map((url) => {
      return new Request(url, { cache: namedByContent.test(url) ? 'default' : 'reload' });
    }),
  );
}

async function forgetEarlierVersions() {
  const names = await caches.keys();
  const earlier = names.filter((name) => name.startsWith(PREFIX) && name !== PREFIX + VERSION);
  await Promise.all(earlier.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request) {
  const cache = await caches.open(PREFIX + VERSION);
  const navigation = request.mode === 'navigate';
  // The page reads its own query and fragment: every address of it is the same document.
  const stored = await cache.match(request, { ignoreSearch: navigation });
  if (stored) return stored;
  try {
    return await fetch(request);
  } catch (failure) {
    const home = navigation && (await cache.match(HOME));
    if (home) return home;
    throw failure;
  }
}

self.addEventListener('install', (event) => event.waitUntil(store()));

self.addEventListener('activate', (event) => event.waitUntil(forgetEarlierVersions()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
});

// A new version waits until the person agrees: the page asks, then sends this.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'take-over') self.skipWaiting();
});
