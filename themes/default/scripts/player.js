// Listening: speed, 15 s back, where one stopped, what the lock screen shows; and the telephone's own voice where there is no file.
(function () {
  var synth = window.speechSynthesis;
  function all(selector, within) { return [].slice.call((within || document).querySelectorAll(selector)); }
  function hush(but) {
    all("audio,video").forEach(function (other) { if (other !== but) other.pause(); });
    if (synth) synth.cancel();
  }
  function player(audio) {
    var key = audio.getAttribute("src").replace(/-\w+\.mp3$/, ""), kept = 0, data = audio.dataset, media = navigator.mediaSession;
    function on(names, act) { names.split(" ").forEach(function (name) { audio.addEventListener(name, act); }); }
    function skip(seconds) { audio.currentTime = Math.max(0, audio.currentTime + seconds); }
    on("loadedmetadata", function () {
      var time = 0;
      try { time = +localStorage.getItem(key); } catch (e) { /* private window */ }
      if (time && time < audio.duration - 5) audio.currentTime = time;
    });
    on("timeupdate pause ended", function (event) {
      if (event.type === "timeupdate" && Math.abs(audio.currentTime - kept) < 5) return;
      kept = audio.currentTime;
      try { localStorage.setItem(key, audio.ended ? 0 : kept); } catch (e) { /* private window */ }
    });
    on("playing", function () {
      if (!media || !window.MediaMetadata) return;
      media.metadata = new MediaMetadata({ title: data.title, artist: data.by, artwork: [{ src: data.picture, type: "image/jpeg" }] });
      media.setActionHandler("seekbackward", function () { skip(-15); });
      media.setActionHandler("seekforward", function () { skip(15); });
    });
    all("button", audio.parentNode)[0].onclick = function () { skip(-15); };
    all("select", audio.parentNode)[0].onchange = function (event) { audio.playbackRate = event.target.value; };
  }
  // Android names languages whose voice is not installed, and reads them with an English one: there only the owner's languages count
  function voice(button) {
    var tag = button.lang.split("-")[0];
    function is(other) { return other.split(/[-_]/)[0].toLowerCase() === tag; }
    var can = !/Android/.test(navigator.userAgent) || navigator.languages.some(is);
    return can && synth.getVoices().filter(function (one) { return one.localService && is(one.lang); })[0];
  }
  function offer() { all("[data-speak]").forEach(function (button) { button.hidden = !voice(button); }); }
  function speak(button) {
    var on = button.getAttribute("aria-pressed") !== "true";
    function press(is) { button.setAttribute("aria-pressed", is); }
    hush();
    press(on);
    if (on) all(".lead,.story p,.story h2,.story h3,.story li", button.closest("article")).forEach(function (part, at, parts) {
      var words = new SpeechSynthesisUtterance(part.textContent);
      words.voice = voice(button);
      words.lang = words.voice.lang; // Chrome asks for both
      words.onend = words.onerror = function (event) { if (event.type === "error" || !parts[at + 1]) press(false); };
      synth.speak(words);
    });
  }
  document.addEventListener("play", function (event) { hush(event.target); }, true);
  document.addEventListener("DOMContentLoaded", function () {
    all(".listen audio").forEach(player);
    document.addEventListener("click", function (event) {
      var to = event.target.closest("[data-show],[data-speak]");
      if (to && to.hasAttribute("data-speak")) speak(to); else if (to) hush();
    });
    if (!synth) return;
    offer();
    synth.onvoiceschanged = offer;
    addEventListener("pagehide", function () { synth.cancel(); });
  });
})();
