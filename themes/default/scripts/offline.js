// Every page: has the service worker keep what is read here, and says when there is a newer version. Route: loads what keeps all of it, after a tap.
(function () {
  var worker = document.currentScript.getAttribute("data-worker"), container = navigator.serviceWorker;
  function all(selector) { return [].slice.call(document.querySelectorAll(selector)); }
  var isAble = worker && container && window.caches;

  function load(element, then) {
    var script = document.createElement("script");
    script.src = element.getAttribute("data-script");
    script.onload = then;
    document.head.appendChild(script);
  }
  all("[data-kept]").forEach(function (list) { if (isAble) load(list); });
  all("[data-pack]").forEach(function (section) {
    if (!isAble) {
      var told = section.querySelector("[data-unable]");
      told.textContent = told.getAttribute("data-unable");
      return;
    }
    [].forEach.call(section.querySelectorAll("[data-keep]"), function (button) {
      button.hidden = false;
      button.onclick = function () { load(section, function () { button.click(); }); }; // keep.js takes the button over
    });
    caches.match(section.getAttribute("data-pack")).then(function (kept) { if (kept) load(section); });
  });

  if (!isAble) return;
  container.addEventListener("message", function () {
    all("#newer a").forEach(function (link) { link.hidden = false; });
  });
  addEventListener("load", function () {
    container.register(worker).then(function () { return container.ready; }).then(function (registration) {
      var saves = navigator.connection && navigator.connection.saveData;
      var links = saves ? [] : all("a[rel=next],a[rel=prev],.near a,.stops h3 a").filter(function (link) { return link.offsetParent; });
      var near = links.map(function (link) { return link.href; });
      near = near.filter(function (href, at) { return near.indexOf(href) === at; }).slice(0, 5);
      var shown = all("img").filter(function (picture) { return picture.naturalWidth && picture.currentSrc; });
      registration.active.postMessage([[location.href].concat(near), shown.map(function (picture) { return picture.currentSrc; })]);
    }).catch(function () { /* a private window */ });
  });
})();
