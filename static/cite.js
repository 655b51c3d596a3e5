// Citing: a paragraph's citation, whether what was cited is what is there, and what can be done with
// selected words. static/site.js loads this when it is first wanted. It has no words of its own:
// templates/cite.html has them.
//
// A document's text is its leaves (paragraphs, headings, cells, code), each two parted by a blank line,
// as in src/document; what the edition adds to it is marked `data-own`. The functions of the first half
// know no page; tests run them in Node.js and compare what they write with what the program reads.
(() => {
  "use strict";

  const GAP = "\n\n";
  /** Code points of context in an annotation, as in src/export/annotations.rs. */
  const CONTEXT = 32;
  /** The longest passage, in UTF-16 units, that a link spells out; of longer ones both ends. */
  const LONGEST = 200;
  /** How many words of context are tried before giving up. */
  const WORDS = 40;

  // ---- Words and places. Offsets are UTF-16 units unless it says code points.

  /** Words in one line. */
  const plain = (text) => text.replace(/\s+/g, " ").trim();

  /** As words are compared when passages are counted: more may be equal than the program thinks. */
  const folded = (text) =>
    plain(text).toLowerCase().replace(/[„“”«»‚‘’‹›"]/g, "'").replace(/[‐‑‒–—]/g, "-");

  /** How often a passage occurs, up to two. */
  const occurrences = (text, part) => {
    const first = part ? text.indexOf(part) : -1;
    return first < 0 ? 0 : text.indexOf(part, first + 1) < 0 ? 1 : 2;
  };

  /** A span without the blanks at its ends. */
  const trimmed = (text, from, to) => {
    while (from < to && /\s/.test(text[from])) from += 1;
    while (to > from && /\s/.test(text[to - 1])) to -= 1;
    return [from, to];
  };

  /** Where the word before, or behind, a place begins, or ends. */
  const wordBefore = (text, at) => at - (/\S+\s*$/.exec(text.slice(0, at)) || [""])[0].length;
  const wordBehind = (text, at) => at + (/^\s*\S+/.exec(text.slice(at)) || [""])[0].length;

  // ---- Notes: what src/notes/quote.rs reads.

  /** Words as a quote has them: a backslash before what would be more than a character. */
  const escaped = (words) =>
    words
      .replace(/[\\*_`[\]<~|…]/g, "\\$&")
      .replace(/\.(?=\.\.)|(?<=\.)\.(?=\.)|(?<=\.\.)\./g, "\\.")
      .split("\n")
      .map((line) => line.trim().replace(/^[#>+=-]/, "\\$&").replace(/^(\d+)([.)])/, "$1\\$2"))
      .join("\n");

  /** A callout for the notes file, its target in bold with some context where it occurs twice. */
  const note = (text, start, end) => {
    const [from, to] = trimmed(text, start, end);
    const all = folded(text);
    const single = occurrences(all, folded(text.slice(from, to))) === 1;
    let before = from;
    let behind = to;
    if (!single) {
      for (let n = 0; n < WORDS && occurrences(all, folded(text.slice(before, behind))) > 1; n += 1) {
        before = wordBefore(text, before);
        behind = wordBehind(text, behind);
      }
      // One word more on either side: two equal ones at the ends tell nothing apart.
      before = wordBefore(text, before);
      behind = wordBehind(text, behind);
    }
    const target = escaped(text.slice(from, to));
    const quote = single
      ? target
      : `${escaped(text.slice(before, from)).trimStart()}${spaceAt(text, from - 1)}**${target}**` +
        `${spaceAt(text, to)}${escaped(text.slice(to, behind)).trimEnd()}`;
    const lines = quote.trim().split("\n").map((line) => `> ${line}`.trimEnd());
    return `> [!note]\n${lines.join("\n")}\n`;
  };

  /** Escaping takes blanks off the ends of lines; one between words and target is put back. */
  const spaceAt = (text, at) => (at >= 0 && at < text.length && /[^\S\n]/.test(text[at]) ? " " : "");

  // ---- Annotations: what src/export/annotations.rs writes (Web Annotation Data Model, 2017).

  const annotation = (text, from, to, source) => {
    const points = (part) => Array.from(part);
    const start = points(text.slice(0, from)).length;
    const exact = text.slice(from, to);
    const end = start + points(exact).length;
    return {
      "@context": "http://www.w3.org/ns/anno.jsonld",
      id: `${source}#char=${start},${end}`,
      type: "Annotation",
      motivation: "highlighting",
      target: {
        source,
        selector: [
          {
            type: "TextQuoteSelector",
            prefix: points(text.slice(0, from)).slice(-CONTEXT).join(""),
            exact,
            suffix: points(text.slice(to)).slice(0, CONTEXT).join(""),
          },
          { type: "TextPositionSelector", start, end },
        ],
      },
    };
  };

  // ---- Text fragments (WICG, URL Fragment Text Directives).

  const percent = (words) => encodeURIComponent(plain(words)).replace(/-/g, "%2D");

  /** The places between words: browsers find whole words only. */
  const edges = (text) => {
    const places = new Set([0, text.length]);
    if (typeof Intl === "object" && Intl.Segmenter) {
      for (const part of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
        places.add(part.index);
      }
    } else {
      const inside = /[\p{L}\p{N}\p{M}_'’.]/u;
      for (let at = 1; at < text.length; at += 1) {
        if (!inside.test(text[at - 1]) || !inside.test(text[at])) places.add(at);
      }
    }
    return places;
  };

  /** The directive for a span of `text`, a page's words as they are shown, a line a block. */
  const fragment = (text, start, end) => {
    const places = edges(text);
    let [from, to] = trimmed(text, start, end);
    while (!places.has(from)) from -= 1;
    while (!places.has(to)) to += 1;
    const all = folded(text);
    const isOne = (a, b) => occurrences(all, folded(text.slice(a, b))) === 1;
    const lineStart = text.lastIndexOf("\n", from - 1) + 1;
    const lineEnd = (text.indexOf("\n", to) + text.length + 1) % (text.length + 1);
    const grow = (at, step, limit, enough) => {
      for (let n = 0; n < WORDS && at !== limit; n += 1) {
        at = step < 0 ? Math.max(limit, wordBefore(text, at)) : Math.min(limit, wordBehind(text, at));
        if (n > 1 && enough(at)) break;
      }
      return at;
    };
    const words = text.slice(from, to);
    if (words.length > LONGEST || words.includes("\n")) {
      // Each end within its own block.
      const first = (text.indexOf("\n", from) + text.length + 1) % (text.length + 1);
      const last = text.lastIndexOf("\n", to - 1) + 1;
      const head = grow(from, 1, Math.min(first, to), (at) => isOne(from, at));
      const tail = grow(to, -1, Math.max(last, head, from), (at) => isOne(at, to));
      return `:~:text=${percent(text.slice(from, head))},${percent(text.slice(tail, to))}`;
    }
    if (isOne(from, to)) return `:~:text=${percent(words)}`;
    const before = grow(from, -1, lineStart, (at) => isOne(at, to));
    const behind = isOne(before, to) ? to : grow(to, 1, lineEnd, (at) => isOne(before, at));
    const prefix = plain(text.slice(before, from)) ? `${percent(text.slice(before, from))}-,` : "";
    const suffix = plain(text.slice(to, behind)) ? `,-${percent(text.slice(to, behind))}` : "";
    return `:~:text=${prefix}${percent(words)}${suffix}`;
  };

  // ---- Versions.

  /** Eight digits by which a paragraph is known again (FNV-1a, 32 bits, over UTF-8). A change shows; it
      is no proof against somebody who wants two texts to have the same. */
  const checksum = (words) => {
    let sum = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(plain(words))) {
      sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
    }
    return sum.toString(16).padStart(8, "0");
  };

  if (typeof document === "undefined") {
    module.exports = { annotation, checksum, fragment, note };
    return;
  }

  // ---- The page.

  const cite = document.querySelector("details.cite");
  const section = document.querySelector("section.text");
  if (!cite || !section) return;
  const menu = document.querySelector(".cite-menu");
  const dialog = document.querySelector(".cite-dialog");
  const said = document.querySelector(".cite-said");
  const { version, source } = cite.dataset;

  const fill = (words, name, value) => words.split(`{${name}}`).join(value);
  const say = (words) => {
    said.textContent = "";
    setTimeout(() => { said.textContent = words; }, 60);
  };

  /** The text's leaves, and where the words of each lie in the page and in the whole text. */
  const read = () => {
    const found = section.querySelectorAll(
      "p[id], li[id], h2[id], h3[id], h4[id], h5[id], h6[id], .code[id] code, tr[id] > th, tr[id] > td"
    );
    const leaves = [];
    let text = "";
    for (const element of found) {
      const id = element.closest("[id]").id;
      if (!/^[ps]\d+$/.test(id) || element.closest("[data-own]")) continue;
      if (leaves.length) text += GAP;
      const leaf = { id, element, start: text.length, pieces: [] };
      const walk = (node) => {
        for (const child of node.childNodes) {
          if (child.nodeType === Node.TEXT_NODE) {
            leaf.pieces.push({ node: child, start: text.length });
            text += child.data;
          } else if (child.nodeName === "BR") {
            text += "\n";
          } else if (child.nodeType === Node.ELEMENT_NODE && !child.hasAttribute("data-own")) {
            walk(child);
          }
        }
      };
      walk(element);
      leaf.end = text.length;
      leaves.push(leaf);
    }
    return { text, leaves };
  };

  /** What a selection has of the text; nothing where it lies elsewhere. */
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(section)) return null;
    const { text, leaves } = read();
    let span = null;
    const ids = [];
    for (const leaf of leaves) {
      if (!range.intersectsNode(leaf.element)) continue;
      for (const { node, start } of leaf.pieces) {
        if (!range.intersectsNode(node)) continue;
        const from = node === range.startContainer ? range.startOffset : 0;
        const to = node === range.endContainer ? range.endOffset : node.length;
        if (from >= to) continue;
        span = { from: span ? span.from : start + from, to: start + to };
        if (ids[ids.length - 1] !== leaf.id) ids.push(leaf.id);
      }
    }
    if (!span || !text.slice(span.from, span.to).trim()) return null;
    return { text, leaves, ids, range, ...span };
  };

  /** The page's words as they are shown, a line a block, and where a range lies in them. */
  const visible = (range) => {
    let text = "";
    let from = -1;
    let to = -1;
    // What has no box of its own (“contents”) may have parts that are seen.
    const isSeen = (element) =>
      element.checkVisibility() || getComputedStyle(element).display === "contents";
    const isBlock = (element) => !/^inline|contents|none/.test(getComputedStyle(element).display);
    const walk = (node) => {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) {
          const starts = child === range.startContainer ? range.startOffset : 0;
          const ends = child === range.endContainer ? range.endOffset : child.length;
          if (range.intersectsNode(child) && starts < ends && !child.parentElement.closest(".num, .notes")) {
            if (from < 0) from = text.length + starts;
            to = text.length + ends;
          }
          text += child.data.replace(/\s/g, " ");
        } else if (child.nodeName === "BR") {
          text += "\n";
        } else if (child.nodeType === Node.ELEMENT_NODE && isSeen(child)) {
          const apart = isBlock(child) ? "\n" : "";
          text += apart;
          walk(child);
          text += apart;
        }
      }
    };
    walk(document.querySelector("main"));
    return { text, from, to };
  };

  // ---- Addresses and citations.

  const number = (ids) => {
    const numbers = ids.map((id) => (id.startsWith("p") ? id.slice(1) : ""));
    const [first, last] = [numbers[0], numbers[numbers.length - 1]];
    return !first || !last ? "" : first === last ? first : `${first}–${last}`;
  };

  const wordsOf = (id, { text, leaves } = read()) =>
    leaves.filter((leaf) => leaf.id === id).map((leaf) => text.slice(leaf.start, leaf.end)).join(GAP);

  /** The page's address without version; a folder's only where it is asked for. */
  const base = (anywhere) => {
    const link = cite.querySelector(".citation-url");
    if (link) return link.href.split(/[?#]/)[0];
    const web = /^https?:$/.test(location.protocol);
    return web || anywhere ? location.href.split(/[?#]/)[0] : "";
  };

  const versioned = (id) => (version ? `?v=${version}-${checksum(wordsOf(id))}` : "");

  /** Makes the document's citation, its own or a copy, that of a place in it. */
  const place = (root, ids) => {
    const n = number(ids);
    const find = (name) => root.querySelector(`.citation-${name}`);
    const slot = find("paragraph");
    slot.textContent = n ? fill(slot.dataset.words, "n", n) : "";
    if (n) find("stop").textContent = ".";
    const url = base(false) ? `${base(false)}${versioned(ids[0])}#${ids[0]}` : "";
    let link = find("url");
    if (url && !link) {
      link = document.createElement("a");
      link.className = "citation-url";
      find("stop").after(" ", link);
    }
    if (link) link.href = link.textContent = url;
    for (const data of root.querySelectorAll(".cite-format pre")) {
      const about = fill(data.dataset.note, "n", n);
      const last = (text, old, now) => {
        const at = old ? text.lastIndexOf(old) : -1;
        return at < 0 ? text : text.slice(0, at) + now + text.slice(at + old.length);
      };
      const located = last(data.textContent, `?v=${version}`, `${versioned(ids[0])}#${ids[0]}`);
      data.textContent = n ? last(located, data.dataset.sum, `${about}; ${data.dataset.sum}`) : located;
    }
  };

  const body = (ids) => {
    const copy = cite.querySelector(".cite-body").cloneNode(true);
    for (const element of copy.querySelectorAll("[id]")) element.id = `place-${element.id}`;
    // The files are the document's: none has a paragraph's number.
    for (const file of copy.querySelectorAll("a[download]")) file.remove();
    for (const button of copy.querySelectorAll(".cite-copy")) {
      button.dataset.copies = `place-${button.dataset.copies}`;
    }
    if (ids) place(copy, ids);
    return copy;
  };

  const inWords = (root) =>
    plain(Array.from(root.querySelector(".citation").childNodes)
      .filter((node) => node.nodeName !== "BUTTON")
      .map((node) => node.textContent)
      .join(""));

  // ---- Copying and saving.

  const copied = (words) => {
    say(dialog.dataset.copied);
    return words;
  };

  /** The old way, for pages that no host vouches for. */
  const copyByField = (words) => {
    const field = document.createElement("textarea");
    field.value = words;
    field.className = "visually-hidden";
    (dialog.open ? dialog : document.body).append(field);
    field.select();
    let done = false;
    try { done = document.execCommand("copy"); } catch (error) { /* shown below */ }
    field.remove();
    return done;
  };

  const copy = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
      return copied(words);
    } catch (error) { /* no clipboard, or not for this page */ }
    if (copyByField(words)) return copied(words);
    show(dialog.dataset.failed, (content) => {
      const field = document.createElement("textarea");
      field.value = words;
      field.readOnly = true;
      field.rows = 8;
      field.setAttribute("aria-labelledby", "cite-heading");
      content.append(field);
      setTimeout(() => field.select());
    });
    return words;
  };

  const save = (name, type, words) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([words], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const show = (heading, put) => {
    const content = dialog.querySelector(".cite-content");
    content.textContent = "";
    dialog.querySelector("h2").textContent = heading;
    put(content);
    if (!dialog.open) dialog.showModal();
  };

  const buttons = (root) => {
    for (const button of root.querySelectorAll(".cite-copy")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const what = document.getElementById(button.dataset.copies);
        copy(what.nodeName === "PRE" ? what.textContent : inWords(what.parentElement));
      });
    }
  };

  // ---- A paragraph: its button, and whether it is what was cited.

  const button = document.createElement("button");
  button.type = "button";
  button.className = "cite-paragraph";
  button.setAttribute("data-own", "");

  const target = () => {
    const id = location.hash.slice(1);
    return /^[ps]\d+$/.test(id) ? document.getElementById(id) : null;
  };

  const atTarget = () => {
    const element = target();
    button.remove();
    if (!element) return;
    const n = number([element.id]);
    button.textContent = n ? fill(dialog.dataset.this, "n", n) : cite.querySelector("summary").textContent;
    button.onclick = () => show(button.textContent, (content) => {
      const own = body([element.id]);
      buttons(own);
      content.append(own);
    });
    const cell = element.nodeName === "TR" ? element.lastElementChild : element;
    cell.append(" ", button);
  };

  const notice = document.querySelector(".cite-notice");
  const compare = () => {
    const asked = /[?&]v=([0-9a-f]{8})(?:-([0-9a-f]{8}))?(?:&|$)/.exec(location.search);
    if (!asked || !version) return;
    const [, cited, sum] = asked;
    const element = target();
    const all = read();
    const is = (id) => checksum(wordsOf(id, all)) === sum;
    const kept = !sum || (element !== null && is(element.id));
    const words = notice.dataset;
    const parts = [];
    if (kept && cited === version) parts.push(words.same);
    else if (kept && sum) parts.push(words.sameParagraph);
    else parts.push(sum ? words.changedParagraph : words.changed);
    const now = kept ? undefined : all.leaves.find((leaf) => leaf.id.startsWith("p") && is(leaf.id));
    if (now) parts.push(fill(words.moved, "n", now.id.slice(1)));
    if (cited !== version) parts.push(fill(fill(words.cited, "cited", cited), "now", version));
    notice.textContent = parts.join(" ");
    notice.classList.toggle("cite-changed", !kept);
    notice.hidden = false;
    const row = element && element.closest(".row");
    if (row) {
      notice.setAttribute("data-own", "");
      row.before(notice);
      element.scrollIntoView();
    }
  };

  // ---- The menu of selected words.

  let chosen = null;
  let pressed = false;
  let pause = 0;

  const hide = () => {
    menu.hidden = true;
    chosen = null;
  };

  const settle = () => {
    if (!chosen || menu.hidden) return;
    const rects = chosen.range.getClientRects();
    const end = rects[rects.length - 1];
    if (!end) return;
    const room = document.documentElement.clientWidth - menu.offsetWidth - 8;
    menu.style.left = `${Math.max(8, Math.min(end.right - menu.offsetWidth / 2, room))}px`;
    const below = end.bottom + 10;
    const fits = below + menu.offsetHeight < innerHeight;
    const top = fits ? below : Math.max(8, rects[0].top - menu.offsetHeight - 10);
    menu.style.top = `${Math.max(8, Math.min(top, innerHeight - menu.offsetHeight - 8))}px`;
  };

  const offer = () => {
    if (pressed || menu.contains(document.activeElement) || dialog.open) return;
    const now = selected();
    if (!now) return hide();
    const fresh = menu.hidden;
    chosen = now;
    menu.hidden = false;
    // Beside its words in the order of the keyboard, too.
    const piece = now.range.endContainer;
    const near = (piece.nodeType === Node.TEXT_NODE ? piece.parentElement : piece).closest(".row");
    const home = near || section;
    if (menu.parentElement !== home) home.append(menu);
    // `dossier serve` also offers to write a note about the words.
    menu.dispatchEvent(new CustomEvent("dossier-selection", { detail: now }));
    settle();
    if (fresh) say(menu.dataset.hint);
  };

  const does = {
    link: () => {
      const { text, from, to } = visible(chosen.range);
      const words = from < 0 ? "" : fragment(text, from, to);
      return copy(`${base(true)}${versioned(chosen.ids[0])}#${chosen.ids[0]}${words}`);
    },
    quote: () => {
      const words = chosen.text.slice(chosen.from, chosen.to).split(GAP).map(plain).join(GAP).trim();
      return copy(`${fill(dialog.dataset.quotation, "words", words)}\n\n${inWords(body(chosen.ids))}\n`);
    },
    note: () => copy(note(chosen.text, chosen.from, chosen.to)),
    annotation: () => {
      const [from, to] = [chosen.from, chosen.to];
      const data = annotation(chosen.text, from, to, source);
      save("annotation.jsonld", "application/ld+json", `${JSON.stringify(data, null, 2)}\n`);
    },
  };

  menu.setAttribute("data-own", "");
  // A press must not take the selection away before it is used.
  menu.addEventListener("pointerdown", (event) => event.preventDefault());
  menu.addEventListener("mousedown", (event) => event.preventDefault());
  menu.addEventListener("click", (event) => {
    const button = event.target.closest("[data-does]");
    if (!button || !chosen) return;
    does[button.dataset.does]();
    hide();
  });
  menu.addEventListener("keydown", (event) => {
    const all = Array.from(menu.querySelectorAll("button"));
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  });
  document.addEventListener("keydown", (event) => {
    if (menu.hidden) return;
    if (event.key === "Escape") {
      hide();
      document.activeElement.blur();
    } else if (event.key === "Tab" && !event.shiftKey && !menu.contains(document.activeElement)) {
      event.preventDefault();
      menu.querySelector("button").focus();
    }
  });
  document.addEventListener("selectionchange", () => {
    clearTimeout(pause);
    pause = setTimeout(offer, 200);
  });
  document.addEventListener("pointerdown", (event) => { pressed = !menu.contains(event.target); }, true);
  for (const up of ["pointerup", "pointercancel"]) {
    document.addEventListener(up, () => {
      pressed = false;
      clearTimeout(pause);
      pause = setTimeout(offer, 200);
    }, true);
  }
  addEventListener("scroll", settle, { passive: true });
  addEventListener("resize", settle);
  addEventListener("hashchange", () => {
    atTarget();
    // The address was about another paragraph; whoever copies it now means this one.
    const asked = /[?&]v=([0-9a-f]{8})-[0-9a-f]{8}(?:&|$)/.exec(location.search);
    if (!asked) return;
    notice.hidden = true;
    try {
      history.replaceState(null, "", `?v=${asked[1]}${location.hash}`);
    } catch (error) { /* an address that cannot be changed says too much, and the next visit says so */ }
  });

  buttons(cite);
  atTarget();
  compare();
  offer();
})();
