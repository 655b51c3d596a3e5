// What every page needs at once, and no more: the choices of colours and layers are remembered, older
// browsers open a note from its number, and what a reader asks for (search, previews, keys) is loaded when
// it is first asked for. Everything else on the site works without. Loaded in the head, so that the chosen
// colours are there before the page is drawn; the rest waits for the page.
(() => {
  "use strict";

  const store = {
    get(key) {
      try { return localStorage.getItem(key); } catch (error) { return null; }
    },
    set(key, value) {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch (error) { /* no storage: the choice lasts as long as the page */ }
    },
  };

  const theme = store.get("dossier-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;

  // ---- A page that has moved: the passage that was asked for is asked for there, too.

  addEventListener("DOMContentLoaded", () => {
    const moved = document.querySelector(".kind-moved a.moved");
    if (moved && location.hash) location.replace(moved.href + location.search + location.hash);
  });

  // ---- Loading. Script elements also work from file://.

  const loads = new Map();
  /** Loads one of the site's scripts, once. */
  const load = (name) => {
    if (!loads.has(name)) {
      loads.set(name, new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.src = (document.body.dataset.root || "") + name;
        element.onload = resolve;
        element.onerror = () => {
          loads.delete(name);
          reject(new Error(name));
        };
        document.head.append(element);
      }));
    }
    return loads.get(name);
  };
  window.dossier = { load, store };

  // ---- Colours and layers.

  const isDark = () => {
    const theme = document.documentElement.dataset.theme;
    return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };

  const themeButton = () => {
    const button = document.querySelector("button.theme");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      const theme = isDark() ? "light" : "dark";
      document.documentElement.dataset.theme = theme;
      store.set("dossier-theme", theme);
      show();
    });
  };

  const layers = () => {
    for (const box of document.querySelectorAll(".layers [type=checkbox]")) {
      const key = `dossier-${box.id}`;
      if (store.get(key) === "off") box.checked = false;
      box.addEventListener("change", () => store.set(key, box.checked ? null : "off"));
    }
    for (const choice of document.querySelectorAll(".layers [name=presence]")) {
      if (store.get("dossier-presence") === choice.id) choice.checked = true;
      choice.addEventListener("change", () => store.set("dossier-presence", choice.id));
    }
  };

  // Browsers open a note whose number is followed by themselves (HTML, section 7.4.6.4); older ones
  // need help.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    const note = target && target.closest("details");
    if (!note || note.open) return;
    note.open = true;
    target.scrollIntoView();
  };

  // ---- Search and reading, when they are asked for.

  const search = async (input) => {
    await load("search.js");
    // What was typed in the meantime is news to the search.
    if (input.value) input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  let isDown = false;
  let presses = 0;
  const press = () => {
    isDown = true;
    presses += 1;
  };
  addEventListener("pointerdown", press, { capture: true, passive: true });
  for (const kind of ["pointerup", "pointercancel"]) {
    addEventListener(kind, () => { isDown = false; }, { capture: true, passive: true });
  }

  /**
   * Hands what happened to reader.js as soon as it is there; a finger only if it still lies there, and
   * pointing only if nothing was pressed in the meantime: who follows a link needs no preview of it.
   */
  const read = (event) => {
    const before = presses;
    const isStale = () =>
      (event.type === "pointerdown" && !isDown) || (event.type === "pointerover" && before !== presses);
    const hand = () => !isStale() && window.dossier.reader(event);
    return load("reader.js").then(hand, () => {});
  };

  const isTyping = (at) => at instanceof Element &&
    at.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  addEventListener("keydown", (event) => {
    const isQuick = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const isSingle = !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
    if (isSingle && event.key.length === 1 && event.key !== " " && store.get("dossier-keys") === "off") {
      // Single keys are switched off (WCAG 2.2, 2.1.4), whoever would listen to them.
      event.stopImmediatePropagation();
    } else if (isQuick || (isSingle && event.key === "/")) {
      const input = document.querySelector("#search input") || document.querySelector(".search-box input");
      if (!input) return;
      event.preventDefault();
      input.focus();
      input.select();
    } else if (isSingle && ["n", "p", "?"].includes(event.key) && !window.dossier.reader) {
      read(event);
    }
  }, true);

  // Citing paragraphs and selected words is loaded when it is first wanted.
  const citing = () => {
    const cite = document.querySelector("details.cite");
    if (!cite) return;
    const wanted = () => load("cite.js").catch(() => {});
    if (/[?&]v=/.test(location.search) || /^#[ps]\d/.test(location.hash)) wanted();
    addEventListener("hashchange", wanted);
    cite.addEventListener("toggle", wanted);
    document.addEventListener("selectionchange", () => {
      if (!getSelection().isCollapsed) wanted();
    });
  };

  // A drawing that is wider than the window begins where most of its signs are.
  const drawings = () => {
    for (const frame of document.querySelectorAll(".kind-network .drawing, .kind-map .drawing")) {
      const { left, width } = frame.getBoundingClientRect();
      if (frame.scrollWidth <= frame.clientWidth) continue;
      const places = [...frame.querySelectorAll(".node")].map((sign) => sign.getBoundingClientRect().left - left);
      places.sort((a, b) => a - b);
      frame.scrollLeft += places[places.length >> 1] - width / 2;
    }
  };

  const start = () => {
    themeButton();
    // How wide it is, the styles say.
    if (document.readyState === "complete") drawings();
    else addEventListener("load", drawings);
    layers();
    citing();
    reveal();
    addEventListener("hashchange", reveal);
    const box = document.querySelector(".search-box input");
    if (box && !document.getElementById("search")) {
      box.addEventListener("focus", () => search(box).catch(() => {}), { once: true });
    }
    // A result of the search leads here: its words are to be marked.
    if (new URLSearchParams(location.search).has("mark")) load("search.js").catch(() => {});
    const main = document.getElementById("main");
    const first = (event) => {
      const isTouch = event.pointerType === "touch";
      if (!window.dossier.reader && (isTouch || event.target.closest("a[href], .m"))) read(event);
    };
    // A finger on a note's number or a mark asks for its preview; on any other link it follows it.
    const tap = (event) => {
      if (window.dossier.reader || event.pointerType !== "touch") return;
      const link = event.target.closest("a[href]");
      if (link ? !link.matches(".ref") : !event.target.closest(".m")) return;
      event.preventDefault();
      read(event);
    };
    if (main) main.addEventListener("click", tap);
    for (const kind of ["pointerover", "focusin", "pointerdown"]) {
      if (main) main.addEventListener(kind, first, { passive: true });
    }
    const keys = document.querySelector(".site-foot .keys");
    if (keys) {
      keys.hidden = false;
      keys.addEventListener("click", read);
    }
  };

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
