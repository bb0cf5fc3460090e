// Service worker of a website that keeps nothing on phones any more: takes the place of the one that did, clears up, and goes.
addEventListener("install", () => skipWaiting());
addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("disan-")) await caches.delete(name);
  await registration.unregister();
})()));
