// Service worker: what was seen opens without a network. One store holds everything under its path, so that nothing is there twice and nothing old hides something
// new. Before this stands `build`: what is always kept (`shell`, with a `version`), the page for what is not kept (`offline`), the folder of scripts (`assets`), and the
// folders whose files never change under their names (`fixed`). A newer worker waits until no page is open that the older one serves.
const STORE = "disan-1", PAGES = 80, FILES = 200;

const open = () => caches.open(STORE);
const isPage = path => !/\.(?!html$)\w+$/.test(path);
const isAsset = path => path.startsWith(build.assets);
const isFixed = path => build.fixed.some(folder => path.startsWith(folder));
const isList = path => path.endsWith("/pack.json");
// a printed code has one page in every spelling, a product one for all its lots
const pathOf = url => new URL(url).pathname
  .replace(/^\/q\/(\w{5})\/?$/i, (_, code) => "/Q/" + code.toUpperCase())
  .replace(/^(\/01\/\d{14})\/.*/, "$1");

addEventListener("install", event => event.waitUntil(
  Promise.all(build.shell.map(async path => keep(path, await fetch(path, { cache: "no-cache" }))))
));
addEventListener("activate", event => event.waitUntil(Promise.all([clients.claim(), sweep()])));
addEventListener("message", event => event.waitUntil(visited(event.data)));
addEventListener("fetch", event => {
  const request = event.request, url = new URL(request.url), path = pathOf(url), kind = request.destination;
  if (request.method !== "GET" || url.origin !== origin || /linktype/i.test(url.search)) return;
  if (request.mode === "navigate") { if (isPage(path)) event.respondWith(page(event, path)); }
  else if (isAsset(path) || /image|audio/.test(kind)) event.respondWith(file(event, path, kind));
});

// A kept page at once, and a look whether there is a newer one.
async function page(event, path) {
  const kept = await (await open()).match(path), before = kept && kept.clone();
  const fresh = fetch(event.request, { cache: "no-cache" }).then(response => {
    event.waitUntil(keep(path, response.clone(), before, event.resultingClientId));
    return response;
  });
  if (!kept) return fresh.catch(async () => (await open()).match(build.offline));
  event.waitUntil(fresh.catch(() => {}));
  return kept;
}

// Puts a page into the store, and the script it names; tells the window that shows what was there before.
async function keep(path, response, before, id) {
  const store = await open();
  if (response.status === 404 || response.status === 410) return store.delete(path);
  if (response.status !== 200 || response.type !== "basic" || response.redirected) return;
  const text = await response.clone().text(), script = /<script defer src="([^"]+)/.exec(text);
  await store.put(path, response);
  if (script) await add(store, script[1]);
  await trim(store);
  const body = text => text.slice(text.indexOf("<body"));
  if (before && body(await before.text()) !== body(text)) (await clients.get(id))?.postMessage("newer"); // who has gone on needs no word
}

// Pictures may be replaced under their names: a kept one is asked for again, which costs nothing while the browser's own cache has it.
async function file(event, path, kind) {
  const store = await open(), kept = await store.match(path), range = event.request.headers.get("range");
  const ask = async () => {
    const response = await fetch(event.request);
    if (response.status === 200 && response.type === "basic" && (kind === "image" || isAsset(path))) event.waitUntil(store.put(path, response.clone()));
    return response;
  };
  if (!kept) return ask().catch(async error => await other(store, path) || Promise.reject(error));
  if (kind === "image" && !isFixed(path)) event.waitUntil(ask().catch(() => {}));
  return range ? part(kept, range) : kept;
}

// A photograph in another width than the one that is asked for.
async function other(store, path) {
  const stem = path.replace(/\d+\.\w+$/, "");
  const found = (await store.keys()).find(key => { const known = pathOf(key.url); return known.startsWith(stem) && /^\d+\.\w+$/.test(known.slice(stem.length)); });
  return stem !== path && found && store.match(found);
}

// A part of a file (RFC 9110, 14): players on iPhones take nothing else.
async function part(kept, range) {
  const all = await kept.blob(), size = all.size, [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range) || [];
  if (!first && !last || first && last && +first > +last) return new Response(all); // several parts, or none: whoever asks gets all
  const from = first ? +first : Math.max(0, size - last), to = first && last ? Math.min(last, size - 1) : size - 1;
  const headers = { "Content-Range": `bytes ${from > to ? "*" : from + "-" + to}/${size}`, "Accept-Ranges": "bytes", "Content-Type": all.type };
  return from > to ? new Response("", { status: 416, headers }) : new Response(all.slice(from, to + 1, all.type), { status: 206, headers });
}

// What a page has shown while no worker watched, and the text of its neighbours.
async function visited([pages, files]) {
  const store = await open();
  for (const [of, urls] of [[add, files], [async (store, path, url) => await store.match(path) || keep(path, await fetch(url)), pages]]) {
    for (const url of urls) if (new URL(url).origin === origin) await Promise.resolve(of(store, pathOf(url), url)).catch(() => {});
  }
}

async function add(store, path) { return await store.match(path) || store.add(path); }

async function paths(store) { return (await store.keys()).map(key => pathOf(key.url)); }

// What was seen longest ago goes. What belongs to a kept route stays.
async function trim(store) {
  const all = await paths(store), stays = new Set(build.shell);
  for (const list of all.filter(isList)) for (const [path] of (await (await store.match(list)).json()).files) stays.add(path);
  const loose = all.filter(path => !stays.has(path) && !isAsset(path) && !isList(path));
  for (const path of loose.filter(isPage).slice(0, -PAGES).concat(loose.filter(path => !isPage(path)).slice(0, -FILES))) await store.delete(path);
}

// Files that nothing names any more: neither this build's shell, nor a page that is kept, nor a route.
async function sweep() {
  const store = await open(), all = await paths(store);
  const texts = await Promise.all(all.filter(path => isPage(path) || isList(path)).map(async path => (await store.match(path)).text()));
  for (const path of all) if (isAsset(path) && !build.shell.includes(path) && !texts.some(text => text.includes(path))) await store.delete(path);
}
