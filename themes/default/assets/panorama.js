// Opens a panorama in the place of its picture; loaded after a tap, with pannellum (https://pannellum.org, MIT, pannellum-licence.txt).
// Its own buttons are <div>s without names, so they are left out; those of the page's <template> speak the page's language.
// Gives whether it could be opened.
window.openPanorama = function (link) {
  var calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  var box = document.createElement("div");
  box.className = "around";
  link.parentNode.insertBefore(box, link);
  link.hidden = true;

  var settings = JSON.parse(link.getAttribute("data-panorama"));
  settings.type = "multires";
  settings.autoLoad = true;
  settings.showControls = false;
  settings.keyboardZoom = true;
  settings.mouseZoom = "fullscreenonly"; // the wheel goes on scrolling the page
  settings.friction = calm ? 1 : 0.15;
  settings.strings = { loadButtonLabel: "", loadingLabel: "", genericWebGLError: "", unknownError: "" };
  var viewer;
  try { viewer = pannellum.viewer(box, settings); } catch (e) { /* told below */ }
  if (!viewer || !viewer.isLoaded()) {
    box.remove();
    link.hidden = false;
    return false;
  }

  box.appendChild(link.parentNode.querySelector("template").content.cloneNode(true));
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", link.querySelector("img:not(.blur)").alt);
  box.setAttribute("aria-describedby", box.querySelector("p").id);
  box.viewer = viewer;
  var time = calm ? false : 400;
  var turns = {
    left: function () { viewer.setYaw(viewer.getYaw() - 30, time); },
    right: function () { viewer.setYaw(viewer.getYaw() + 30, time); },
    up: function () { viewer.setPitch(Math.min(viewer.getPitch() + 20, 90), time); },
    down: function () { viewer.setPitch(Math.max(viewer.getPitch() - 20, -90), time); },
    nearer: function () { viewer.setHfov(viewer.getHfov() - 15, time); },
    farther: function () { viewer.setHfov(viewer.getHfov() + 15, time); },
    full: function () { viewer.toggleFullscreen(); },
    close: close
  };
  if (!document.fullscreenEnabled) box.querySelector("[data-turn=full]").remove();
  box.addEventListener("click", function (event) {
    var button = event.target.closest("[data-turn]");
    if (button) turns[button.getAttribute("data-turn")]();
  });
  box.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !document.fullscreenElement) close();
  });
  box.focus();
  return true;

  function close() {
    if (document.fullscreenElement) document.exitFullscreen();
    viewer.destroy();
    box.remove();
    link.hidden = false;
    link.focus();
  }
};
