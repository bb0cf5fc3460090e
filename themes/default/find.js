// Page of all codes: reads what somebody types as forgivingly as `Code::typed` does, and opens the page of the code.
(function () {
  var letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  document.documentElement.setAttribute("data-able", ""); // style.css shows the field

  // The code that is meant, or what is wrong: "form" when it has not five of the letters, "check" when they do not go together.
  function read(text) {
    text = text.slice(text.lastIndexOf("/") + 1).replace(/[\s\x85\u2010-\u2015.-]/g, "");
    text = text.replace(/[a-z]/g, function (letter) { return letter.toUpperCase(); }).replace(/O/g, "0").replace(/[IL]/g, "1");
    if (!/^[0-9A-HJKMNP-TV-Z]{5}$/.test(text)) return "form";
    for (var i = 0, sum = 0; i < 5; i++) {
      sum = sum << 1 ^ letters.indexOf(text.charAt(i)); // times x in GF(32), where x⁵ = x² + 1
      if (sum & 32) sum ^= 37;
    }
    return sum ? "check" : text;
  }
  function isFault(read) {
    return /[a-z]/.test(read); // a code is in upper case
  }

  document.addEventListener("DOMContentLoaded", function () {
    var field = document.getElementById("typed");
    var told = document.getElementById("told");

    function tell(what) {
      told.innerHTML = what && document.getElementById("told-" + what).innerHTML;
      field.setAttribute("aria-invalid", !!what);
      if (what) field.focus();
    }
    // A code of this list is opened, one of another list is looked for there.
    function open(code) {
      var page = document.querySelector('.codes [href$="/' + code + '"]');
      var list = document.querySelector('[data-first="' + code.charAt(0) + '"]:not([aria-current])');
      if (page) location.href = page.href;
      else if (list) location.href = list.href + "#" + code;
      else tell("unknown");
    }
    function go() {
      var code = read(field.value);
      if (isFault(code)) tell(code);
      else open(code);
    }

    field.form.addEventListener("submit", function (event) {
      event.preventDefault();
      go();
    });
    field.addEventListener("input", function () { tell(""); });
    var asked = read(location.hash.slice(1));
    if (!isFault(asked)) {
      field.value = asked;
      go();
    }
  });
})();
