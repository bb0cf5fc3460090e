// Code page: shows the visitor's language and hides the others. Without it all of them stand there.
(function () {
  var root = document.documentElement;
  var tags = (root.getAttribute("data-languages") || "").split(" ");
  var current = -1;

  function find(tag) {
    tag = String(tag || "").toLowerCase();
    for (var i = 0; i < tags.length; i++) if (tags[i].toLowerCase() === tag) return i;
    for (i = 0; i < tags.length; i++) if (tags[i].split("-")[0].toLowerCase() === tag.split("-")[0]) return i;
    return -1;
  }
  function remembered() {
    try { return localStorage.getItem("language"); } catch (e) { return null; }
  }
  function choose() {
    var i = find(location.hash.slice(1));
    if (i < 0) i = find(remembered());
    var wanted = navigator.languages || [navigator.language];
    for (var n = 0; i < 0 && n < wanted.length; n++) i = find(wanted[n]);
    if (i < 0 && wanted[0]) i = find("en");
    return i < 0 ? 0 : i;
  }
  function show(i) {
    current = i;
    root.className = "one v" + i;
    root.lang = tags[i];
    if (document.body) mark();
  }
  function mark() {
    var links = document.querySelectorAll("[data-show]");
    for (var n = 0; n < links.length; n++) {
      if (+links[n].getAttribute("data-show") === current) links[n].setAttribute("aria-current", "true");
      else links[n].removeAttribute("aria-current");
    }
    var name = document.querySelector("h1 .w" + current);
    if (name) document.title = name.textContent;
  }

  if (tags.length < 2 || tags.length > 6) return; // style.css knows six views
  show(choose());
  addEventListener("hashchange", function () {
    var i = find(location.hash.slice(1));
    if (i >= 0) show(i);
  });
  document.addEventListener("DOMContentLoaded", function () {
    mark();
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("[data-show]");
      if (!link) return;
      event.preventDefault();
      show(+link.getAttribute("data-show"));
      try { localStorage.setItem("language", tags[current]); } catch (e) { /* private window */ }
    });
  });
})();
