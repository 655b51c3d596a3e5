// Reading conveniences, loaded by site.js when they are first asked for: previews of what a link leads to
// and of who made a mark and why, the words that a note is about lit from its number, and a linear mode,
// next and previous annotation by keys.
//
// Data lies in `previews/` as classic scripts, each one call `dossierPreviews(pieces)`; src/previews says
// what is in them. They work from file://. Words of a page reach the reader as text nodes only.
(() => {
  "use strict";

  const { load, store } = window.dossier;
  const ROOT = new URL(document.body.dataset.root || "./", location.href).href;
  const HERE = location.href.split("#")[0];
  const SHARDS = Number(document.body.dataset.previews) || 0;
  /** Milliseconds: until a link's preview comes, a mark's, a long press counts, a preview goes. */
  const LINK = 300;
  const MARK = 600;
  const PRESS = 500;
  const GRACE = 250;
  const EXCERPT = 320;

  const main = document.getElementById("main");
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  // ---- Data.

  const pieces = new Map();
  let words = {};
  window.dossierPreviews = (data) => {
    for (const [address, piece] of Object.entries(data)) {
      if (address === "") words = piece;
      else pieces.set(address, piece);
    }
  };
  const ready = load("previews/words.js").catch(() => {});
  const say = (key) => words[key] || "";

  /** In which file an address's piece lies: FNV-1a, 32 bits, as src/previews/shards.rs has it. */
  const shard = (address) => {
    let hash = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(address)) {
      hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    }
    return hash % SHARDS;
  };

  /** The piece of an address; without one for a place in a page, the page's. */
  const piece = async (address) => {
    if (!SHARDS) return null;
    for (const key of new Set([address, address.split("#")[0]])) {
      if (!pieces.has(key)) await load(`previews/${shard(key)}.js`).catch(() => {});
      if (pieces.has(key)) return pieces.get(key);
    }
    return null;
  };

  // ---- Marks: who made them and why. The title that serves without a script gives way to the preview.

  for (const mark of document.querySelectorAll(".m[title]")) {
    mark.dataset.title = mark.title;
    mark.removeAttribute("title");
  }
  const layerOf = (mark) => (/(?:^| )m-([a-z]+)/.exec(mark.className) || [])[1];
  const isOff = (id, state) => {
    const input = document.getElementById(id);
    return Boolean(input) && input.checked === state;
  };
  const isShown = (mark) => !isOff(`layer-${layerOf(mark)}`, false) && !isOff("presence-off", true);
  const saying = (mark) => [say(`layer-${layerOf(mark)}`), mark.dataset.title];

  /** All marks over an element, the innermost first, each annotation once. */
  const marksOver = (element) => {
    const found = [];
    for (let at = element.closest(".m"); at; at = at.parentElement.closest(".m")) {
      if (isShown(at)) found.push(at);
    }
    return found;
  };

  // ---- What a preview shows.

  const bars = ({ counts, from, to }) => {
    const SVG = "http://www.w3.org/2000/svg";
    const most = Math.max(...counts);
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "preview-bars");
    svg.setAttribute("viewBox", `0 0 ${counts.length} 20`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    counts.forEach((count, n) => {
      const bar = document.createElementNS(SVG, "rect");
      const height = Math.max(count && 1, (20 * count) / most);
      bar.setAttribute("x", n + 0.1);
      bar.setAttribute("y", 20 - height);
      bar.setAttribute("width", 0.8);
      bar.setAttribute("height", height);
      svg.append(bar);
    });
    const span = make("p", "preview-span");
    span.append(make("span", "", from), make("span", "", to));
    return [svg, span];
  };

  const shownPiece = (data) => {
    const parts = [];
    const add = (className, text) => text && parts.push(make("p", className, text));
    add("preview-kind", data.kind);
    add("preview-title", data.title);
    add("preview-facts", data.fact);
    add("", data.text);
    if (data.bars) parts.push(...bars(data.bars));
    if (data.lines) {
      const list = make("ul");
      for (const line of data.lines) list.append(make("li", "", line));
      parts.push(list);
    }
    return parts;
  };

  /** A note of this page: what it is, and its words with their links. */
  const shownNote = (body) => {
    const note = body.closest(".note");
    const head = note.querySelector("summary") || note;
    const parts = [make("p", "preview-kind", [...head.querySelectorAll("strong, .by")].map((e) => e.textContent).join(" · "))];
    const copy = (note === body ? make("div") : body.cloneNode(true));
    copy.removeAttribute("id");
    copy.removeAttribute("class");
    for (const own of copy.querySelectorAll(".note-foot, .back")) own.remove();
    for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
    parts.push(copy);
    return parts;
  };

  /** A place on this page: its words without numbers. */
  const shownPlace = (place) => {
    const copy = place.cloneNode(true);
    for (const own of copy.querySelectorAll("[data-own]")) own.remove();
    const text = copy.textContent.replace(/\s+/g, " ").trim();
    return text ? [make("p", "", text.length > EXCERPT ? `${text.slice(0, EXCERPT)} …` : text)] : [];
  };

  const shownTarget = async (link) => {
    if (!link || link.matches(".num, .back, .skip")) return [];
    const [page, anchor] = link.href.split("#");
    if (page === HERE) {
      const place = anchor && document.getElementById(decodeURIComponent(anchor));
      if (!place) return [];
      return place.closest(".note") ? shownNote(place) : shownPlace(place);
    }
    if (!link.href.startsWith(ROOT)) return [];
    const data = await piece(link.href.slice(ROOT.length).replace(/\?[^#]*/, ""));
    return data ? shownPiece(data) : [];
  };

  const shownMarks = (element) => {
    const marks = marksOver(element);
    if (marks.length === 0) return [];
    const list = make("ul", "preview-marks");
    for (const mark of marks) {
      const [layer, what] = saying(mark);
      const line = make("li");
      line.append(make("b", "", layer), ` ${what}`);
      list.append(line);
    }
    return [list];
  };

  // ---- The preview itself: one for the page.

  const box = make("div", "preview");
  const body = make("div", "preview-body");
  const tools = make("p", "preview-tools");
  const pin = make("button");
  const open = make("a");
  const close = make("button");
  pin.type = "button";
  close.type = "button";
  body.id = "preview-body";
  box.id = "preview";
  box.hidden = true;
  if (box.showPopover) box.popover = "manual";
  tools.append(open, pin, close);
  box.append(body, tools);
  document.body.append(box);

  let trigger = null;
  let isPinned = false;
  let turn = 0;
  let timer = 0;

  const isOpen = () => !box.hidden;
  const later = (what, pause) => {
    clearTimeout(timer);
    timer = setTimeout(what, pause);
  };

  const hide = () => {
    clearTimeout(timer);
    turn += 1;
    if (!isOpen()) return;
    if (box.hidePopover && box.matches(":popover-open")) box.hidePopover();
    box.hidden = true;
    isPinned = false;
    if (trigger) trigger.removeAttribute("aria-describedby");
    trigger = null;
  };

  const setPinned = (value) => {
    isPinned = value;
    box.classList.toggle("pinned", value);
    box.setAttribute("role", value ? "dialog" : "group");
    pin.hidden = value;
    close.hidden = !value;
  };

  /** Below the words, above them where there is no room, inside the window. */
  const place = (element, at) => {
    const isNarrow = matchMedia("(max-width: 43.99rem)").matches;
    box.classList.toggle("sheet", isNarrow);
    box.style.left = "";
    box.style.top = "";
    if (isNarrow) return;
    const all = [...element.getClientRects()];
    const under = at && all.find((r) => at.y >= r.top - 2 && at.y <= r.bottom + 2);
    const rect = under || all[0] || element.getBoundingClientRect();
    const size = box.getBoundingClientRect();
    const left = at ? at.x - 24 : rect.left;
    const below = rect.bottom + 6;
    const top = below + size.height < innerHeight - 4 ? below : Math.max(4, rect.top - 6 - size.height);
    box.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - size.width - 8))}px`;
    box.style.top = `${top}px`;
  };

  /** Shows the preview of a link or mark; says whether there is anything to show. */
  const show = async (element, { at = null, pinned = false, described = false } = {}) => {
    clearTimeout(timer);
    turn += 1;
    const mine = turn;
    await ready;
    const link = element.closest("a[href]") || element.querySelector("a[href]:not(.ref)");
    const parts = [...(await shownTarget(link)), ...shownMarks(element)];
    if (mine !== turn) return false;
    if (parts.length === 0) {
      hide();
      return false;
    }
    if (isOpen()) hide();
    trigger = element;
    body.replaceChildren(...parts);
    open.hidden = !link;
    if (link) open.href = link.href;
    open.textContent = say("open-page");
    pin.textContent = say("pin");
    close.textContent = say("close");
    box.setAttribute("aria-label", say("preview"));
    setPinned(pinned);
    box.hidden = false;
    if (box.showPopover) box.showPopover();
    place(element, at);
    if (described) element.setAttribute("aria-describedby", body.id);
    return true;
  };

  /** Into the preview, by keyboard. */
  const enter = () => {
    if (!isOpen()) return;
    setPinned(true);
    const stop = box.querySelector("a[href]:not([hidden]), button:not([hidden])");
    if (stop) stop.focus();
  };

  const leave = () => {
    const back = trigger;
    hide();
    if (back) back.focus();
  };

  // ---- Pointer.

  const reachable = (target) => (target instanceof Element ? target.closest("#main a[href], #main .m") : null);

  /** Lights the words of a note and the note itself. */
  let label = null;
  const light = (target) => {
    const note = target && target.closest(".note");
    const ref = target && target.closest(".ref");
    const next = ref ? ref.hash.slice(1) : note ? (note.id || (note.querySelector(".note-body") || {}).id) : null;
    if (next === label) return;
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    label = next;
    if (!label) return;
    for (const part of document.querySelectorAll(`[data-n="${CSS.escape(label)}"]`)) part.classList.add("lit");
    const lit = document.getElementById(label);
    if (lit) lit.closest(".note").classList.add("lit");
  };

  let last = { x: -1, y: -1 };
  const onOver = (event) => {
    if (event.pointerType === "touch") return;
    // The page moved under a pointer at rest: nothing was pointed at.
    if (event.clientX === last.x && event.clientY === last.y) return;
    const target = event.target instanceof Element ? event.target : null;
    light(target);
    if (isPinned || (target && box.contains(target))) {
      clearTimeout(timer);
      return;
    }
    const element = reachable(target);
    if (element && element === trigger) {
      clearTimeout(timer);
    } else if (element && !(element.closest(".preview-tools"))) {
      const at = { x: event.clientX, y: event.clientY };
      later(() => show(element, { at }), element.matches("a") ? LINK : MARK);
    } else if (isOpen()) {
      later(hide, GRACE);
    } else {
      clearTimeout(timer);
    }
  };

  // ---- Touch: a long press shows a link's preview, a tap that of a note's number or of a mark.

  let pressed = null;
  let isHeld = false;
  const release = () => {
    if (pressed) clearTimeout(pressed.timer);
    pressed = null;
  };
  const onDown = (event) => {
    isHeld = false;
    release();
    clearTimeout(timer);
    if (isOpen() && event.target instanceof Node && !box.contains(event.target)) hide();
    const element = event.pointerType === "touch" && reachable(event.target);
    if (!element) return;
    const press = () => {
      isHeld = true;
      show(element, { pinned: true });
    };
    pressed = { x: event.clientX, y: event.clientY, timer: setTimeout(press, PRESS) };
  };
  const onMove = (event) => {
    last = { x: event.clientX, y: event.clientY };
    if (pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > 10) release();
  };
  const onClick = (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    if (isHeld && reachable(target)) {
      event.preventDefault();
      isHeld = false;
      return;
    }
    if (event.pointerType !== "touch") {
      // Who follows a link needs no preview of it.
      if (!box.contains(target)) clearTimeout(timer);
      return;
    }
    const link = target.closest("#main a[href]");
    const element = link ? target.closest(".ref") : target.closest("#main .m");
    if (!element) return;
    if (link) event.preventDefault();
    show(element, { pinned: true });
  };

  // ---- Keyboard.

  const onFocus = (event) => {
    const target = event.target;
    light(target);
    if (box.contains(target)) return;
    if (isPinned) return;
    const link = target.closest("#main a[href]");
    if (link && link.matches(":focus-visible")) {
      later(() => document.activeElement === link && show(link, { described: true }), LINK);
    } else if (isOpen()) {
      hide();
    }
  };

  /** Leaving the preview by Tab leads back to the link that it belongs to: no trap, no jump to the end. */
  const onTab = (event) => {
    const stops = [...box.querySelectorAll("a[href], button")].filter((stop) => !stop.hidden);
    const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (document.activeElement !== edge) return;
    event.preventDefault();
    leave();
  };

  // ---- Linear mode.

  const status = make("div", "visually-hidden");
  status.setAttribute("role", "status");
  document.body.append(status);
  let current = null;

  /** What is announced, once: the layer, what it says, who made it, where, how many there are. */
  const announce = (mark, n, of) => {
    const block = mark.closest(".text [id^=p]:not(.m)");
    const number = block && /^p(\d+)$/.exec(block.id);
    const where = number ? say("paragraph").replace("{n}", number[1]) : "";
    const parts = [`${say(`layer-${layerOf(mark)}`)}: ${mark.textContent}`, mark.dataset.title, where, `${n} / ${of}`];
    status.textContent = parts.filter(Boolean).join(". ");
  };

  const step = async (by) => {
    await ready;
    const marks = [...document.querySelectorAll(".text [id^=a-].m")].filter(isShown);
    const last = current ? marks.indexOf(current) : -1;
    const inView = marks.findIndex((mark) => mark.getBoundingClientRect().top >= 0);
    const from = last >= 0 ? last + by : by > 0 ? Math.max(0, inView) : inView - 1;
    const mark = marks[from];
    if (!mark) {
      status.textContent = say("marks-none");
      return;
    }
    if (current) current.classList.remove("current");
    current = mark;
    mark.classList.add("current");
    mark.scrollIntoView({ block: "center" });
    // From here Tab goes on.
    getSelection().collapse(mark, 0);
    announce(mark, from + 1, marks.length);
    await show(mark);
  };

  const help = make("dialog", "keys-help");
  const showHelp = async () => {
    await ready;
    if (help.open) return;
    const title = make("h2", "", say("keys-help"));
    title.id = "keys-help";
    help.setAttribute("aria-labelledby", title.id);
    const list = make("dl");
    const keys = [["n", "keys-next"], ["p", "keys-previous"], ["Enter, Alt+↓", "keys-enter"], ["Esc", "keys-preview"], ["/, Ctrl+K", "keys-search"], ["?", "keys-help"]];
    for (const [key, name] of keys) list.append(make("dt", "", key), make("dd", "", say(name)));
    const choice = make("label");
    const toggle = make("input");
    toggle.type = "checkbox";
    toggle.checked = store.get("dossier-keys") !== "off";
    toggle.addEventListener("change", () => store.set("dossier-keys", toggle.checked ? null : "off"));
    choice.append(toggle, ` ${say("keys-off")}`);
    const done = make("button", "", say("keys-close"));
    done.type = "button";
    done.addEventListener("click", () => help.close());
    help.replaceChildren(title, list, choice, done);
    if (!help.isConnected) document.body.append(help);
    help.showModal();
  };

  const isTyping = (at) => at instanceof Element && at.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const onKey = (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const isCurrent = current && isOpen() && trigger === current && document.activeElement === document.body;
    if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      if (box.contains(document.activeElement)) leave();
      else hide();
    } else if (event.key === "Tab" && box.contains(document.activeElement)) {
      onTab(event);
    } else if (isOpen() && ((event.altKey && event.key === "ArrowDown") || (isCurrent && plain && event.key === "Enter"))) {
      event.preventDefault();
      enter();
    } else if (plain && !isTyping(event.target) && !help.open) {
      const action = { n: () => step(1), p: () => step(-1), "?": showHelp }[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    }
  };

  // ---- Together.

  document.addEventListener("pointerover", onOver, { passive: true });
  document.addEventListener("pointerdown", onDown, { passive: true });
  document.addEventListener("pointermove", onMove, { passive: true });
  document.addEventListener("pointerup", release, { passive: true });
  document.addEventListener("pointercancel", release, { passive: true });
  document.addEventListener("contextmenu", (event) => {
    if (isHeld || (pressed && reachable(event.target))) event.preventDefault();
  });
  document.addEventListener("click", onClick, true);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("keydown", onKey);
  document.addEventListener("scroll", () => {
    if (isOpen() && !isPinned && trigger !== current && trigger !== document.activeElement) later(hide, GRACE);
  }, { passive: true });
  pin.addEventListener("click", () => setPinned(true));
  close.addEventListener("click", leave);
  if (main) main.addEventListener("pointerleave", () => isOpen() && !isPinned && later(hide, GRACE));

  const handlers = { click: onClick, pointerover: onOver, pointerdown: onDown, focusin: onFocus, keydown: onKey };
  /** Takes over what happened before this script was there. */
  window.dossier.reader = (event) => {
    if (event.target.closest(".open-keys")) showHelp();
    else handlers[event.type](event);
  };
})();
