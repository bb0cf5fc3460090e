// Panoramas: a tap fetches the viewer and the first tile, and assets/panorama.js opens it in the picture's place. Without it the link opens the flat picture.
(function () {
  var there = {};
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("[data-panorama]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.getAttribute("aria-busy")) return;
    var files = link.getAttribute("data-files").split(" "), missing = files.length;
    function done() {
      if (--missing) return;
      link.removeAttribute("aria-busy");
      if (!openPanorama(link)) fail();
    }
    function fail() {
      if (!link.hasAttribute("data-panorama")) return; // several files may fail
      link.removeAttribute("aria-busy");
      link.removeAttribute("data-panorama");
      link.querySelectorAll("[data-told]").forEach(function (words) { words.hidden = !words.hidden; });
    }
    if (!document.createElement("canvas").getContext("webgl")) return fail();
    link.setAttribute("aria-busy", "true");
    files.forEach(function (file) {
      if (there[file]) return done();
      var ending = file.split(".").pop();
      var element = document.createElement({ css: "link", js: "script" }[ending] || "img");
      element.onload = function () { there[file] = 1; done(); };
      element.onerror = fail;
      element.rel = "stylesheet";
      element.href = element.src = file;
      if (ending === "css" || ending === "js") document.head.appendChild(element);
    });
  });
})();
