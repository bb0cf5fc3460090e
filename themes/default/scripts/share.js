// Entry: hands the short address to another program, where the browser can. Without it the address stands there to be copied.
if (navigator.share) document.addEventListener("DOMContentLoaded", function () {
  document.querySelectorAll("[data-share]").forEach(function (button) {
    button.hidden = false;
    button.onclick = function () {
      navigator.share({ title: document.title, url: button.getAttribute("data-share") }).catch(function () { /* closed again */ });
    };
  });
});
