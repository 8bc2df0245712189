/**
 * The page's service worker. It keeps one build whole: pages come from the network while there is one, files from what
 * was kept. A newer build waits until the older one's pages are closed, so that no page gets files of two builds.
 * scripts/offline.ts fills in what to keep.
 */
const KEPT = 'highwater-BUILD';
const FILES = ['FILES'];

async function kept(asked) {
  const cache = await caches.open(KEPT);
  // Scripts are asked for with an origin, which some servers vary by; links to the page may carry a query.
  return cache.match(asked, { ignoreSearch: true, ignoreVary: true });
}

async function keepAll() {
  const cache = await caches.open(KEPT);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })));
}

/** The page in one file, from which a page of one lesson is made, is as large as all the rest: asked for when the rest is there, and nothing else waits for it. */
async function keepSingleFile() {
  const cache = await caches.open(KEPT);
  if ((await cache.match('./highwater.html')) === undefined) await cache.add(new Request('./highwater.html', { cache: 'reload' })).catch(() => null);
}

async function dropOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('highwater-') && name !== KEPT).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return (await kept(request)) ?? (await kept('./')) ?? Response.error();
  }
}

async function asset(request) {
  return (await kept(request)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(dropOlder()));
self.addEventListener('message', (event) => { if (event.data === 'keep-single-file') event.waitUntil(keepSingleFile()); });
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(request.mode === 'navigate' ? page(request) : asset(request));
});
