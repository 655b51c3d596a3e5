// The search: words as they are compared, the index's files, the query, its results.
//
// The index lies in `search/` as classic scripts, each one call `dossierSearch(kind, key, data)`;
// src/search/mod.rs says what is in them. Only what a query needs is loaded, by script elements,
// for these also work from file://. Words of a page reach the reader as text nodes only.
(() => {
  "use strict";

  const ROOT = document.body.dataset.root || "";
  /** Milliseconds after the last key until a search begins, and until a file counts as lost. */
  const PAUSE = 80;
  const TIMEOUT = 10000;
  /** Results shown of each kind: entries, texts, notes. */
  const SHOWN = [20, 50, 30];
  /** Results made at a time: a few that can be seen at once, then more. */
  const FIRST_STEP = 5;
  const STEP = 10;
  /** Files of text read for a phrase before the search gives up looking for more. */
  const PHRASE_FILES = 80;
  /** Words of a query that count. */
  const WORDS = 16;
  /** Length of an excerpt in UTF-16 units, and of what stands before its first hit. */
  const EXCERPT = 260;
  const BEFORE = 70;

  // ---- Words. The rules are src/search/fold.rs's, and words.json holds both to the same cases.

  const LONGEST = 64;
  const WORD = /[\p{Alphabetic}\p{N}\p{M}]/u;
  const ASCII_WORD = /[0-9A-Za-z]/;
  const MARK = /\p{M}/u;
  const INVISIBLE = /[\u00AD\u200C\u200D\u2060\uFEFF]/;
  const DIACRITIC = new RegExp(
    "[\\u0300-\\u036F\\u0483-\\u0487\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7" +
      "\\u0610-\\u061A\\u064B-\\u065F\\u0670\\u06D6-\\u06DC\\u06DF-\\u06E4\\u06E7\\u06E8" +
      "\\u06EA-\\u06ED\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF\\u20D0-\\u20FF\\uFE20-\\uFE2F]",
  );
  const ALONE = new RegExp(
    "[\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17FF\\u3005-\\u3007\\u3041-\\u3096\\u309D-\\u309F" +
      "\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uF900-\\uFAFF\\u{20000}-\\u{3FFFF}]",
    "u",
  );
  const LETTERS = new Map(
    Object.entries({
      ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ł: "l", ς: "σ",
    }),
  );
  const folds = new Map();

  // Most characters are ASCII, and the tables of Unicode are slow to ask.
  const isWord = (char) => (char < "\u0080" ? ASCII_WORD : WORD).test(char);
  const isMark = (char) => char >= "\u0300" && MARK.test(char);
  const isAlone = (char) => char >= "\u0E00" && ALONE.test(char) && !MARK.test(char);

  /** The characters that one becomes; an empty string ends the word. */
  const fold = (char) => {
    let folded = folds.get(char);
    if (!folded) {
      folded = [];
      for (const upper of char.normalize("NFKD")) {
        for (const c of upper.toLowerCase()) {
          if (LETTERS.has(c)) folded.push(...LETTERS.get(c));
          else if (!DIACRITIC.test(c)) folded.push(isWord(c) ? c : "");
        }
      }
      folds.set(char, folded);
    }
    return folded;
  };

  /** Whether an e behind this key would only spell an umlaut. */
  const isUmlaut = (key) => /[ao]$|geu$|(?:^|[^aeq])u$/.test(key);

  /**
   * The words of a text: each one's key, where it starts in the text, and for each UTF-16 unit of
   * the key where the text that it stands for ends.
   */
  const words = (text) => {
    const found = [];
    let word = null;
    let alone = false;
    const end = () => {
      word = null;
      alone = false;
    };
    const push = (c, from, to) => {
      if (word && c === "e" && isUmlaut(word.key)) {
        word.ends[word.ends.length - 1] = to;
        return;
      }
      const single = isAlone(c);
      if (single || (alone && !isMark(c))) end();
      alone = alone || single;
      if (!word) {
        word = { key: "", start: from, ends: [], size: 0 };
        found.push(word);
      }
      if (word.size === LONGEST) return;
      word.size += 1;
      word.key += c;
      for (let n = 0; n < c.length; n += 1) word.ends.push(to);
    };
    let at = 0;
    for (const char of text) {
      const to = at + char.length;
      if (isWord(char)) {
        const folded = fold(char);
        for (const c of folded) {
          if (c === "") end();
          else push(c, at, to);
        }
        if (folded.length === 0 && word) word.ends[word.ends.length - 1] = to;
      } else if (!INVISIBLE.test(char)) {
        end();
      }
      at = to;
    }
    return found;
  };

  // ---- Files.

  /** What is being waited for, by file name: what to do with its key and data. */
  const waiting = new Map();
  const loaded = new Map();

  /** Called by each file of the index. */
  window.dossierSearch = (kind, key, data) => {
    const number = kind === "pages" ? "" : `-${key.split("-")[0]}`;
    const take = waiting.get(`${kind}${number}`);
    if (take) take(key, data);
  };
  // For tests.
  window.dossierSearch.words = words;

  /** Loads a file; resolves to its key and data. */
  const script = (name, version) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      const done = (settle, value) => {
        clearTimeout(timer);
        waiting.delete(name);
        element.onload = null;
        element.remove();
        settle(value);
      };
      const fail = () => done(reject, new Error(`search/${name}.js could not be loaded`));
      const timer = setTimeout(fail, TIMEOUT);
      waiting.set(name, (key, data) => done(resolve, { key, data }));
      element.onload = fail;
      element.onerror = fail;
      element.charset = "utf-8";
      element.src = `${ROOT}search/${name}.js${version ? `?${version}` : ""}`;
      document.head.append(element);
    });

  /** Something loaded once; where that fails, it is tried again when it is next asked for. */
  const once = (name, load) => {
    if (!loaded.has(name)) {
      const promise = load();
      loaded.set(name, promise);
      promise.catch(() => {
        if (loaded.get(name) === promise) loaded.delete(name);
      });
    }
    return loaded.get(name);
  };

  /** One of the index's numbered files. Its key must be of the same build as `pages.js`. */
  const part = (index, kind, number) =>
    once(`${kind}-${number}`, async () => {
      const { key, data } = await script(`${kind}-${number}`, index.stamp);
      const stamp = key.slice(key.indexOf("-") + 1);
      if (stamp !== index.stamp) {
        throw Object.assign(new Error("the index was built anew"), { stamp });
      }
      return data;
    });

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Uint8Array(128);
  for (let n = 0; n < 64; n += 1) VALUES[DIGITS.charCodeAt(n)] = n;

  /** Reads numbers as src/search/postings.rs writes them. */
  const numbers = (text) => {
    const all = [];
    let value = 0;
    let place = 1;
    for (let n = 0; n < text.length; n += 1) {
      const digit = VALUES[text.charCodeAt(n) & 127];
      value += (digit & 31) * place;
      place *= 32;
      if (digit < 32) {
        all.push(value);
        value = 0;
        place = 1;
      }
    }
    return all;
  };

  /** `pages.js`, read: where pages and text files begin in the row of units. */
  const manifest = (version) =>
    once("pages", async () => {
      const { key, data } = await script("pages", version);
      const columns = numbers(data.pages);
      const pages = [];
      let units = 0;
      for (let n = 0; n < columns.length; n += 4) {
        const [entries, texts, notes, date] = columns.slice(n, n + 4);
        const text = units + entries;
        const note = text + texts;
        pages.push({ start: units, text, note, end: note + notes, date });
        units = note + notes;
      }
      let start = 0;
      const texts = numbers(data.texts).map((count) => {
        start += count;
        return start - count;
      });
      const { title, pagesPerFile, words: firsts } = data;
      return { stamp: key, title, pagesPerFile, firsts, pages, texts, units };
    });

  /** The last of some sorted things that is not behind a place; 0 where all are. */
  const lastUpTo = (all, isUpTo) => {
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isUpTo(all[middle])) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  };

  /** The words and postings of the files in which a word, or what begins with it, may be. */
  const wordFiles = (index, { key, prefix }) => {
    const { firsts } = index;
    if (firsts.length === 0) return Promise.resolve([]);
    const from = lastUpTo(firsts, (first) => first <= key);
    let to = from + 1;
    while (prefix && to < firsts.length && firsts[to].startsWith(key)) to += 1;
    const files = [];
    for (let n = from; n < to; n += 1) {
      files.push(
        once(`words-${n}`, async () => {
          const [keys, postings] = await part(index, "t", n);
          return { keys: keys.split(" "), postings: postings.split(" ") };
        }),
      );
    }
    return Promise.all(files);
  };

  /** The file in which a unit's text is. */
  const textFile = (index, unit) => lastUpTo(index.texts, (start) => start <= unit);

  /** The anchor and text of a unit. */
  const textOf = async (index, unit) => {
    const file = textFile(index, unit);
    return (await part(index, "x", file))[unit - index.texts[file]];
  };

  /** The permalink, title and date of a page. */
  const pageOf = async (index, number) => {
    const perFile = index.pagesPerFile;
    return (await part(index, "p", Math.floor(number / perFile)))[number % perFile];
  };

  // ---- The query.

  /** A single letter that is being typed will find nearly everything until the next one comes. */
  const isLookedUp = ({ key, prefix }) => !prefix || !/^[a-z]$/.test(key);

  /**
   * A query's terms: words, and rows of words that must stand together (in quotation marks, or
   * written without a blank: TikTok-Mutter, 3,5). Each word says whether it may be the beginning
   * of a longer one: the last one, while it is being typed, and those of three letters and more.
   */
  const parse = (query) => {
    const terms = [];
    const text = query.replace(/[„“”«»‟″]/g, '"');
    const pieces = /"([^"]*)("?)|[^\s"]+/g;
    let count = 0;
    for (let piece = pieces.exec(text); piece; piece = pieces.exec(text)) {
      const quoted = piece[1] !== undefined;
      const isTyped = pieces.lastIndex === text.length && piece[2] !== '"' && !/\s$/.test(text);
      const found = words(quoted ? piece[1] : piece[0]).slice(0, WORDS - count);
      count += found.length;
      const term = found.map(({ key, size }, n) => {
        const isEnd = n + 1 === found.length;
        return { key, prefix: isEnd && (isTyped || (!quoted && size >= 3)) };
      });
      if (term.length > 1 || term.some(isLookedUp)) terms.push(term);
    }
    return terms;
  };

  /** The different words of a query that are looked up. */
  const lookups = (terms) => {
    const all = new Map();
    for (const word of [].concat(...terms).filter(isLookedUp)) {
      all.set(`${word.key} ${word.prefix}`, word);
    }
    return [...all.values()];
  };

  const fits = ({ key, prefix }, other) => (prefix ? other.startsWith(key) : other === key);

  /** Where a term's words stand together in a text's words: the numbers of the first ones. */
  const occurrences = (term, found) => {
    const at = [];
    for (let n = 0; n + term.length <= found.length; n += 1) {
      if (term.every((word, k) => fits(word, found[n + k].key))) at.push(n);
    }
    return at;
  };

  // ---- Finding.

  /** The units that have every word, of each kind (entries, texts, notes) the best first. */
  const candidates = async (index, wanted) => {
    const files = await Promise.all(wanted.map((word) => wordFiles(index, word)));
    const has = new Uint8Array(index.units);
    const score = new Float64Array(index.units);
    wanted.forEach((word, turn) => {
      const lists = [];
      for (const { keys, postings } of files[turn]) {
        keys.forEach((key, n) => {
          if (fits(word, key)) lists.push({ exact: key === word.key, all: numbers(postings[n]) });
        });
      }
      // About how often it occurs; this weighs all beginnings of one word alike.
      const hits = lists.reduce((sum, { all }) => sum + all.length, 0);
      const rarity = Math.log(1 + index.units / (hits || 1));
      for (const { exact, all } of lists) {
        let unit = 0;
        for (let n = 0; n < all.length; n += 1) {
          unit += all[n] >> 1;
          const count = all[n] & 1 ? all[(n += 1)] + 2 : 1;
          if (has[unit] === turn) has[unit] = turn + 1;
          if (has[unit] === turn + 1) {
            score[unit] += rarity * (exact ? 1 : 0.5) * (1 + Math.log(count));
          }
        }
      }
    });
    const found = [[], [], []];
    index.pages.forEach(({ start, text, note, end, date }, page) => {
      for (let unit = start; unit < end; unit += 1) {
        if (has[unit] === wanted.length) {
          const kind = unit >= note ? 2 : unit >= text ? 1 : 0;
          found[kind].push({ unit, page, kind, date, score: score[unit] });
        }
      }
    });
    const order = (a, b) => b.score - a.score || b.date - a.date || a.unit - b.unit;
    found.forEach((hits) => hits.sort(order));
    return found;
  };

  /**
   * Of some units, in their order, those in which the phrases stand, and whether these are all:
   * once as many are found as are shown, or much was read for those found, the rest is left unread.
   */
  const withPhrases = async (index, hits, phrases, most, read) => {
    const kept = [];
    for (let n = 0; n < hits.length; n += STEP) {
      const step = hits.slice(n, n + STEP);
      for (const { unit } of step) read.add(textFile(index, unit));
      if (kept.length >= most || (kept.length > 0 && read.size > PHRASE_FILES)) {
        return { hits: kept, all: false };
      }
      const texts = await Promise.all(step.map(({ unit }) => textOf(index, unit)));
      step.forEach((hit, k) => {
        const found = words(texts[k][1]);
        if (phrases.every((phrase) => occurrences(phrase, found).length > 0)) kept.push(hit);
      });
    }
    return { hits: kept, all: true };
  };

  /** The results of a query: of each kind the first ones, how many there are, if that is known. */
  const find = async (index, terms) => {
    const found = await candidates(index, lookups(terms));
    const phrases = terms.filter((term) => term.length > 1);
    const read = new Set();
    let total = 0;
    let all = true;
    const shown = [];
    for (let kind = 0; kind < found.length; kind += 1) {
      let hits = found[kind];
      if (phrases.length > 0) {
        const kept = await withPhrases(index, hits, phrases, SHOWN[kind], read);
        hits = kept.hits;
        all = all && kept.all;
      }
      total += hits.length;
      shown.push(...hits.slice(0, SHOWN[kind]));
    }
    return { shown, total, all };
  };

  // ---- Showing.

  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  /** The parts of a text that the query means, from and to, in order, none over another. */
  const hitsIn = (found, terms) => {
    const spans = [];
    terms.forEach((term, number) => {
      const last = term[term.length - 1];
      for (const n of occurrences(term, found)) {
        const to = found[n + term.length - 1].ends[last.key.length - 1];
        spans.push({ from: found[n].start, to, term: number });
      }
    });
    spans.sort((a, b) => a.from - b.from || b.to - a.to);
    let end = 0;
    return spans.filter(({ from, to }) => {
      const free = from >= end;
      if (free) end = to;
      return free;
    });
  };

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
  const best = (spans) => {
    let most = 0;
    let start = 0;
    spans.forEach(({ from }, n) => {
      const terms = new Set();
      for (let k = n; k < spans.length && spans[k].to <= from + EXCERPT - BEFORE; k += 1) {
        terms.add(spans[k].term);
      }
      if (terms.size > most) {
        most = terms.size;
        start = from;
      }
    });
    return start;
  };

  /** Some words of a text around its hits. */
  const excerpt = (text, terms) => {
    const found = words(text);
    const spans = hitsIn(found, terms);
    const start = text.length <= EXCERPT ? 0 : Math.max(0, best(spans) - BEFORE);
    const first = start === 0 ? 0 : (found.find((word) => word.start >= start) || { start }).start;
    let to = text.length;
    if (to > first + EXCERPT) {
      const inside = found.filter(
        (word) => word.start >= first && word.ends[word.ends.length - 1] <= first + EXCERPT,
      );
      const last = inside[inside.length - 1];
      to = last ? last.ends[last.ends.length - 1] : first + EXCERPT;
    }
    const nodes = marked(text, spans, first, to);
    return [first > 0 ? "… " : "", ...nodes, to < text.length ? " …" : ""];
  };

  /** A result: a link, a date, an excerpt. */
  const result = async (index, hit, terms) => {
    const [[permalink, title, date], [anchor, whole]] = await Promise.all([
      pageOf(index, hit.page),
      textOf(index, hit.unit),
    ]);
    // A unit that is a whole page begins with its title; what follows are names, a description …
    const [, ...rest] = whole.split("\n");
    const text = anchor ? whole : rest.join(" · ");
    const link = element("a", "", ...marked(title, hitsIn(words(title), terms), 0, title.length));
    const path = permalink.split("/").map(encodeURIComponent).join("/");
    link.setAttribute("href", `${ROOT}${path}${anchor ? `#${encodeURIComponent(anchor)}` : ""}`);
    const made = element("li", "search-result", link);
    if (date) made.append(" ", element("span", "search-date", date));
    if (text) made.append(element("p", "search-excerpt", ...excerpt(text, terms)));
    return made;
  };

  // ---- The page.

  /** Builds the search into its page. */
  const start = (box) => {
    const say = box.dataset;
    const input = element("input", "search-input");
    Object.assign(input, { type: "search", id: "search-words", autocomplete: "off" });
    Object.assign(input, { placeholder: say.placeholder || "", spellcheck: false });
    const label = element("label", "search-label", say.label || "");
    label.htmlFor = input.id;
    const form = element("form", "search-form", label, input);
    form.setAttribute("role", "search");
    const hint = element("p", "search-hint", say.hint || "");
    hint.id = "search-hint";
    input.setAttribute("aria-describedby", hint.id);
    const status = element("p", "search-status");
    status.setAttribute("role", "status");
    status.setAttribute("aria-live", "polite");
    const results = element("div", "search-results");
    box.append(form, hint, status, results);

    const language = document.documentElement.lang || undefined;
    const count = (text, n) => (text || "").replace("{n}", () => n.toLocaleString(language));
    const kinds = [say.entry, say.text, say.note];
    const title = document.title;
    let turn = 0;
    let timer = 0;

    const tell = ({ shown, total, all }) => {
      const said = [];
      if (total === 0) said.push(say.none || "");
      else if (all) said.push(total === 1 ? say.one || "" : count(say.many, total));
      if (shown.length > 0 && (!all || shown.length < total)) {
        said.push(count(say.more, shown.length));
      }
      status.textContent = said.join(" ");
    };

    /** Shows the results step by step, those of one kind under a heading of their own. */
    const show = async (index, { shown }, terms, isCurrent) => {
      let list = null;
      let kind = -1;
      for (let n = 0; n < shown.length; n += n === 0 ? FIRST_STEP : STEP) {
        const step = shown.slice(n, n + (n === 0 ? FIRST_STEP : STEP));
        const made = await Promise.all(step.map((hit) => result(index, hit, terms)));
        if (!isCurrent()) return;
        if (n === 0) results.textContent = "";
        made.forEach((item, k) => {
          if (step[k].kind !== kind) {
            kind = step[k].kind;
            list = element("ol", "search-list");
            const heading = element("h2", "search-kind", kinds[kind] || "");
            results.append(element("section", "search-group", heading, list));
          }
          list.append(item);
        });
      }
    };

    const search = async (query, isCurrent, version) => {
      const index = await manifest(version);
      if (!isCurrent()) return;
      document.title = query.trim() ? `${query.trim()} – ${index.title}` : title;
      const terms = parse(query);
      if (lookups(terms).length === 0) {
        results.textContent = "";
        status.textContent = "";
        return;
      }
      const found = await find(index, terms);
      if (!isCurrent()) return;
      if (found.shown.length === 0) results.textContent = "";
      tell(found);
      await show(index, found, terms, isCurrent);
    };

    const run = async () => {
      clearTimeout(timer);
      turn += 1;
      const mine = turn;
      const isCurrent = () => mine === turn;
      const query = input.value;
      remember(query);
      try {
        await search(query, isCurrent).catch((error) => {
          if (!error.stamp) throw error;
          // The site was built anew since pages.js was loaded: begin again with the new one.
          loaded.clear();
          return search(query, isCurrent, error.stamp);
        });
      } catch (error) {
        if (!isCurrent()) return;
        results.textContent = "";
        status.textContent = say.failed || "";
      }
    };

    /** Puts the query into the address, so that the results can be linked to. */
    const remember = (query) => {
      const address = new URL(location.href);
      if (query.trim()) address.searchParams.set("q", query);
      else address.searchParams.delete("q");
      try {
        history.replaceState(history.state, "", address);
      } catch (error) {
        // Some browsers allow no other address for a file; the search works without it.
      }
    };

    const take = (query) => {
      input.value = query;
      input.focus();
      run();
    };

    /** Loads what the next search will need. If that fails, the search will say so. */
    const prepare = async () => {
      try {
        const index = await manifest();
        await Promise.all(lookups(parse(input.value)).map((word) => wordFiles(index, word)));
      } catch (error) {
        // The search tries again.
      }
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(run, PAUSE);
      prepare();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run();
    });
    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape") {
        event.preventDefault();
        take("");
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const stops = [input, ...results.querySelectorAll("a")];
        const step = event.key === "ArrowDown" ? 1 : -1;
        const next = stops[stops.indexOf(document.activeElement) + step];
        if (next) {
          event.preventDefault();
          next.focus();
        }
      }
    });

    for (const header of document.querySelectorAll("form.search-box")) {
      header.addEventListener("submit", (event) => {
        event.preventDefault();
        take(header.elements.namedItem("q").value);
      });
    }
    take(new URLSearchParams(location.search).get("q") || "");
    return input;
  };

  const box = document.getElementById("search");
  const own = box ? start(box) : null;

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
    const at = event.target;
    if (at instanceof Element && at.closest("input, textarea, select, [contenteditable]")) return;
    const input = own || document.querySelector("form.search-box input[name=q]");
    if (!input) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
