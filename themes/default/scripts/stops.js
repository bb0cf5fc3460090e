// Routes: ticks what was visited, on this phone only; on the keypad page, opens the stop whose number is typed.
(function () {
  var key = "visited"; // codes of entries, so that a place is visited on each of its routes
  function all(selector) { return [].slice.call(document.querySelectorAll(selector)); }
  function visited() {
    try { return (localStorage.getItem(key) || "").split(" ").filter(Boolean); } catch (e) { return []; }
  }
  function show() {
    var codes = visited();
    function isVisited(element) { return codes.indexOf(element.getAttribute("data-stop")) >= 0; }
    all("[data-stop]").forEach(function (element) {
      if (element.tagName === "BUTTON") element.setAttribute("aria-pressed", isVisited(element));
      else element.classList.toggle("visited", isVisited(element));
    });
    all("[data-stops]").forEach(function (list) {
      var stops = [].slice.call(list.querySelectorAll("[data-stop]"));
      var told = document.getElementById(list.getAttribute("data-stops"));
      told.querySelector("b").textContent = stops.filter(isVisited).length;
    });
  }
  document.addEventListener("DOMContentLoaded", function () {
    document.addEventListener("click", function (event) {
      var button = event.target.closest && event.target.closest("button[data-stop]");
      if (!button) return;
      var code = button.getAttribute("data-stop"), codes = visited(), at = codes.indexOf(code);
      if (at < 0) codes.push(code); else codes.splice(at, 1);
      try { localStorage.setItem(key, codes.join(" ")); } catch (e) { /* private window */ }
      show();
    });
    addEventListener("storage", show);
    addEventListener("pageshow", show);
    show();

    var field = document.getElementById("number");
    if (!field) return;
    var told = document.getElementById("told");
    function tell(wrong) {
      told.innerHTML = wrong ? document.getElementById("told-unknown").innerHTML : "";
      field.setAttribute("aria-invalid", wrong);
    }
    field.form.addEventListener("submit", function (event) {
      event.preventDefault();
      var digits = field.value.replace(/\D/g, "");
      var link = digits && document.querySelector('[data-number="' + +digits + '"]');
      if (link) location.href = link.href;
      else { tell(true); field.focus(); }
    });
    field.addEventListener("input", function () { tell(false); });
  });
})();
