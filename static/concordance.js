// The concordance: every place where a word or phrase stands in the documents, a line each, with the
// words around it. It is made of the search's index (search-index.js) and nothing else; words of the
// documents reach the reader as text nodes only.
(() => {
  "use strict";

  const box = document.getElementById("concordance");
  const search = window.dossierSearch;
  if (!box || !search) return;
  const say = box.dataset;
  const language = document.documentElement.lang || undefined;

  /** Files of text read for a query at first, and then whenever the reader asks for more. */
  const FIRST_FILES = 60;
  const MORE_FILES = 240;
  /** Paragraphs read at once. */
  const STEP = 16;
  /** Lines shown at a time. */
  const LINES = 200;
  /** Words around a hit, in UTF-16 units. */
  const CONTEXT = 70;
  /** Years up to which the years between that have no line are drawn, too. */
  const SPAN = 150;
  const SORTS = ["document", "date", "left", "right"];
  const SVG = "http://www.w3.org/2000/svg";

  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  const drawn = (name, attributes, ...content) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    made.append(...content);
    return made;
  };

  const number = (n) => n.toLocaleString(language);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, key) => (key in values ? number(values[key]) : all));

  // ---- What is found.

  /** What is asked for: one word in all its forms, or words that stand together. */
  const termsOf = (query) => {
    const terms = search.parse(`${query} `);
    if (terms.length < 2) return terms;
    return search.parse(`"${query.replace(/["„“”«»‟″]/g, " ")}"`);
  };

  /** Words before or behind a place, as far as they fit, whole. */
  const before = (text, to) => {
    const line = text.slice(0, to);
    const near = line.slice(-CONTEXT);
    return line.length > CONTEXT ? `… ${near.replace(/^\S*\s+/, "")}` : near;
  };
  const after = (text, from) => {
    const line = text.slice(from);
    const near = line.slice(0, CONTEXT);
    return line.length > CONTEXT ? `${near.replace(/\s+\S*$/, "")} …` : near;
  };

  /** The year of a page whose date lies within one; null for any other. */
  const yearOf = ({ first, last }) => {
    if (first === null || last === null) return null;
    const year = search.yearOf(first);
    return year === search.yearOf(last) ? year : null;
  };

  /** The lines of a paragraph. */
  const linesIn = (index, terms, hit, place) => {
    if (!place.anchor) return [];
    const text = place.text.replace(/\s/g, " ");
    const path = place.permalink.split("/").map(encodeURIComponent).join("/");
    return search.spansIn(index, terms, text, hit.language).map(({ from, whole, keys }) => ({
      unit: hit.unit,
      from,
      day: index.pages[hit.page].first,
      year: yearOf(index.pages[hit.page]),
      left: before(text, from),
      hit: text.slice(from, whole),
      right: after(text, whole),
      title: place.title,
      date: place.date,
      href: `${path}?mark=${encodeURIComponent(keys.join("_"))}#${encodeURIComponent(place.anchor)}`,
      address: `${path}#${place.anchor}`,
    }));
  };

  // ---- The order of lines.

  const collator = new Intl.Collator(language);
  const inOrder = (a, b) => a.unit - b.unit || a.from - b.from;
  const bare = (text) => text.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, "");
  const backwards = (text) => bare(text).split(/\s+/).reverse().join(" ");
  const day = (line) => (line.day === null ? Infinity : line.day);
  const orders = {
    document: inOrder,
    date: (a, b) => (day(a) === day(b) ? 0 : day(a) - day(b)) || inOrder(a, b),
    left: (a, b) => collator.compare(backwards(a.left), backwards(b.left)) || inOrder(a, b),
    right: (a, b) => collator.compare(bare(a.right), bare(b.right)) || inOrder(a, b),
  };

  // ---- The page.

  const input = element("input", "search-input");
  Object.assign(input, { type: "search", id: "concordance-word", autocomplete: "off", spellcheck: false });
  const label = element("label", "", say.word);
  label.htmlFor = input.id;
  const sort = element("select", "");
  sort.id = "concordance-sort";
  sort.append(...SORTS.map((key) => new Option(say[key], key)));
  const sortLabel = element("label", "", say.sort);
  sortLabel.htmlFor = sort.id;
  const form = element("form", "search-form", label, input, element("span", "search-filter", sortLabel, sort));
  form.setAttribute("role", "search");
  const status = element("p", "search-status");
  status.setAttribute("role", "status");
  const years = element("figure", "kwic-years");
  const save = element("button", "search-more", say.save);
  const more = element("button", "search-more", say.more);
  save.type = "button";
  more.type = "button";
  const body = element("tbody", "");
  const head = (text) => {
    const cell = element("th", "", text);
    cell.scope = "col";
    return cell;
  };
  const heads = element("tr", "", head(say.document), head(say.before), head(say.hit), head(say.after));
  const table = element("table", "kwic", element("thead", "", heads), body);
  const tools = element("p", "kwic-tools", save);
  const how = element("p", "search-hint", say.how);
  box.append(form, status, years, tools, table, more, how);

  const asked = new URLSearchParams(location.search);
  input.value = asked.get("q") || "";
  if (SORTS.includes(asked.get("sort"))) sort.value = asked.get("sort");
  const title = document.title;

  /** What is being shown: the query's lines as far as they were read, and what is left to read. */
  let state = { lines: [], hits: [], at: 0, terms: [], index: null };
  let limit = LINES;
  let turn = 0;

  const show = () => {
    const { lines, hits, at, terms } = state;
    const all = [...lines].sort(orders[sort.value]);
    body.textContent = "";
    body.append(...all.slice(0, limit).map(row));
    const isNone = lines.length === 0;
    table.hidden = isNone;
    tools.hidden = isNone;
    more.hidden = all.length <= limit && at >= hits.length;
    more.textContent = say.more;
    drawYears(lines);
    if (terms.length === 0) status.textContent = "";
    else if (at < hits.length) {
      status.textContent = fill(say.part, { n: lines.length, read: at, all: hits.length });
    } else if (isNone) status.textContent = say.none;
    else status.textContent = lines.length === 1 ? say.one : fill(say.found, { n: lines.length });
  };

  const row = (line) => {
    const link = element("a", "", line.hit);
    link.href = search.ROOT + line.href;
    const source = element("td", "kwic-source", element("span", "kwic-title", line.title));
    source.title = line.title;
    if (line.date) source.append(" ", element("span", "search-date", line.date));
    const left = element("td", "kwic-left", element("bdi", "", line.left));
    return element("tr", "", source, left, element("td", "kwic-hit", link), element("td", "kwic-right", line.right));
  };

  /** Lines by year: columns, and the same as a list for those who do not see them. */
  const drawYears = (lines) => {
    years.textContent = "";
    const counts = new Map();
    let without = 0;
    for (const { year } of lines) {
      if (year === null) without += 1;
      else counts.set(year, (counts.get(year) || 0) + 1);
    }
    if (counts.size === 0 || (counts.size === 1 && without === 0)) return;
    const first = Math.min(...counts.keys());
    const last = Math.max(...counts.keys());
    const known = [...counts.keys()].sort((a, b) => a - b);
    const all = last - first > SPAN ? known : Array.from({ length: last - first + 1 }, (_, n) => first + n);
    const most = Math.max(...counts.values());
    const [width, height] = [Math.max(4, Math.min(20, Math.floor(640 / all.length))), 56];
    const bars = all.map((year, n) => {
      const count = counts.get(year) || 0;
      const size = count === 0 ? 0 : Math.max(2, Math.round((count / most) * height));
      const tip = drawn("title", {}, `${year}: ${number(count)}`);
      return drawn("rect", { x: n * width, y: height - size, width: Math.max(2, width - 2), height: size }, tip);
    });
    const total = all.length * width;
    const drawing = drawn(
      "svg",
      { viewBox: `0 0 ${total} ${height}`, width: total, height, "aria-hidden": "true" },
      ...bars,
      drawn("path", { d: `M0 ${height}H${total}` }),
    );
    const ends = element("p", "kwic-ends", element("span", "", first), last > first ? element("span", "", last) : "");
    ends.setAttribute("aria-hidden", "true");
    const list = element("ul", "visually-hidden");
    list.append(...known.map((year) => element("li", "", `${year}: ${number(counts.get(year))}`)));
    const chart = element("div", "kwic-chart", drawing, ends);
    const caption = element("figcaption", "", say.years);
    if (without > 0) caption.append(` (${say.undated}: ${number(without)})`);
    years.append(caption, chart, list);
  };

  /** Reads on until so many files more have been read; says whether nobody asked for else meanwhile. */
  const read = async (files, isCurrent) => {
    const { index, terms, hits } = state;
    const seen = new Set();
    while (state.at < hits.length && seen.size < files) {
      const step = hits.slice(state.at, state.at + STEP);
      const places = await Promise.all(step.map((hit) => search.textOf(index, hit)));
      if (!isCurrent()) return false;
      step.forEach((hit, n) => {
        seen.add(search.textFile(index, hit.unit));
        state.lines.push(...linesIn(index, terms, hit, places[n]));
      });
      state.at += step.length;
    }
    return true;
  };

  const remember = () => {
    const there = new URL(location.href);
    if (input.value.trim()) there.searchParams.set("q", input.value.trim());
    else there.searchParams.delete("q");
    if (sort.value === SORTS[0]) there.searchParams.delete("sort");
    else there.searchParams.set("sort", sort.value);
    try {
      history.replaceState(history.state, "", there);
    } catch (error) {
      // Some browsers allow no other address for a file.
    }
  };

  const look = async (version, isCurrent) => {
    const index = await search.open(version);
    const query = input.value.trim();
    const terms = termsOf(query);
    document.title = query ? `${query} – ${index.title}` : title;
    const none = { hits: [[], [], []] };
    const found = terms.length > 0 ? await search.candidates(index, terms, search.NO_FILTERS, Infinity) : none;
    if (!isCurrent()) return;
    state = { lines: [], hits: found.hits[1].sort(inOrder), at: 0, terms, index };
    limit = LINES;
    if (await read(FIRST_FILES, isCurrent)) show();
  };

  const run = async () => {
    turn += 1;
    const mine = turn;
    const isCurrent = () => mine === turn;
    remember();
    try {
      await look(undefined, isCurrent).catch((error) => {
        if (!error.stamp) throw error;
        search.forget();
        return look(error.stamp, isCurrent);
      });
    } catch (error) {
      if (!isCurrent()) return;
      state = { lines: [], hits: [], at: 0, terms: [], index: null };
      show();
      status.textContent = say.failed;
    }
  };

  // A cell that a spreadsheet would calculate gets an apostrophe before it.
  const cell = (text) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  };

  save.addEventListener("click", () => {
    const rows = [...state.lines].sort(orders[sort.value]).map((line) => [
      line.title, line.date, line.year === null ? "" : String(line.year), line.left, line.hit, line.right, line.address,
    ]);
    const heading = ["document", "date", "year", "left", "hit", "right", "address"];
    const text = [heading, ...rows].map((cells) => cells.map(cell).join(",")).join("\r\n");
    const link = element("a", "");
    link.href = URL.createObjectURL(new Blob([`\uFEFF${text}\r\n`], { type: "text/csv" }));
    link.download = `${search.words(input.value).map(({ key }) => key).join("-") || "concordance"}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  more.addEventListener("click", async () => {
    const mine = turn;
    more.disabled = true;
    const from = body.rows.length;
    if (state.lines.length > limit) limit += LINES;
    else await read(MORE_FILES, () => mine === turn).catch(() => false);
    more.disabled = false;
    if (mine !== turn) return;
    show();
    if (body.rows[from]) body.rows[from].querySelector("a").focus();
  });

  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, 150);
  });
  sort.addEventListener("input", () => {
    remember();
    show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    run();
  });
  show();
  input.focus();
  run();
})();
