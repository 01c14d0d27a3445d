// Serves the page without a network. The builder fills in VERSION and ASSETS. VERSION changes with any asset, so each
// build has its own worker and its own cache.
//
// Versions are never mixed. A file named by the hash of its content may come from any cache, every other file only from
// the cache of this version. The caches of earlier versions stay while one of their pages is open.

const PREFIX = 'aftersales-';
const VERSION = '{{version}}';
const ASSETS = ['{{assets}}'];
const HOME = './';
const CURRENT = PREFIX + VERSION;
// The key in the cache for the pages that were open when this version took over.
const OPEN_PAGES = './open-then';

// A file named by its content may come from the browser's cache. Any other is fetched from the server and checked to be
// of this build, since the site may be changing.
const namedByContent = /\.[0-9a-f]{8}\.\w+$/;

async function store() {
  // Created again, so that the caches are in the order of their versions.
  await caches.delete(CURRENT);
  const cache = await caches.open(CURRENT);
  await Promise.all(
    ASSETS.map(async (asset) => {
      const [url, hash] = asset.split('#');
      const request = new Request(url, { cache: hash ? 'reload' : 'default' });
      const response = await fetch(request);
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      if (hash && hash !== (await hashOf(response.clone()))) throw new Error(`${url} is not of this build`);
      await cache.put(request, response);
    }),
  );
}

async function hashOf(response) {
  const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  const digits = [...new Uint8Array(digest, 0, 4)].map((byte) => byte.toString(16).padStart(2, '0'));
  return digits.join('');
}

async function takeOver() {
  if ((await earlierVersions()).length > 0) {
    const cache = await caches.open(CURRENT);
    await cache.put(OPEN_PAGES, new Response(JSON.stringify(await openPages())));
    await deleteEarlierVersions();
  }
  await self.clients.claim();
}

async function openPages() {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return pages.map(({ id }) => id);
}

/** The caches of earlier versions. A cache after that of this version belongs to a worker that waits. */
async function earlierVersions() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  return names.slice(0, Math.max(0, names.indexOf(CURRENT)));
}

/** Deletes the caches of earlier versions, unless one of their pages is open. */
async function deleteEarlierVersions() {
  const cache = await caches.open(CURRENT);
  const [stored, open] = await Promise.all([cache.match(OPEN_PAGES), openPages()]);
  const earlier = stored ? await stored.json() : [];
  if (open.some((page) => earlier.includes(page))) return;
  await Promise.all((await earlierVersions()).map((name) => caches.delete(name)));
  await cache.delete(OPEN_PAGES);
}

async function respond(request) {
  const cache = await caches.open(CURRENT);
  const navigation = request.mode === 'navigate';
  // The query is for the script of the page; the document is the same.
  const own = await cache.match(request, { ignoreSearch: navigation });
  const stored = own ?? (namedByContent.test(request.url) && (await caches.match(request)));
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

self.addEventListener('activate', (event) => event.waitUntil(takeOver()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(respond(request));
});

self.addEventListener('message', (event) => {
  // A new version waits until the person agrees. The page sends this then.
  if (event.data?.type === 'take-over') self.skipWaiting();
  // A page was opened, which may have replaced one of an earlier version.
  if (event.data?.type === 'opened') event.waitUntil(deleteEarlierVersions());
});
