// Notes written where one reads: beside their words, in pages of `dossier serve` only. What is written goes
// to the server, which alone knows the files; what it refuses stays in the form. The page is renewed in
// place when the new build is there. This script has no words of its own: templates/partials/editor.html
// has them. Words reach the page as text only.
(() => {
  "use strict";

  const own = document.currentScript;
  const address = new URL("edit", own.src).href;
  const { token } = own.dataset;
  const form = document.querySelector("form.editor-form");
  const section = document.querySelector("section.text");
  if (!form || !section) return;
  const words = form.dataset;
  const said = document.querySelector(".editor-said");
  const bar = document.querySelector(".editor-done");
  const menu = document.querySelector(".cite-menu");
  const find = (selector) => form.querySelector(selector);
  const problem = find(".editor-problem");
  const offers = find(".editor-offers");
  const conflict = find(".editor-conflict");
  const body = find("[name=body]");
  /** A part of a long document has a number behind the document's name, which has no dot. */
  const slug = decodeURIComponent(location.pathname.split("/").pop()).split(".")[0];

  const fill = (text, name, value) => text.split(`{${name}}`).join(value);
  const say = (text) => {
    said.textContent = "";
    setTimeout(() => { said.textContent = text; }, 60);
  };
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  // ---- The server.

  /** Its answer; nothing of it is thrown: what went wrong has a code, too. */
  const ask = async (question) => {
    try {
      const answer = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Dossier-Token": token },
        body: JSON.stringify({ document: slug, ...question }),
      });
      if (answer.status === 403) return { code: "restarted" };
      const type = answer.headers.get("Content-Type") || "";
      if (!type.startsWith("application/json")) return { code: "unreadable", what: await answer.text() };
      return await answer.json();
    } catch (error) {
      return { code: "offline" };
    }
  };

  /** The document's notes as their file has them, by the id that each has in the page. */
  let known = { state: null, file: "", undo: 0, redo: 0, notes: new Map() };
  const learn = (answer) => {
    if (!answer.notes) return;
    const notes = new Map(answer.notes.map((note) => [note.id, note]));
    known = { state: answer.state, file: answer.file, undo: answer.undo, redo: answer.redo, notes };
  };

  // ---- Where the form stands: among the notes of the row that its words are in.

  /** What is being written: where, about which words, and what is there already. */
  let open = null;
  let place = null;

  const rows = () => Array.from(section.querySelectorAll(":scope > .row"));
  const spanOf = (notes) => Number((/\bspan-(\d)\b/.exec(notes.className) || [0, 1])[1]);
  const setSpan = (notes, span) => {
    notes.className = notes.className.replace(/ ?\bspan-\d\b/, "");
    if (span > 1) notes.classList.add(`span-${span}`);
  };

  /** The notes of a row; where it has none they are made, and notes that run on beside it are shortened. */
  const settle = (row) => {
    const notes = row.querySelector(":scope > .notes");
    if (notes) return { notes, restore: () => {} };
    const all = rows();
    const at = all.indexOf(row);
    const made = make("div", "notes editor-place");
    made.setAttribute("data-own", "");
    row.append(made);
    let above = at - 1;
    while (above >= 0 && !all[above].querySelector(":scope > .notes")) above -= 1;
    const other = above < 0 ? null : all[above].querySelector(":scope > .notes");
    const span = other ? spanOf(other) : 0;
    let below = at + 1;
    while (below < all.length && !all[below].querySelector(":scope > .notes")) below += 1;
    if (other && above + span > at) setSpan(other, at - above);
    setSpan(made, Math.min(9, below - at));
    return {
      notes: made,
      restore: () => {
        made.remove();
        if (other) setSpan(other, span);
      },
    };
  };

  // The words stay marked while the cursor is in the form, where the browser can do that.
  const mark = (range) => {
    if (!window.Highlight || !CSS.highlights) return;
    if (range) CSS.highlights.set("dossier-editing", new Highlight(range));
    else CSS.highlights.delete("dossier-editing");
  };

  // ---- The fields.

  const KINDS = ["note", "claim", "question", "name", "date", "quotation"];
  const LISTS = ["supports", "contradicts", "answers"];
  const kind = () => find("[name=kind]:checked").value;
  const applies = (element) => {
    for (let at = element; at && at !== form; at = at.parentElement) {
      if (at.dataset.for && !at.dataset.for.split(" ").includes(kind())) return false;
    }
    return true;
  };
  const fields = (name) => Array.from(form.querySelectorAll(`[name=${name}]`)).filter(applies);
  const ids = (text) => text.split(/[\s,]+/).filter(Boolean);

  const adapt = () => {
    for (const element of form.querySelectorAll("[data-for]")) {
      element.hidden = !element.dataset.for.split(" ").includes(kind());
    }
  };

  const draft = () => {
    const value = (name) => (fields(name)[0] || { value: "" }).value;
    const made = { kind: kind(), status: value("status"), by: value("by"), id: value("id"), editor: value("editor"), publish: value("publish"), body: body.value };
    for (const name of LISTS) made[name] = ids(value(name));
    return made;
  };

  const write = (from) => {
    const is = KINDS.includes(from.kind) ? from.kind : "note";
    find(`[name=kind][value=${is}]`).checked = true;
    adapt();
    const set = (name, value) => {
      const field = fields(name)[0];
      if (field) field.value = value;
    };
    set("status", from.status || (fields("status")[0] || {}).value || "");
    set("by", from.by || "");
    set("id", from.id || "");
    set("editor", from.editor || "");
    set("publish", from.publish || "");
    for (const name of LISTS) set(name, (from[name] || []).join(", "));
    body.value = from.body || "";
    find(".editor-more").open = Boolean(from.id || from.publish || LISTS.some((name) => (from[name] || []).length));
  };

  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const isChanged = () => Boolean(open) && JSON.stringify(draft()) !== open.saved;

  // ---- What is wrong.

  const clear = () => {
    problem.hidden = true;
    problem.textContent = "";
    for (const field of form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
      const hint = (field.getAttribute("aria-describedby") || "").replace(/ ?editor-problem/, "");
      if (hint) field.setAttribute("aria-describedby", hint);
      else field.removeAttribute("aria-describedby");
    }
  };

  const key = (code) => code.replace(/-(.)/g, (all, c) => c.toUpperCase());
  const wordsFor = ({ code, field, what }) => {
    const which = code === "fence" && field === "file" ? "fence-file" : code === "unwritable" && what ? "unreadable" : code;
    return fill(words[key(which)] || words.unreadable, "what", what || "");
  };

  const refuse = (answer) => {
    clear();
    problem.textContent = wordsFor(answer);
    problem.hidden = false;
    const field = answer.field && fields(answer.field)[0];
    if (!field) return;
    if (field.closest(".editor-more")) find(".editor-more").open = true;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} editor-problem`.trim());
    field.focus();
  };

  // ---- Opening and closing.

  let isAsked = false;
  let isStale = false;

  const show = (row, what) => {
    if (open) shut();
    open = what;
    isAsked = false;
    place = settle(row);
    if (what.note) what.note.before(form);
    else place.notes.prepend(form);
    if (what.note) what.note.classList.add("editor-hidden");
    form.hidden = false;
    clear();
    conflict.hidden = true;
    find(".editor-heading").textContent = what.before ? words.headingChange : words.headingNew;
    find(".editor-words").textContent = plain(what.exact);
    find("[data-edit=delete]").hidden = !what.before;
    write(what.draft);
    open.saved = JSON.stringify(draft());
    mark(what.range);
    bar.hidden = true;
    body.focus({ preventScroll: true });
    form.scrollIntoView({ block: "nearest" });
  };

  const shut = () => {
    if (!open) return;
    hideOffers();
    mark(null);
    form.hidden = true;
    if (open.note) open.note.classList.remove("editor-hidden");
    section.after(form);
    place.restore();
    place = null;
    open = null;
  };

  /** Closes without saving; what was typed is asked for once. The focus goes back to where it came from. */
  const cancel = () => {
    if (isChanged() && !isAsked) {
      isAsked = true;
      problem.textContent = words.discard;
      problem.hidden = false;
      return;
    }
    const { range, back } = open;
    shut();
    if (back && back.isConnected) back.focus();
    else if (range) {
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      focusOn(range.startContainer.parentElement.closest(".row > *"));
    }
    if (!isStale) return;
    isStale = false;
    if (awaited) renew();
    else location.reload();
  };

  const focusOn = (element) => {
    if (!element) return;
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  };

  // ---- Saving.

  let isBusy = false;
  /** What is to be shown when the next build is there. */
  let awaited = null;

  const send = async (question) => {
    if (isBusy) return null;
    isBusy = true;
    form.setAttribute("aria-busy", "true");
    const answer = await ask(question);
    isBusy = false;
    form.removeAttribute("aria-busy");
    learn(answer);
    return answer;
  };

  const wrote = (answer, text, id) => {
    const message = answer.merged ? words.merged : answer.elsewhere ? words.elsewhere : text;
    awaited = { id, at: Date.now() };
    tell(fill(message, "file", known.file));
  };

  const tell = (text) => {
    bar.querySelector(".editor-did").textContent = text;
    bar.querySelector("[data-edit=undo]").hidden = known.undo === 0;
    bar.querySelector("[data-edit=redo]").hidden = known.redo === 0;
    bar.hidden = false;
    say(text);
  };

  /** Both texts, with what differs marked: from the first word that does to the last one. */
  const compare = (theirs, mine) => {
    const ends = [theirs, mine].map((text) => text.split(/(\s+)/));
    const [a, b] = ends;
    let start = 0;
    while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
    let end = 0;
    while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
    [".editor-theirs", ".editor-mine"].forEach((selector, n) => {
      const parts = ends[n];
      const marked = make("mark", "", parts.slice(start, parts.length - end).join(""));
      const box = find(selector);
      box.replaceChildren(parts.slice(0, start).join(""), marked, parts.slice(parts.length - end).join(""));
      box.scrollTop = Math.max(0, marked.offsetTop - box.offsetTop - 40);
    });
  };

  const contend = (answer) => {
    clear();
    conflict.hidden = false;
    conflict.dataset.theirs = answer.theirs;
    conflict.dataset.draft = JSON.stringify(answer.draft);
    compare(answer.theirs, answer.mine || words.delete);
    open.deletes = answer.mine === null;
    known.state = answer.state;
    conflict.scrollIntoView({ block: "nearest" });
    find("[data-edit=take]").focus();
    say(conflict.querySelector("p").textContent);
  };

  const finish = (answer, text) => {
    if (!answer) return;
    if (answer.code === "changed") return contend(answer);
    if (answer.code) return refuse(answer);
    const row = form.closest(".row");
    isStale = false;
    shut();
    wrote(answer, text, answer.id);
    focusOn(row && row.firstElementChild);
  };

  const save = async () => {
    if (!open || isBusy) return;
    if (open.before && !isChanged()) {
      cancel();
      return;
    }
    clear();
    conflict.hidden = true;
    const said = draft();
    if (fields("editor").length) window.dossier.store.set("dossier-editor", said.editor || null);
    const question = open.before
      ? { do: "change", state: known.state, before: open.before, draft: said }
      : { do: "create", state: known.state, from: open.from, to: open.to, exact: open.exact, draft: said };
    finish(await send(question), words.saved);
  };

  const remove = async (before) => finish(await send({ do: "delete", state: known.state, before }), words.deleted);

  /** Undoes the last write to this document's notes, or does it again. */
  const step = async (back) => {
    if (isBusy || open) return;
    const answer = await send({ do: back ? "undo" : "redo" });
    if (!answer) return;
    if (answer.code) {
      tell(wordsFor(answer));
      return;
    }
    wrote(answer, back ? words.undone : words.redone, answer.id);
    focusOn(bar.querySelector("button:not([hidden])"));
  };

  const does = {
    cancel,
    delete: () => remove(open.before),
    take: () => {
      open.before = conflict.dataset.theirs;
      write(JSON.parse(conflict.dataset.draft));
      open.saved = JSON.stringify(draft());
      conflict.hidden = true;
      body.focus();
    },
    over: () => {
      open.before = conflict.dataset.theirs;
      if (open.deletes) remove(open.before);
      else save();
    },
    undo: () => step(true),
    redo: () => step(false),
    close: () => {
      const inside = bar.contains(document.activeElement);
      bar.hidden = true;
      if (inside) focusOn(document.getElementById("main"));
    },
  };
  const press = (event) => {
    const button = event.target.closest("[data-edit]");
    if (button) does[button.dataset.edit]();
  };
  form.addEventListener("click", press);
  bar.addEventListener("click", press);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "kind") {
      clear();
      adapt();
    }
  });
  form.addEventListener("input", () => {
    isAsked = false;
    if (!form.querySelector("[aria-invalid]")) problem.hidden = true;
  });
  form.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      hideOffers();
      save();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (offers.hidden) cancel();
      else hideOffers();
    }
  });
  addEventListener("beforeunload", (event) => {
    if (isChanged()) event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "Escape" && !bar.hidden && bar.contains(document.activeElement)) does.close();
    if (typing || open || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const letter = event.key.toLowerCase();
    const back = letter === "z" && !event.shiftKey;
    const forth = (letter === "z" && event.shiftKey) || letter === "y";
    if ((back && known.undo > 0) || (forth && known.redo > 0)) {
      event.preventDefault();
      step(back);
    }
  });

  // ---- Completion: of wikilinks in the text, of ids in fields. A combobox (ARIA 1.2, 5.4) with one list.

  let target = null;
  let turn = 0;

  const expand = (field, isOpen) => {
    if (field !== body) field.setAttribute("aria-expanded", String(isOpen));
  };

  const hideOffers = () => {
    turn += 1;
    offers.hidden = true;
    offers.textContent = "";
    if (!target) return;
    target.field.removeAttribute("aria-activedescendant");
    expand(target.field, false);
    target = null;
  };

  /** What stands before the cursor and is to be completed: where it begins, and what it is so far. */
  const begun = (field) => {
    const before = field.value.slice(0, field.selectionStart);
    if (field.dataset.completes === "link") {
      const link = /\[\[([^[\]|\n]*)$/.exec(before);
      return link && { from: before.length - link[1].length, words: link[1], of: "link" };
    }
    const word = field.name === "status" || field.name === "by" ? before : /[^\s,]*$/.exec(before)[0];
    return word ? { from: before.length - word.length, words: word, of: field.dataset.completes } : null;
  };

  const choose = (option) => {
    const { field, from } = target;
    const end = field.selectionStart;
    const isLink = field.dataset.completes === "link";
    const behind = field.value.slice(end).replace(isLink ? /^[^[\]|\n]*\]\]/ : /^[^\s,]*/, "");
    const inserted = option.dataset.target + (isLink ? "]]" : "");
    hideOffers();
    field.value = field.value.slice(0, from) + inserted + behind;
    field.setSelectionRange(from + inserted.length, from + inserted.length);
    field.focus();
  };

  const point = (option) => {
    for (const other of offers.children) other.setAttribute("aria-selected", String(other === option));
    target.field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const offer = async (field) => {
    const start = begun(field);
    if (!start) return hideOffers();
    turn += 1;
    const mine = turn;
    const found = await ask({ do: "complete", words: start.words, of: start.of });
    if (mine !== turn || document.activeElement !== field) return;
    if (!Array.isArray(found) || found.length === 0 || (found.length === 1 && found[0].target === start.words)) {
      return hideOffers();
    }
    target = { field, from: start.from };
    offers.replaceChildren(...found.map(({ target, label }, n) => {
      const option = make("li");
      option.id = `editor-offer-${n}`;
      option.setAttribute("role", "option");
      option.dataset.target = target;
      option.append(make("span", "", label), " ", make("code", "", target));
      return option;
    }));
    field.closest("p").after(offers);
    offers.hidden = false;
    expand(field, true);
    point(offers.firstElementChild);
    say(fill(words.offers, "n", String(found.length)));
  };

  for (const field of form.querySelectorAll("[data-completes]")) {
    // A field of several lines can be no combobox; it has the list all the same.
    if (field !== body) field.setAttribute("role", "combobox");
    expand(field, false);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
    field.setAttribute("aria-controls", offers.id);
    field.addEventListener("input", () => offer(field));
    field.addEventListener("blur", () => setTimeout(() => {
      if (target && target.field === field && document.activeElement !== field) hideOffers();
    }, 150));
    field.addEventListener("keydown", (event) => {
      if (offers.hidden || event.ctrlKey || event.metaKey || event.isComposing) return;
      const all = Array.from(offers.children);
      const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (by) {
        event.preventDefault();
        point(all[(at + by + all.length) % all.length]);
      } else if (event.key === "Enter" || event.key === "Tab") {
        event.preventDefault();
        choose(all[at]);
      }
    });
  }
  offers.addEventListener("pointerdown", (event) => event.preventDefault());
  offers.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && target) choose(option);
  });

  // ---- Selected words.

  let chosen = null;
  const add = make("button", "editor-add", words.add);
  add.type = "button";
  const changes = make("span", "editor-changes");
  const offered = [];

  /** The annotations over a range that have no note to change them by, each with its first words' element. */
  const under = (range) =>
    Array.from(section.querySelectorAll(".m[id^=a-]:not([data-n])"))
      .filter((element) => range.intersectsNode(element) && known.notes.has(element.id.slice(2)));

  const SHOWN = 24;
  const short = (text) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

  if (menu) {
    menu.prepend(add);
    menu.addEventListener("dossier-selection", ({ detail }) => {
      chosen = detail;
      for (const button of offered.splice(0)) button.remove();
      for (const element of under(detail.range).slice(0, 2)) {
        const note = known.notes.get(element.id.slice(2));
        const button = make("button", "", fill(words.changeThis, "what", short(plain(note.words))));
        button.type = "button";
        button.addEventListener("click", () => {
          menu.hidden = true;
          change(note, element, null);
        });
        offered.push(button);
        add.after(button);
      }
    });
  }

  /** A place in the text as the server counts: in which block and cell, and how many code points in. */
  const counted = ({ text, leaves }, at, isEnd) => {
    const fits = (leaf) => (isEnd ? leaf.start < at && at <= leaf.end : leaf.start <= at && at < leaf.end);
    const leaf = leaves.find(fits) || leaves.find((other) => other.end >= at);
    const cell = leaves.filter((other) => other.id === leaf.id).indexOf(leaf);
    const inside = Math.min(Math.max(at, leaf.start), leaf.end);
    return { block: leaf.id, cell, at: Array.from(text.slice(leaf.start, inside)).length };
  };

  add.addEventListener("click", () => {
    if (!chosen) return;
    const { text, range, from, to } = chosen;
    const node = range.endContainer;
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const start = range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer.parentElement : range.startContainer;
    const row = element.closest(".row") || start.closest(".row");
    menu.hidden = true;
    if (!row || !leave()) return;
    show(row, {
      before: null,
      from: counted(chosen, from, false),
      to: counted(chosen, to, true),
      exact: text.slice(from, to),
      range: range.cloneRange(),
      draft: { kind: "note", editor: window.dossier.store.get("dossier-editor") || "" },
      back: null,
    });
  });

  /** Whether the form is free: what is being written is not thrown away by the way. */
  const leave = () => {
    if (!isChanged()) return true;
    problem.textContent = words.discard;
    problem.hidden = false;
    isAsked = true;
    form.scrollIntoView({ block: "nearest" });
    body.focus();
    return false;
  };

  // ---- Notes that are there.

  const change = (note, element, back) => {
    if (!leave()) return;
    const range = document.createRange();
    const label = element.dataset.n;
    const pieces = label ? section.querySelectorAll(`.m[data-n="${CSS.escape(label)}"]`) : [element];
    range.setStartBefore(pieces[0]);
    range.setEndAfter(pieces[pieces.length - 1]);
    const noted = label && document.getElementById(label);
    const row = (noted && noted.closest(".row")) || element.closest(".row");
    show(row, { before: note.raw, exact: note.words, range, draft: note.draft, back, note: noted && noted.closest(".note") });
  };

  /** Gives every note of the editors' file its ways to be changed and deleted. */
  const decorate = () => {
    for (const old of section.querySelectorAll(".editor-tools")) old.remove();
    for (const element of section.querySelectorAll(".m[id^=a-][data-n]")) {
      const id = element.id.slice(2);
      const place = known.notes.has(id) && document.getElementById(element.dataset.n);
      if (!place) continue;
      const tools = make("span", "editor-tools");
      for (const [text, act] of [
        [words.change, (button) => change(known.notes.get(id), element, button)],
        [words.delete, () => leave() && known.notes.has(id) && erase(known.notes.get(id), element)],
      ]) {
        const button = make("button", "", text);
        button.type = "button";
        button.addEventListener("click", () => act(button));
        tools.append(button, " ");
      }
      (place.querySelector(":scope > .note-foot") || place).append(" ", tools);
    }
  };

  const erase = async (note, element) => {
    const row = element.closest(".row");
    const answer = await send({ do: "delete", state: known.state, before: note.raw });
    if (!answer) return;
    if (answer.code === "changed") {
      change(note, element, null);
      contend(answer);
    } else if (answer.code) {
      tell(wordsFor(answer));
    } else {
      wrote(answer, words.deleted, null);
      focusOn(row && row.firstElementChild);
    }
  };

  // ---- The page in place.

  const parts = ["h1", ".passport", ".introduction", ".byline"];
  const differs = (next) =>
    parts.some((selector) => {
      const [now, then] = [document.querySelector(selector), next.querySelector(selector)];
      return Boolean(now) !== Boolean(then) || (now && plain(now.textContent) !== plain(then.textContent));
    });

  /** Counts of layers; nothing where another layer has come or gone. */
  const recount = (next) => {
    const labels = (root) => Array.from(root.querySelectorAll(".layers .layer [id^=layer-]"));
    const [now, then] = [labels(document), labels(next)];
    if (now.map((box) => box.id).join() !== then.map((box) => box.id).join()) return false;
    now.forEach((box, n) => {
      const count = (of) => of.closest("label").querySelector(".count");
      count(box).textContent = count(then[n]).textContent;
    });
    return true;
  };

  /** Which annotations' notes stand open or closed otherwise than they were sent. */
  const opened = () =>
    new Map(Array.from(section.querySelectorAll(".m[id^=a-][data-n]"), (element) => {
      const label = document.getElementById(element.dataset.n);
      const note = label && label.closest("details");
      return [element.id, note ? note.open : null];
    }));

  const renew = async () => {
    const { id } = awaited || {};
    awaited = null;
    const answer = await fetch(location.pathname).catch(() => null);
    if (!answer || !answer.ok) return location.reload();
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const text = next.querySelector("section.text");
    if (!text || differs(next)) return location.reload();
    const apparatus = [document, next].map((root) => root.querySelector(".apparatus"));
    if (apparatus.some((element) => !element) || !recount(next)) return location.reload();
    // What is shown at the window's upper edge stays there.
    const top = rows().map((row) => row.firstElementChild).find((element) => element.getBoundingClientRect().bottom > 0);
    const before = top && top.getBoundingClientRect().top;
    const kept = opened();
    const focused = document.activeElement && document.activeElement.closest(".row > [id]");
    if (menu) {
      menu.hidden = true;
      section.after(menu);
    }
    section.replaceChildren(...text.childNodes);
    apparatus[0].replaceChildren(...apparatus[1].childNodes);
    if (window.dossier.reader) {
      // As reader.js has it: its previews say what titles say without it.
      for (const element of section.querySelectorAll(".m[title]")) {
        element.dataset.title = element.title;
        element.removeAttribute("title");
      }
    }
    for (const [mark, isOpen] of kept) {
      const element = document.getElementById(mark);
      const label = element && document.getElementById(element.dataset.n);
      const note = label && label.closest("details");
      if (note && isOpen !== null) note.open = isOpen;
    }
    learn(await ask({ do: "notes" }));
    decorate();
    const again = top && top.id && document.getElementById(top.id);
    if (again) scrollBy({ top: again.getBoundingClientRect().top - before, behavior: "instant" });
    const element = id && document.getElementById(`a-${id}`);
    if (element) arrive(element);
    else if (focused && document.activeElement === document.body) focusOn(document.getElementById(focused.id));
  };

  /** Shows what was just written, and goes on from there. */
  const arrive = (element) => {
    const place = element.dataset.n && document.getElementById(element.dataset.n);
    const note = place && place.closest(".note");
    if (note && note.matches("details")) note.open = true;
    const goal = note ? note.querySelector("summary") || note : element;
    focusOn(goal);
    goal.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("dossier-build", (event) => {
    if (open) {
      isStale = true;
      event.preventDefault();
    } else if (awaited) {
      event.preventDefault();
      renew();
    }
  });

  adapt();
  ask({ do: "notes" }).then((answer) => {
    learn(answer);
    decorate();
  });
})();
