// Search page: finds entries by what is typed, with or without marks. The index, search-<language>.js, calls `searchIndex`.
(function () {
  function get(id) { return document.getElementById(id); }
  var field = get("q"), told = get("told"), found = get("found");
  var words = JSON.parse(found.dataset.words), own = words[document.documentElement.lang];
  var home = /^(.*\/)search(?:\/\d+)?\/?(index\.html)?$/.exec(location.pathname); // the second where pages are files on a disk
  var most = 50, entries, asked, message, timer;

  // Without marks, as `fold` in text/fold.rs.
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[đð]/g, "d").replace(/ƀ/g, "b");
  }
  // Words without marks, a blank around each; y as i where some write one and some the other: quý, Mỹ.
  function plain(text) {
    return fold(" " + text + " ").replace(/[^\p{L}\p{N}]+/gu, " ").replace(/(qu|[bcdghklmnprstvx])y/g, "$1i");
  }
  // Words with their marks; the tone of oa, oe and uy may stand on either letter: hòa, hoà.
  function marked(text) {
    text = (" " + text + " ").normalize("NFD").toLowerCase().replace(/ð/g, "đ");
    return text.replace(/([ou])([\u0300\u0301\u0303\u0309\u0323])([aey])/g, "$1$3$2").normalize("NFC").replace(/[^\p{L}\p{N}\p{M}]+/gu, " ");
  }

  // A text of the index is a string, or a language and a string.
  function textOf(text) { return Array.isArray(text) ? text[1] : text; }
  function join(texts) { return texts.map(textOf).join(" / "); }

  window.searchIndex = function (kinds) {
    var all = {};
    kinds.forEach(function (columns) { // as src/search/mod.rs says
      var codes = columns[2].split(","), marks = columns[3].split(",");
      all[columns[0]] = columns[1].split(" ").map(function (slug, i) {
        return { kind: columns[0], slug: slug, codes: codes[i], mark: marks[i], names: columns[4][i], further: columns[5][i], place: columns[6][i], former: columns[7][i] };
      });
    });
    entries = [].concat.apply([], Object.values(all));
    entries.forEach(function (entry) {
      var maker = Array.isArray(entry.place) ? { names: [] } : all.producers[entry.place];
      if (maker.kind) entry.place = maker.place; // a product is where its producer is
      var about = Object.values(words).map(function (own) { return own[entry.kind] + " " + (own[entry.mark] || ""); });
      entry.texts = [entry.names, entry.further, entry.place, entry.former.concat(maker.names, about)];
      var fields = entry.texts.map(function (texts) { return texts.map(textOf).map(plain); });
      entry.called = fields[0].concat(fields[1]);
      entry.fields = fields.map(function (texts) { return texts.join(""); });
      entry.all = entry.fields.join("");
    });
    show();
  };

  // Finds a word by its beginning, also where it is written apart (hanoi: Hà Nội). Near: a whole word with one slip behind its first letter.
  function seeker(word, near) {
    var forms = [/\d/.test(word) ? word + "(?= )" : word.split("").join(" ?")]; // a number is a whole one
    for (var i = 1; near && word.length > 3 && i < word.length; i++) {
      var start = word.slice(0, i), rest = word.slice(i + 1);
      forms.push(start + "(?:\\S?" + rest + "|\\S" + word.slice(i) + "|" + rest.charAt(0) + word.charAt(i) + rest.slice(1) + ")(?= )");
    }
    var form = " (?:" + forms.join("|") + ")";
    return { start: new RegExp(form), whole: new RegExp(form + " "), each: new RegExp(form, "g") };
  }
  function ask(text, near) {
    var phrase = plain(text).trimEnd(), exact = marked(text).trim();
    return {
      seekers: phrase.split(" ").slice(1, 10).map(function (word) { return seeker(word, near); }),
      phrase: phrase,
      exact: fold(exact) === exact ? [] : exact.split(" "),
      // as find.js reads a code
      code: text.slice(text.lastIndexOf("/") + 1).replace(/[\s\x85\u2010-\u2015.-]/g, "").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1")
    };
  }
  // How well an entry fits; 0 when a word is missing. A name, another name, a place and all else count 8, 5, 2 and 1 a word, twice if it is whole.
  function rate(entry) {
    if (isCode(entry)) return 1e6;
    if (!asked.seekers.every(function (seeker) { return seeker.start.test(entry.all); })) return 0;
    var score = 1, phrase = entry.fields.findIndex(function (text) { return text.includes(asked.phrase); });
    if (phrase >= 0) score += (15 - phrase) * asked.seekers.length;
    asked.seekers.forEach(function (seeker) {
      var at = entry.fields.findIndex(function (text) { return seeker.start.test(text); });
      if (at >= 0) score += [8, 5, 2, 1][at] * (seeker.whole.test(entry.fields[at]) ? 2 : 1);
    });
    entry.called.forEach(function (name) {
      if (name.indexOf(asked.phrase) === 0) score += name === asked.phrase + " " ? 60 : 10;
    });
    if (asked.exact.length) [2, 4].forEach(function (fields) { // with the very marks: in its names, and anywhere
      var text = marked(entry.texts.slice(0, fields).map(join).join(" / "));
      if (asked.exact.every(function (word) { return text.includes(" " + word); })) score += 1000;
    });
    return score;
  }
  function isCode(entry) { return asked.code.length === 5 && entry.codes.split(" ").includes(asked.code); }

  function look(text, near) {
    asked = ask(text, near);
    var hits = entries.map(function (entry) { return { entry: entry, score: asked.phrase && rate(entry) }; });
    return hits.filter(function (hit) { return hit.score; }).sort(function (a, b) { return b.score - a.score; });
  }
  function show() {
    var text = field.value.trim(), hits = [], how = "loading", shown;
    if (entries && text) {
      hits = look(text);
      how = hits.length > most ? "first" : "found";
      if (!hits.length) {
        hits = look(text, true);
        how = hits.length ? "near" : "none";
      }
    }
    shown = hits.slice(0, most);
    found.textContent = "";
    shown.forEach(function (hit) { row(hit.entry); });
    get("none").hidden = how !== "none";
    get("all").hidden = !!hits.length;
    message = text && told.dataset[how].replace("{count}", hits.length).replace("{shown}", shown.length).replace("{text}", function () { return text; });
    clearTimeout(timer);
    timer = setTimeout(say, 400); // a screen reader is told when the typing rests
  }
  function say() {
    told.textContent = message;
    try { history.replaceState(null, "", field.value ? "?q=" + encodeURIComponent(field.value) : location.pathname); } catch (e) { /* too often */ }
    document.querySelectorAll(".tongues a").forEach(function (link) { link.search = location.search; });
  }

  function row(entry) {
    var item = add(found, "li"), link = add(item, "a", entry.names[0]), meta = add(item, "p", "", "meta");
    link.href = home[1] + entry.kind + "/" + entry.slug + "/" + (home[2] || "");
    add(meta, "span", own[entry.kind]);
    if (entry.mark) add(meta, "span", own[entry.mark], "mark");
    if (entry.place.length) add(meta, "span", entry.place[0]);
    if (isCode(entry)) add(meta, "span", asked.code, "code");
    // why else it was found
    var seen = plain(Array.from(item.querySelectorAll("a, span"), function (element) { return element.textContent; }).join(" "));
    var missing = asked.seekers.filter(function (seeker) { return !seeker.start.test(seen); });
    function tell(label) {
      return function (text) {
        var rest = missing.filter(function (seeker) { return !seeker.start.test(plain(textOf(text))); });
        if (rest.length < missing.length) add(add(item, "p", label, "aside"), "span", text);
        missing = rest;
      };
    }
    entry.names.slice(1).concat(entry.further).forEach(tell(""));
    entry.former.forEach(tell(found.dataset.former + ": "));
  }
  function add(parent, tag, text, kind) {
    var element = parent.appendChild(document.createElement(tag));
    if (kind) element.className = kind;
    if (Array.isArray(text)) element.lang = text[0];
    paint(element, textOf(text || ""));
    return element;
  }
  // Writes a text, with what was asked for marked in it.
  function paint(element, text) {
    var letters = Array.from(text), key = " ", at = [0], on = [], run;
    letters.forEach(function (letter, index) {
      var base = fold(letter).replace(/[^\p{L}\p{N}]/gu, " ");
      if (base === " " && key.slice(-1) === " ") return;
      key += base;
      for (var n = 0; n < base.length; n++) at.push(index);
    });
    at.push(letters.length);
    asked.seekers.forEach(function (seeker) {
      plain(key).replace(seeker.each, function (hit, offset) {
        for (var n = at[offset + 1]; n < at[offset + hit.length]; n++) on[n] = true;
      });
    });
    letters.forEach(function (letter, index) {
      if (!run || on[index] !== on[index - 1]) run = element.appendChild(on[index] ? document.createElement("mark") : document.createTextNode(""));
      run.textContent += letter;
    });
  }

  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", show);
  field.form.addEventListener("submit", function (event) {
    var first = found.querySelector("a");
    event.preventDefault();
    say();
    if (first && found.querySelector(".code")) location.href = first.href;
    else told.focus();
  });
  show();
})();
