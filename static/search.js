// The search as readers meet it: the box in every page's head with results below it while one types,
// the search page with its filters, and the marks at the place that a result leads to.
//
// It may be loaded late, when somebody turns to the box: what has been typed by then counts. The
// engine (search-index.js) is loaded with it. Words of a page reach the reader as text nodes only.
(() => {
  "use strict";

  const ROOT = document.body.dataset.root || "";
  /** Results below the box and, at first and then at a time, on the search page, of each kind. */
  const IN_PANEL = 3;
  const AT_FIRST = 4;
  const AT_A_TIME = 10;
  /** Length of an excerpt in UTF-16 units, and of what stands before its first hit. */
  const EXCERPT = 260;
  const SHORT = 130;
  const BEFORE = 60;
  /** Words that a result's link asks to be marked. */
  const MARKS = 12;
  const HIGHLIGHT = "search";
  const HIGHLIGHTED = "::highlight(search) { background-color: var(--search, light-dark(#ffe27a, #6b5410)); color: inherit; } @media (forced-colors: active) { ::highlight(search) { background-color: Mark; color: MarkText; } }";
  /** Names of the kinds in addresses, in the engine's order, and the order in which they are shown. */
  const KINDS = ["entry", "text", "note"];

  // ---- The engine.

  let engine = null;

  const load = (name) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.onload = resolve;
      element.onerror = reject;
      element.src = `${ROOT}${name}`;
      document.head.append(element);
    });

  /** The engine, loaded once; tried again where that fails. */
  const engineOf = () => {
    if (window.dossierSearch) return Promise.resolve(window.dossierSearch);
    if (!engine) {
      engine = load("search-index.js").then(() => window.dossierSearch);
      engine.catch(() => { engine = null; });
    }
    return engine;
  };

  /** Does something with the index; where the site was built anew meanwhile, again with the new one. */
  const withIndex = async (use) => {
    const search = await engineOf();
    try {
      return await use(search, await search.open());
    } catch (error) {
      if (!error.stamp) throw error;
      search.forget();
      return use(search, await search.open(error.stamp));
    }
  };

  // ---- Making nodes.

  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  const language = document.documentElement.lang || undefined;
  const fill = (text, n) => (text || "").replace("{n}", () => n.toLocaleString(language));

  /** A text between two places as nodes, hits marked. */
  const marked = (text, spans, from, to) => {
    const nodes = [];
    let at = from;
    for (const span of spans) {
      if (span.from < at || span.to > to) continue;
      nodes.push(text.slice(at, span.from), element("mark", "", text.slice(span.from, span.to)));
      at = span.to;
    }
    nodes.push(text.slice(at, to));
    return nodes;
  };

  /** The hit from which on an excerpt has the most different terms; the first of several. */
  const best = (spans, length) => {
    let most = 0;
    let start = 0;
    spans.forEach(({ from }, n) => {
      const terms = new Set();
      for (let k = n; k < spans.length && spans[k].to <= from + length - BEFORE; k += 1) {
        terms.add(spans[k].term);
      }
      if (terms.size > most) {
        most = terms.size;
        start = from;
      }
    });
    return start;
  };

  /** Some words of a text around its hits, cut between words. */
  const excerpt = (text, spans, length) => {
    let from = text.length <= length ? 0 : Math.max(0, best(spans, length) - BEFORE);
    if (from > 0) {
      const blank = text.slice(from, from + BEFORE).search(/\s/);
      if (blank >= 0) from += blank + 1;
    }
    let to = Math.min(text.length, from + length);
    if (to < text.length) {
      const blank = text.slice(from, to).search(/\s\S*$/);
      if (blank > length / 2) to = from + blank;
    }
    return [from > 0 ? "… " : "", ...marked(text, spans, from, to), to < text.length ? " …" : ""];
  };

  /** Where a hit is: its page, the words that are to be marked there, its anchor. */
  const address = ({ permalink, anchor }, spans) => {
    const path = permalink.split("/").map(encodeURIComponent).join("/");
    const marks = [...new Set(spans.map(({ keys }) => keys.join("_")))].slice(0, MARKS);
    const asked = anchor && marks.length > 0 ? `?mark=${marks.map(encodeURIComponent).join("+")}` : "";
    return `${ROOT}${path}${asked}${anchor ? `#${encodeURIComponent(anchor)}` : ""}`;
  };

  /** A hit's link (with its title), date and excerpt. */
  const shown = async (search, index, hit, terms, length) => {
    const place = await search.textOf(index, hit);
    // A unit that is a whole page begins with its title; what follows are names, a description …
    const text = place.anchor ? place.text : place.text.split("\n").slice(1).join(" · ");
    const spans = search.spansIn(index, terms, text, hit.language);
    const { title, date } = place;
    const inTitle = search.spansIn(index, terms, title, hit.language);
    const link = element("a", "");
    link.href = address(place, spans);
    return {
      link,
      title: element("span", "search-title", ...marked(title, inTitle, 0, title.length)),
      date: date ? element("span", "search-date", date) : "",
      excerpt: text ? element("span", "search-excerpt", ...excerpt(text, spans, length)) : "",
    };
  };

  /** Runs a task at once, or as soon as the one that runs has ended: never two, the last one wins. */
  const latest = (task) => {
    let running = false;
    let again = false;
    const run = async () => {
      if (running) {
        again = true;
        return;
      }
      running = true;
      do {
        again = false;
        await task(() => !again);
      } while (again);
      running = false;
    };
    return run;
  };

  /** The style sheet, on pages that have none of it. */
  const style = () => {
    if (document.querySelector('link[href$="search.css"]')) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = `${ROOT}search.css`;
    document.head.append(link);
  };

  // ---- The box in the head: a combobox with a list below it (ARIA Authoring Practices).

  const inHead = (form) => {
    const input = form.elements.namedItem("q");
    const panel = element("div", "search-panel");
    Object.assign(panel, { id: "search-panel", hidden: true });
    panel.setAttribute("role", "listbox");
    panel.setAttribute("aria-label", input.getAttribute("aria-label") || "");
    const status = element("p", "visually-hidden");
    status.setAttribute("role", "status");
    form.append(panel, status);
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-controls": panel.id };
    Object.entries(attributes).forEach(([name, value]) => input.setAttribute(name, value));

    const options = () => [...panel.querySelectorAll("[role=option]")];
    let active = -1;
    const choose = (n) => {
      const all = options();
      if (all[active]) all[active].setAttribute("aria-selected", "false");
      active = all[n] ? n : -1;
      if (active < 0) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      all[active].setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    };
    const open = (isOpen) => {
      panel.hidden = !isOpen;
      input.setAttribute("aria-expanded", String(isOpen));
      choose(-1);
    };
    open(false);

    const option = (n, made) => {
      const { link } = made;
      Object.assign(link, { id: `search-option-${n}`, tabIndex: -1 });
      link.setAttribute("role", "option");
      link.setAttribute("aria-selected", "false");
      link.append(made.title, " ", made.date, " ", made.excerpt);
      return link;
    };

    const all = (say, query) => {
      const link = element("a", "search-all");
      link.href = `${form.action}?q=${encodeURIComponent(query.trim())}`;
      return { link, title: element("span", "", say["search-all"]), date: "", excerpt: "" };
    };

    const search = (isCurrent) =>
      withIndex(async (engine, index) => {
        const query = input.value;
        const terms = engine.parse(query);
        const { say } = index;
        if (terms.length === 0) {
          status.textContent = "";
          open(false);
          return;
        }
        const found = await engine.find(index, terms);
        const groups = await Promise.all(
          found.groups.map(async (group) => {
            const hits = await group.take(IN_PANEL);
            return Promise.all(hits.map((hit) => shown(engine, index, hit, terms, SHORT)));
          }),
        );
        if (!isCurrent() || input.value !== query || !form.contains(document.activeElement)) return;
        panel.textContent = "";
        let n = 0;
        const names = [say["search-entries"], say["search-texts"], say["search-notes"]];
        groups.forEach((made, kind) => {
          if (made.length === 0) return;
          const heading = element("span", "search-kind", names[kind]);
          heading.setAttribute("aria-hidden", "true");
          const group = element("div", "search-group", heading);
          group.setAttribute("role", "group");
          group.setAttribute("aria-label", names[kind]);
          made.forEach((one) => group.append(option((n += 1), one)));
          panel.append(group);
        });
        const total = found.groups.reduce((sum, group) => sum + group.total, 0);
        if (n === 0) panel.append(nothing(say, found));
        if (n > 0 || found.groups.some(({ exact }) => !exact)) panel.append(option(n + 1, all(say, query)));
        if (n === 0) panel.firstChild.prepend(element("p", "", count(say, found.groups, total)));
        status.textContent = count(say, found.groups, total);
        open(true);
      });

    const run = latest((isCurrent) => search(isCurrent).catch(() => open(false)));

    input.addEventListener("input", run);
    input.addEventListener("focus", () => withIndex(() => {}).catch(() => {}));
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const { key } = event;
      const last = options().length - 1;
      const isOpen = !panel.hidden && last >= 0;
      if ((key === "ArrowDown" || key === "ArrowUp") && !isOpen) {
        run();
      } else if (key === "ArrowDown") {
        choose(active === last ? -1 : active + 1);
      } else if (key === "ArrowUp") {
        choose(active < 0 ? last : active - 1);
      } else if (key === "Home" && active >= 0) {
        choose(0);
      } else if (key === "End" && active >= 0) {
        choose(last);
      } else if (key === "Enter" && isOpen && active >= 0) {
        options()[active].click();
      } else if (key === "Escape" && !panel.hidden) {
        open(false);
      } else if (key === "Escape" && input.value) {
        input.value = "";
      } else {
        return;
      }
      event.preventDefault();
    });
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) open(false);
    });
    // A press on an option must not take the focus from the box before the click comes.
    panel.addEventListener("mousedown", (event) => event.preventDefault());
    // A result on the page itself only moves there.
    panel.addEventListener("click", () => open(false));

    if (document.activeElement === input) {
      withIndex(() => {}).catch(() => {});
      if (input.value) run();
    }
    return input;
  };

  /** How many were found, in words. */
  const count = (say, groups, total) => {
    const isAll = groups.every(({ exact }) => exact);
    if (total === 0) return isAll ? say["search-none"] : say["search-yet"];
    if (!isAll) return fill(say["search-least"], total);
    return total === 1 ? say["search-one"] : fill(say["search-many"], total);
  };

  /** What is missing and what to try where nothing was found. */
  const nothing = (say, { missing }) => {
    const box = element("div", "search-nothing");
    if (missing.length > 0) {
      const words = [...new Set(missing)].join(", ");
      box.append(element("p", "", say["search-missing"].replace("{words}", () => words)));
    }
    box.append(element("p", "", say["search-none-try"]));
    return box;
  };

  // ---- The search page.

  const onPage = (box) => {
    const form = box.querySelector(".search-form");
    const input = form.querySelector("input");
    const status = element("p", "search-status");
    status.setAttribute("role", "status");
    const results = element("div", "search-results");
    box.append(status, results);
    const title = document.title;

    /** The filters' fields by their names in the address. */
    const fields = new Map();
    for (const control of box.querySelectorAll(".search-filter :is(select, input)")) fields.set(control.name, control);
    const value = (name) => (fields.has(name) ? fields.get(name).value.trim() : "");

    /** What is asked of the engine; a date that cannot be read counts as none and is said to be. */
    const asked = (search, index) => {
      const day = (name, end) => {
        const days = value(name) ? search.daysOf(value(name)) : null;
        if (fields.has(name)) fields.get(name).setAttribute("aria-invalid", String(Boolean(value(name)) && !days));
        return days ? days[end] : null;
      };
      const tag = value("lang");
      return {
        type: index.types.findIndex(([key]) => key === value("type")) + 1,
        language: tag ? index.languages.findIndex((one) => one.tag === tag) : -1,
        from: day("from", 0),
        to: day("to", 1),
      };
    };

    /** Puts query and filters into the address, so that the results can be linked to. */
    const remember = () => {
      const there = new URL(location.href);
      const now = new Map([["q", input.value.trim()], ...[...fields.keys()].map((name) => [name, value(name)])]);
      for (const [name, text] of now) {
        if (text) there.searchParams.set(name, text);
        else there.searchParams.delete(name);
      }
      try {
        history.replaceState(history.state, "", there);
      } catch (error) {
        // Some browsers allow no other address for a file; the search works without it.
      }
    };

    const item = (made) => {
      made.link.append(made.title);
      const one = element("li", "search-result", made.link, " ", made.date);
      if (made.excerpt) one.append(made.excerpt);
      return one;
    };

    /** One kind's results under a heading, and a button for more. */
    const section = async (search, index, terms, group, most) => {
      const { say } = index;
      const names = [say["search-entries"], say["search-texts"], say["search-notes"]];
      const list = element("ol", "search-list");
      const number = element("span", "search-count");
      const heading = element("h2", "search-kind", names[group.kind], " ", number);
      const more = element("button", "search-more");
      more.type = "button";
      const take = async (n, isFurther) => {
        const hits = await group.take(n, isFurther);
        const made = await Promise.all(hits.map((hit) => shown(search, index, hit, terms, EXCERPT)));
        const items = made.map(item);
        list.append(...items);
        number.textContent = `${group.exact ? "" : "≥ "}${group.total.toLocaleString(language)}`;
        more.hidden = group.left === 0 && !group.more;
        const label = group.left === 0 ? "search-on" : group.exact || terms.every(({ length }) => length === 1) ? "search-more" : "search-further";
        more.textContent = fill(say[label], group.left);
        return items;
      };
      await take(most);
      more.addEventListener("click", async () => {
        more.disabled = true;
        const [first] = await take(AT_A_TIME, true).catch(() => []);
        more.disabled = false;
        if (first) first.querySelector("a").focus();
      });
      return element("section", "search-group", heading, list, more);
    };

    const say = (index, found, groups, isFiltered) => {
      const total = groups.reduce((sum, group) => sum + group.total, 0);
      const texts = index.say;
      status.textContent = count(texts, groups, total) + (found.cut ? ` ${texts["search-begun"]}` : "");
      if (total > 0 || groups.some(({ left, more }) => left > 0 || more)) return;
      status.textContent = "";
      const message = nothing(texts, found);
      if (isFiltered) {
        const clear = element("button", "search-more", texts["search-clear"]);
        clear.type = "button";
        clear.addEventListener("click", () => {
          for (const control of fields.values()) control.value = "";
          input.focus();
          run();
        });
        message.append(clear);
      }
      const link = (href, text) => {
        const made = element("a", "", text);
        made.href = href;
        return made;
      };
      message.append(link(`${ROOT}concordance.html`, texts.concordance));
      results.append(message);
      status.textContent = texts["search-none"];
    };

    const search = (isCurrent) =>
      withIndex(async (engine, index) => {
        const query = input.value;
        remember();
        document.title = query.trim() ? `${query.trim()} – ${index.title}` : title;
        const terms = engine.parse(query);
        if (terms.length === 0) {
          results.textContent = "";
          status.textContent = "";
          return;
        }
        const wanted = asked(engine, index);
        const found = await engine.find(index, terms, wanted);
        const only = KINDS.indexOf(value("kind"));
        const groups = found.groups.filter(({ kind }) => only < 0 || kind === only);
        const all = groups.filter(({ left }) => left > 0);
        // Where nothing was found yet, one can at least search on.
        const some = all.length > 0 ? all : groups.filter(({ more }) => more);
        const most = only < 0 ? AT_FIRST : AT_A_TIME;
        const sections = await Promise.all(some.map((one) => section(engine, index, terms, one, most)));
        if (!isCurrent()) return;
        results.textContent = "";
        results.append(...sections.filter((one) => one.querySelector("li, button:not([hidden])")));
        say(index, found, groups, [...fields.keys()].some((name) => value(name)));
      });

    const run = latest((isCurrent) =>
      search(isCurrent).catch(() => {
        results.textContent = "";
        status.textContent = box.dataset.failed || "";
      }),
    );

    input.addEventListener("input", run);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run();
    });
    box.addEventListener("keydown", (event) => {
      const { key, target } = event;
      if (event.isComposing || target.closest("select, .search-day")) return;
      const links = [...results.querySelectorAll("a, button:not([hidden])")];
      const at = links.indexOf(target);
      let next = null;
      if (key === "Escape") {
        if (target === input) {
          input.value = "";
          run();
        }
        next = input;
      } else if (key === "ArrowDown") next = links[at + 1];
      else if (key === "ArrowUp" && at >= 0) next = at === 0 ? input : links[at - 1];
      else if (key === "Home" && at >= 0) [next] = links;
      else if (key === "End" && at >= 0) next = links[links.length - 1];
      if (next) {
        event.preventDefault();
        next.focus();
      }
    });

    // The form was there before; from here on it works, with what the address asks for.
    const there = new URLSearchParams(location.search);
    input.value = there.get("q") || "";
    input.disabled = false;
    for (const [name, control] of fields) {
      if (there.has(name)) control.value = there.get(name);
      control.disabled = false;
      control.addEventListener("input", run);
    }
    input.focus();
    run();
    return input;
  };

  // ---- Arriving from a result: its words are marked until Escape.

  /** What stands in a text and is no word of it: numbers of notes and paragraphs. */
  const APART = "sup, button, .num, .ref, .notes, .visually-hidden, script, style";

  /** The text nodes of an element's words, and where in its text each begins. */
  const textNodes = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = "";
    let block = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const apart = node.parentElement.closest(APART);
      if (apart && apart !== root && root.contains(apart)) continue;
      const own = node.parentElement.closest("p, li, td, th, pre, h1, h2, h3, h4, h5, h6, dd, div");
      if (block && own !== block) text += "\n";
      block = own;
      nodes.push({ node, start: text.length });
      text += node.data;
    }
    return { nodes, text };
  };

  /** A span of the text as ranges, one a text node. */
  const ranges = (nodes, from, to) => {
    const made = [];
    for (const { node, start } of nodes) {
      const end = start + node.data.length;
      if (end <= from || start >= to) continue;
      const range = document.createRange();
      range.setStart(node, Math.max(from - start, 0));
      range.setEnd(node, Math.min(to - start, node.data.length));
      made.push(range);
    }
    return made;
  };

  /** Where rows of keys stand in a text. */
  const places = (search, text, rows) => {
    const found = search.words(text);
    const spans = [];
    for (let n = 0; n < found.length; n += 1) {
      const row = rows.find((keys) => keys.every((key, k) => found[n + k] && found[n + k].key === key));
      if (!row) continue;
      const last = found[n + row.length - 1];
      spans.push([found[n].start, last.ends[last.ends.length - 1]]);
      n += row.length - 1;
    }
    return spans;
  };

  const arrive = async () => {
    const asked = new URLSearchParams(location.search).get("mark");
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!asked || !target) return;
    const rows = asked.split(" ").filter(Boolean).map((keys) => keys.split("_"));
    const search = await engineOf();
    const root = target.textContent.trim() ? target : target.parentElement;
    const { nodes, text } = textNodes(root);
    const spans = places(search, text, rows);
    const all = spans.map(([from, to]) => ranges(nodes, from, to)).flat();
    if (all.length === 0) return;
    style();
    const unmark = mark(all);
    const status = element("p", "visually-hidden");
    status.setAttribute("role", "status");
    document.body.append(status);
    withIndex((engine, { say }) => {
      status.textContent = fill(say["search-marked"], spans.length);
    }).catch(() => {});
    document.addEventListener("keydown", function clear(event) {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      document.removeEventListener("keydown", clear);
      unmark();
      status.remove();
      const there = new URL(location.href);
      there.searchParams.delete("mark");
      try {
        history.replaceState(history.state, "", there);
      } catch (error) {
        // Some browsers allow no other address for a file.
      }
    });
  };

  /** Marks ranges (CSS Custom Highlight API, where there is one); returns what takes the marks away. */
  const mark = (all) => {
    if (window.CSS && CSS.highlights) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(HIGHLIGHTED);
      document.adoptedStyleSheets.push(sheet);
      CSS.highlights.set(HIGHLIGHT, new Highlight(...all));
      return () => CSS.highlights.delete(HIGHLIGHT);
    }
    const marks = all.map((range) => {
      const made = element("mark", "search-mark");
      range.surroundContents(made);
      return made;
    });
    return () => marks.forEach((one) => one.replaceWith(...one.childNodes));
  };

  // ---- Beginning.

  style();
  const box = document.getElementById("search");
  const form = document.querySelector("form.search-box");
  const input = box ? onPage(box) : form ? inHead(form) : null;
  if (!box) arrive().catch(() => {});

  document.addEventListener("keydown", (event) => {
    if (!input || event.defaultPrevented || event.altKey) return;
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey;
    const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    const at = event.target;
    const isField = at instanceof Element && at.closest("input, textarea, select, [contenteditable]");
    if (!isK && (!isSlash || isField)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
