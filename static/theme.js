// Sets the chosen colours before the page is drawn. Loaded in the head, so it stays small.
"use strict";
(function () {
  try {
    var theme = localStorage.getItem("dossier-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch (error) { /* no storage: the system's choice holds */ }
})();
