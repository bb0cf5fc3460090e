// Videos: where a page holds several languages, the captions are those of the one that is shown.
document.addEventListener("play", function (event) {
  var video = event.target, tracks = [].slice.call(video.textTracks || []), lang = document.documentElement.lang;
  function speaks(track) { return track.language === lang; }
  if (video.chosen || !tracks.some(speaks)) return;
  video.chosen = true; // from here on it is the visitor's choice
  tracks.forEach(function (track) { track.mode = speaks(track) ? "showing" : "disabled"; });
}, true);
