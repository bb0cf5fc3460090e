// Route page: keeps all of a route in the store that the service worker answers from, tells how far it is, and removes it again. Page for what is not kept: lists what is.
(() => {
  const STORE = "disan-1", AT_ONCE = 4; // the store is named in worker.js
  const folder = new URL(document.currentScript.src).pathname.replace(/[^/]*$/, ""); // scripts are for all pages: the worker clears them up
  const open = () => caches.open(STORE);
  const read = async (store, path) => { const kept = await store.match(path); return kept && kept.json(); };
  const sum = files => files.reduce((bytes, file) => bytes + file[1], 0);
  const headers = type => ({ headers: { "Content-Type": type } });

  document.querySelectorAll("[data-pack]").forEach(offer);
  document.querySelectorAll("[data-kept]").forEach(list);

  function offer(section) {
    const pack = section.dataset.pack, bar = section.querySelector("progress"), told = section.querySelector("[role=status]");
    const drop = section.querySelector("[data-drop]"), buttons = section.querySelectorAll("[data-keep]");
    const language = section.closest("[lang]").lang;
    let run = 0, sound = false; // a run that is not the last one is over

    const megabytes = bytes => (Math.ceil(bytes / 1e5) / 10).toLocaleString(language, { minimumFractionDigits: 1 });
    function show(what, done, all) {
      told.textContent = told.dataset[what].replace("{done}", megabytes(done)).replace("{all}", megabytes(all));
      bar.hidden = what !== "working";
      bar.value = all ? done / all : 0;
      drop.hidden = what === "gone";
      buttons.forEach(button => { button.hidden = what === "working" || what === "done" && (sound || !button.dataset.keep); });
    }

    // Fetches what is missing or has changed. What is there already is known from the last time, also when that was cut off.
    async function keep(now) {
      const mine = ++run, store = await open(), before = await read(store, pack), have = before ? before.have : {};
      const list = await fetch(pack, { cache: "no-cache" }).then(answer => answer.ok ? answer.json() : null).catch(() => null);
      sound = now;
      const files = list ? sound ? list.files.concat(list.sound) : list.files : before ? before.files : [];
      const missing = [];
      for (const file of files) if (have[file[0]] !== file[2] || !await store.match(file[0])) missing.push(file);
      const all = sum(files), todo = sum(missing);
      let done = all - todo;
      if (!files.length) return show("cut", 0, 0);
      const room = navigator.storage && navigator.storage.estimate ? await navigator.storage.estimate() : {};
      if (room.quota - room.usage < todo) return show("full", 0, todo);
      const note = () => store.put(pack, new Response(JSON.stringify({ sound, files, have }), headers("application/json")));
      const work = async () => {
        for (let file; run === mine && (file = missing.shift());) {
          const answer = await fetch(file[0], { cache: "no-cache" });
          if (!answer.ok) throw answer;
          const reader = answer.body.getReader(), parts = [];
          for (let part; !(part = await reader.read()).done;) {
            parts.push(part.value);
            done += part.value.length;
            if (run === mine) show("working", Math.min(done, all), all);
          }
          if (run !== mine) return;
          await store.put(file[0], new Response(new Blob(parts), headers(answer.headers.get("Content-Type"))));
          have[file[0]] = file[2];
          await note();
        }
      };
      try {
        await note();
        await Promise.all(Array.from({ length: AT_ONCE }, work));
      } catch (error) {
        if (run !== mine) return;
        run++;
        return error.name === "QuotaExceededError" ? show("full", 0, sum(missing)) : show("cut", files.reduce((bytes, file) => have[file[0]] === file[2] ? bytes + file[1] : bytes, 0), all);
      }
      if (run !== mine) return;
      if (before) await release(store, before.files);
      show("done", all, all);
    }

    async function remove() {
      run++;
      const store = await open(), kept = await read(store, pack);
      await store.delete(pack);
      if (kept) await release(store, kept.files);
      show("gone", 0, 0);
    }

    buttons.forEach(button => {
      button.onclick = () => {
        if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
        keep(!!button.dataset.keep);
      };
    });
    drop.onclick = remove;
    const resume = async () => { const kept = await read(await open(), pack); if (kept) keep(kept.sound); };
    addEventListener("online", resume);
    resume();
  }

  // Deletes files that no kept route needs.
  async function release(store, files) {
    const needed = new Set();
    for (const key of await store.keys()) {
      if (key.url.endsWith("/pack.json")) for (const [path] of (await read(store, key)).files) needed.add(path);
    }
    for (const [path] of files) if (!needed.has(path) && !path.startsWith(folder)) await store.delete(path);
  }

  async function list(section) {
    const store = await open(), seen = new Set();
    for (const key of (await store.keys()).reverse()) {
      const kept = await store.match(key);
      if (!/html/.test(kept.headers.get("Content-Type"))) continue;
      const text = (await kept.text()).replace(/<style[^]*?<\/style>/g, ""); // this page's policy does not allow the style of another sort of page
      const page = new DOMParser().parseFromString(text, "text/html"), title = page.title;
      if (seen.has(title) || page.querySelector("[data-kept]")) continue;
      seen.add(title);
      const item = section.querySelector("ul").appendChild(document.createElement("li")), link = item.appendChild(document.createElement("a"));
      link.href = key.url;
      link.lang = page.documentElement.lang;
      link.textContent = title;
      section.hidden = false;
    }
  }
})();
