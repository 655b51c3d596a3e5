// Conveniences of registers, entries and the list of documents: sorting and filtering what stands on
// the page. Without a script, all of it stands there in the order in which it was made.
"use strict";
(function () {
  var order = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });

  function text(element, selector) {
    var found = selector ? element.querySelector(selector) : element;
    return found ? found.textContent.trim() : "";
  }

  // Letters and digits only: quotation marks and dots do not decide where a line stands.
  function bare(words) { return words.replace(/[^\p{L}\p{N}\s]+/gu, " ").trim(); }

  // The number that ends a line: “… (1,234 mentions)”.
  function frequency(line) {
    var last = /\(([^()]*)\)\s*$/.exec(line.textContent);
    return last ? Number(last[1].replace(/\D+/g, "")) : 0;
  }

  var keys = {
    left: function (line) { return bare(text(line, ".left")).split(/\s+/).reverse().join(" "); },
    right: function (line) {
      var hit = line.querySelector(".hit");
      var word = hit && hit.querySelector("strong");
      return hit ? bare(hit.textContent.slice(word ? word.textContent.length : 0)) : "";
    },
    title: function (line) { return bare(text(line, ".title") || text(line, "td:nth-child(2)")); },
    words: function (line) { return -Number(text(line, "td:last-child").replace(/\D+/g, "")); },
    frequency: function (line) { return -frequency(line); }
  };

  var lists = {
    mentions: function () { return document.querySelectorAll(".kwic > li"); },
    documents: function () { return document.querySelectorAll(".kind-documents tbody > tr"); },
    register: function () { return document.querySelectorAll(".entries li"); }
  };

  function compare(a, b) {
    var by = typeof a.key === "number" ? a.key - b.key : order.compare(a.key, b.key);
    return by || a.place - b.place;
  }

  function begin(tools) {
    var what = tools.dataset.tools;
    var lines = Array.from(lists[what]());
    if (lines.length < 2) return;
    // Where each line stood at first.
    var homes = lines.map(function (line) { return line.parentNode; });
    var shown = tools.querySelector(".shown");
    var input = tools.querySelector("input");
    var buttons = Array.from(tools.querySelectorAll("button"));

    function sort(by) {
      var key = keys[by];
      if (!key) {
        lines.forEach(function (line, n) { homes[n].append(line); });
      } else {
        var keyed = lines.map(function (line, n) { return { line: line, key: key(line), place: n }; });
        var all = document.createDocumentFragment();
        keyed.sort(compare).forEach(function (one) { all.append(one.line); });
        homes[0].append(all);
      }
      homes[0].classList.toggle("mixed", Boolean(key));
      buttons.forEach(function (button) {
        button.setAttribute("aria-pressed", String(button.dataset.sort === by));
      });
      headings();
    }

    // A letter without a line below it says nothing.
    function headings() {
      document.querySelectorAll(".entries h2").forEach(function (heading) {
        var list = heading.nextElementSibling;
        heading.hidden = !list || !list.querySelector("li:not([hidden])") ||
          homes[0].classList.contains("mixed");
      });
    }

    function folded(words) { return words.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase(); }

    function filter() {
      var wanted = folded(input.value).split(/\s+/).filter(Boolean);
      var found = 0;
      lines.forEach(function (line) {
        var words = folded(line.textContent);
        line.hidden = !wanted.every(function (word) { return words.includes(word); });
        if (!line.hidden) found += 1;
      });
      if (what === "mentions") homes[0].classList.toggle("filtered", wanted.length > 0);
      shown.textContent = wanted.length === 0 ? "" :
        shown.dataset.shown.replace("{n}", found).replace("{all}", lines.length);
      headings();
    }

    buttons.forEach(function (button) {
      button.addEventListener("click", function () { sort(button.dataset.sort); });
    });
    input.addEventListener("input", filter);
    tools.hidden = false;
    // A browser that restores the field restores what it did.
    if (input.value) filter();
  }

  document.querySelectorAll(".tools").forEach(begin);
})();
