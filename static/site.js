// Conveniences that need a script: the choice of colours and of layers is remembered, and older browsers
// open a note from its number. Everything else on the site works without.
"use strict";
(function () {
  var store = {
    get: function (key) {
      try { return localStorage.getItem(key); } catch (error) { return null; }
    },
    set: function (key, value) {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch (error) { /* no storage: the choice lasts as long as the page */ }
    }
  };

  function isDark() {
    var theme = document.documentElement.dataset.theme;
    if (theme) return theme === "dark";
    return matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function themeButton() {
    var button = document.querySelector("button.theme");
    if (!button) return;
    function show() { button.setAttribute("aria-pressed", String(isDark())); }
    button.hidden = false;
    show();
    button.addEventListener("click", function () {
      var theme = isDark() ? "light" : "dark";
      document.documentElement.dataset.theme = theme;
      store.set("dossier-theme", theme);
      show();
    });
  }

  function layerBoxes() {
    document.querySelectorAll(".layers input").forEach(function (box) {
      var key = "dossier-" + box.id;
      if (store.get(key) === "off") box.checked = false;
      box.addEventListener("change", function () { store.set(key, box.checked ? null : "off"); });
    });
  }

  // Browsers open a note whose number is followed by themselves (HTML, section 7.4.6.4); older ones
  // need help.
  function reveal() {
    var target = document.getElementById(location.hash.slice(1));
    var note = target && target.closest("details");
    if (!note || note.open) return;
    note.open = true;
    target.scrollIntoView();
  }

  themeButton();
  layerBoxes();
  reveal();
  addEventListener("hashchange", reveal);
})();
