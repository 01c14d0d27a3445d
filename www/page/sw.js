// Keeps the page working without a network. The builder stamps VERSION and ASSETS; VERSION changes
// when any asset does, so a new build is a new worker with a cache of its own.
//
// Versions are never mixed. A file whose name carries its content's hash is the same in all of them,
// and is looked for in all; every other file comes from this version's cache alone. The caches of
// earlier versions stay as long as one of their pages is open.

const PREFIX = 'aftersales-';
const VERSION = '{{version}}';
const ASSETS = ['{{assets}}'];
const HOME = './';
const CURRENT = PREFIX + VERSION;
// Under this address the cache holds who was open when this version took over.
const OPEN_THEN = './open-then';

// Such a file can be taken from the browser's cache: it is being loaded by the page anyway. Any other
// must come fresh, and be of this build: the site may be changing while it is fetched.
const namedByContent = /\.[0-9a-f]{10}\.\w+$/;

async function store() {
  // Made anew, so that the caches stand in the order of their versions.
  await caches.delete(CURRENT);
  const cache = await caches.open(CURRENT);
  await Promise.all(
    ASSETS.map(async (asset) => {
      const [url, hash] = asset.split('#');
      const request = new Request(url, { cache: hash ? 'reload' : 'default' });
      const answer = await fetch(request);
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      if (hash && hash !== (await hashOf(answer.clone()))) throw new Error(`${url} is not of this build`);
      await cache.put(request, answer);
    }),
  );
}

async function hashOf(answer) {
  const digest = await crypto.subtle.digest('SHA-256', await answer.arrayBuffer());
  const digits = [...new Uint8Array(digest, 0, 5)].map((byte) => byte.toString(16).padStart(2, '0'));
  return digits.join('');
}

async function takeOver() {
  if ((await earlierVersions()).length > 0) {
    const cache = await caches.open(CURRENT);
    await cache.put(OPEN_THEN, new Response(JSON.stringify(await openPages())));
    await forgetEarlierVersions();
  }
  await self.clients.claim();
}

async function openPages() {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return pages.map(({ id }) => id);
}

/** What comes after this version's cache is of one that waits. */
async function earlierVersions() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  return names.slice(0, Math.max(0, names.indexOf(CURRENT)));
}

async function forgetEarlierVersions() {
  const cache = await caches.open(CURRENT);
  const [stored, now] = await Promise.all([cache.match(OPEN_THEN), openPages()]);
  const then = stored ? await stored.json() : [];
  if (now.some((page) => then.includes(page))) return;
  await Promise.all((await earlierVersions()).map((name) => caches.delete(name)));
  await cache.delete(OPEN_THEN);
}

async function answer(request) {
  const cache = await caches.open(CURRENT);
  const navigation = request.mode === 'navigate';
  // The page reads its own query and fragment: every address of it is the same document.
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
  event.respondWith(answer(request));
});

self.addEventListener('message', (event) => {
  // A new version waits until the person agrees: the page asks, then sends this.
  if (event.data?.type === 'take-over') self.skipWaiting();
  // A page was opened, perhaps in the place of one of an earlier version.
  if (event.data?.type === 'opened') event.waitUntil(forgetEarlierVersions());
});
