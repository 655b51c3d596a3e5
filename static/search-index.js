// The search's engine: words as they are compared, the index's files, queries and what they find.
// It shows nothing; search.js and concordance.js do.
//
// The index lies in `search/` as classic scripts, each one call `dossierSearch(kind, key, data)`;
// src/search/mod.rs says what is in them. Only what a query needs is loaded, by script elements,
// for these also work from file://.
(() => {
  "use strict";

  // Both the search and the concordance load it.
  if (window.dossierSearch) return;

  const ROOT = document.body.dataset.root || "";
  /** Milliseconds until a file counts as lost. */
  const TIMEOUT = 10000;
  /** Files of words read for one word that is being typed or has many forms. */
  const WORD_FILES = 8;
  /** Files of words and of long lists read for one query, and how many times more to search on. */
  const ROOM = 14;
  /** Of these, at least so many for the words that are being typed, and for long lists. */
  const LEAST_WORDS = 2;
  const LEAST_LISTS = 4;
  const MORE_ROOM = 8;
  /** What the entry of a list that is cut begins with (src/search/cut.rs). */
  const CUT = "!";
  /** Units read at once, and files of text read in one go, to look for phrases. */
  const STEP = 24;
  const PHRASE_FILES = 10;
  /** Words of a query that count, and letters of a word from which on others begin with it. */
  const WORDS = 12;
  const PREFIX = 3;
  /** How much a word counts, by how it fits what was asked for. */
  const EXACT = 1;
  const FORM = 0.8;
  const PART = 0.5;
  const BEGUN = 0.4;
  /** The weight from which on a word stands in a title (src/search/units.rs). */
  const TITLE = 4;

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
  const isHyphen = (char) => char === "-" || char === "\u2010" || char === "\u2011";
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
   * The words of a text: each one's key, where it starts in the text, for each UTF-16 unit of the
   * key where the text that it stands for ends, and whether only a hyphen parts it from the word
   * before.
   */
  const words = (text) => {
    const found = [];
    let word = null;
    let alone = false;
    let hyphen = false;
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
        word = { key: "", start: from, ends: [], size: 0, joined: hyphen };
        found.push(word);
        hyphen = false;
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
        hyphen = word !== null && isHyphen(char);
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

  /** `pages.js`, read: pages with their units and dates, and where the other files begin. */
  const open = (version) =>
    once("pages", async () => {
      const { key, data } = await script("pages", version);
      const columns = numbers(data.pages);
      const pages = [];
      let units = 0;
      for (let n = 0; n < columns.length; n += 8) {
        const text = units + columns[n];
        const note = text + columns[n + 1];
        const end = note + columns[n + 2];
        const first = columns[n + 6] ? data.day + columns[n + 6] - 1 : null;
        const last = columns[n + 7] ? (first === null ? data.day : first) + columns[n + 7] - 1 : null;
        pages.push({
          start: units, text, note, end, first, last,
          language: columns[n + 3], other: columns[n + 4], type: columns[n + 5],
        });
        units = end;
      }
      let start = 0;
      const texts = numbers(data.texts).map((count) => {
        start += count;
        return start - count;
      });
      const { title, say, languages, types, words: firsts } = data;
      // The language of each unit as a bit; what has no rules of its own shares the last bit.
      const bits = new Int32Array(units);
      for (const { start: from, text, note, end, language, other } of pages) {
        bits.fill(1 << Math.min(other, 30), from, end);
        bits.fill(1 << Math.min(language, 30), text, note);
      }
      return { stamp: key, title, say, languages, types, firsts, pages, texts, units, bits };
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

  /** A file of words: keys, units of each, units of longer words that it is part of. */
  const wordFile = (index, n) =>
    once(`words-${n}`, async () => {
      const [keys, own, parts] = await part(index, "t", n);
      return { keys: keys.split(" "), own: own.split(" "), parts: parts.split(" ") };
    });

  /** The file in which a unit's text is. */
  const textFile = (index, unit) => lastUpTo(index.texts, (start) => start <= unit);

  /** Anchor and text of a unit, and permalink, title and date of its page. */
  const textOf = async (index, { unit, page }) => {
    const file = textFile(index, unit);
    const [first, pages, units] = await part(index, "x", file);
    const [permalink, title, date] = pages[page - first];
    const [anchor, text] = units[unit - index.texts[file]];
    return { permalink, title, date, anchor, text };
  };

  // ---- The query.

  /** A key's stem by a language's rules (src/search/language.rs). */
  const stem = (rules, key) => {
    let stemmed = key;
    for (const step of rules.steps) {
      const rule = step.find(
        ([ending, , before]) =>
          stemmed.endsWith(ending) &&
          stemmed.length >= ending.length + before &&
          [...stemmed].length >= [...ending].length + before,
      );
      if (rule) stemmed = stemmed.slice(0, stemmed.length - rule[0].length) + rule[1];
    }
    return stemmed;
  };

  /**
   * A query's terms, each a row of words. Words in quotation marks stand together and as they are,
   * and so do those that a sign parts (3,5); those that a hyphen parts are one (E-Mail, Email). The
   * last word is being typed unless something follows it: others may begin with it.
   */
  const parse = (query) => {
    const terms = [];
    const text = query.replace(/[„“”«»‟″]/g, '"');
    const pieces = /"([^"]*)("?)|[^\s"]+/g;
    let count = 0;
    for (let piece = pieces.exec(text); piece; piece = pieces.exec(text)) {
      const quoted = piece[1] !== undefined;
      const isTyped = pieces.lastIndex === text.length && piece[2] !== '"';
      const found = words(quoted ? piece[1] : piece[0]).slice(0, WORDS - count);
      count += found.length;
      if (found.length === 0) continue;
      const isLast = (n) => isTyped && n + 1 === found.length;
      const shown = quoted ? piece[1] : piece[0];
      const word = (key, n, exact) => {
        const { start, ends } = found[n];
        const written = exact ? shown.slice(start, ends[ends.length - 1]) : shown;
        const isShort = key.length < PREFIX;
        // The first letters of a phrase's last word are not looked up; they count when it is read.
        const skip = isShort && exact && isLast(n) && found.length > 1;
        return { key, written, exact, typed: isLast(n) && (!isShort || skip), skip };
      };
      if (!quoted && found.length > 1 && found.slice(1).every(({ joined }) => joined)) {
        found.slice(1).forEach(({ key }, n) => {
          terms.push([word(found[n].key + key, n + 1, false)]);
        });
      } else {
        const exact = quoted || found.length > 1;
        terms.push(found.map(({ key }, n) => word(key, n, exact)));
      }
    }
    return terms;
  };

  /** All that has a stem by a language's rules: each step undone in every way, then done again. */
  const formsOf = (rules, stemmed) => {
    let forms = [stemmed];
    for (const step of [...rules.steps].reverse()) {
      for (const form of [...forms]) {
        for (const [ending, instead] of step) {
          if (form.endsWith(instead)) forms.push(form.slice(0, form.length - instead.length) + ending);
        }
      }
      forms = [...new Set(forms)];
    }
    return forms.filter((form) => stem(rules, form) === stemmed);
  };

  /**
   * Gives a word its forms, each with the languages, as bits, in which it is one: all for the word
   * itself. Its parts come when compounds that have it are found.
   */
  const prepare = (index, word) => {
    if (word.forms) return word;
    word.parts = new Set();
    word.forms = new Map();
    if (!word.exact && word.key.length >= PREFIX) {
      index.languages.forEach(({ rules }, n) => {
        if (!rules || n > 30) return;
        for (const form of formsOf(rules, stem(rules, word.key))) {
          word.forms.set(form, word.forms.get(form) | (1 << n));
        }
      });
    }
    word.forms.set(word.key, -1);
    return word;
  };

  const fileOf = (index, key) => lastUpTo(index.firsts, (first) => first <= key);

  /**
   * The files in which a word, its forms and, while it is being typed, what begins with it may be;
   * whether there are more of these than are read.
   */
  const filesOf = (index, word) => {
    const { firsts } = index;
    if (firsts.length === 0) return { files: [], cut: false };
    const files = new Set([...prepare(index, word).forms.keys()].map((form) => fileOf(index, form)));
    let cut = false;
    if (word.typed) {
      const from = fileOf(index, word.key);
      let to = from + 1;
      while (to < firsts.length && firsts[to].startsWith(word.key)) to += 1;
      const most = word.most || WORD_FILES;
      cut = to - from > most;
      for (let n = from; n < to && n < from + most; n += 1) files.add(n);
    }
    return { files: [...files].sort((a, b) => a - b), cut };
  };

  /** The files of all words of a query; of those that begin as the last one does only what there is room for. */
  const loadWords = (index, wanted) => {
    const whole = wanted.filter((word) => !word.typed).map((word) => filesOf(index, word).files);
    const left = ROOM - new Set([].concat(...whole)).size;
    for (const word of wanted.filter(({ typed }) => typed)) {
      word.most = Math.max(LEAST_WORDS, Math.min(WORD_FILES, left));
    }
    const load = (word) => Promise.all(filesOf(index, word).files.map((n) => wordFile(index, n)));
    return Promise.all(wanted.map(load));
  };

  /** The languages, as bits, whose words join into one. */
  const joining = (index) =>
    index.languages.reduce(
      (bits, { rules }, n) => (rules && rules.compounds && n <= 30 ? bits | (1 << n) : bits),
      0,
    );

  /** A posting list as it stands in a word's file; of one that is cut, where its parts are. */
  const listOf = (text) => {
    if (!text.startsWith(CUT)) {
      const all = numbers(text);
      return { size: all.length, parts: [all], files: null };
    }
    const [size, best, ...gaps] = numbers(text.slice(CUT.length));
    let first = 0;
    const starts = gaps.map((gap) => (first += gap));
    return { size, parts: [], files: { best, starts } };
  };

  /** The posting lists of what fits a word: how well, in which languages, and how the word is there. */
  const listsOf = (index, word, files) => {
    const lists = [];
    const joins = joining(index);
    const add = (text, weight, bits) => {
      if (text && bits) lists.push({ weight, bits, ...listOf(text) });
    };
    const take = ({ keys, own, parts }, n) => {
      const key = keys[n];
      const form = word.forms.get(key) || 0;
      const begun = word.typed && key.startsWith(word.key);
      add(own[n], key === word.key ? EXACT : form ? FORM : BEGUN, begun ? -1 : form);
      const bits = (begun ? -1 : form) & joins;
      if (!word.exact && parts[n] && bits) {
        word.parts.add(key);
        add(parts[n], form ? PART : BEGUN / 2, bits);
      }
    };
    for (const file of files) {
      const { keys } = file;
      /** The first place that is not before a key. */
      const place = (key) => {
        const n = lastUpTo(keys, (other) => other < key);
        return keys[n] < key ? n + 1 : n;
      };
      if (word.typed) {
        for (let n = place(word.key); n < keys.length && keys[n].startsWith(word.key); n += 1) take(file, n);
      }
      for (const form of word.forms.keys()) {
        if (word.typed && form.startsWith(word.key)) continue;
        const n = place(form);
        if (keys[n] === form) take(file, n);
      }
    }
    return lists;
  };

  // ---- Finding.

  /** Whether a page is one that the filters ask for. */
  const isAsked = (filters) => (page) =>
    (!filters.type || page.type === filters.type) &&
    ((filters.from === null && filters.to === null) ||
      ((page.first !== null || page.last !== null) &&
        (filters.from === null || page.last === null || page.last >= filters.from) &&
        (filters.to === null || page.first === null || page.first <= filters.to)));

  const NO_FILTERS = { type: 0, language: -1, from: null, to: null };

  const lookups = (terms) => [].concat(...terms).filter(({ skip }) => !skip);

  /** How many of the units before each may still be found: asked for, and with as many words as `turn`. */
  const leftBefore = (index, filters, has, turn) => {
    const before = new Uint32Array(index.units + 1);
    const asked = isAsked(filters);
    for (const page of index.pages) {
      const isOpen = asked(page);
      for (let unit = page.start; unit < page.end; unit += 1) {
        before[unit + 1] = before[unit] + (isOpen && has[unit] === turn ? 1 : 0);
      }
    }
    return before;
  };

  /**
   * Reads long lists: of each the best, and then, from the first unit on, those files that have units
   * which may still be found, as long as there is room. Says whether that was all.
   */
  const readLong = async (index, lists, before, room) => {
    const left = (from, to) => before[to] - before[from];
    const ends = ({ files: { starts } }, n) => (n + 1 < starts.length ? starts[n + 1] : index.units);
    const best = [...lists].sort((a, b) => b.size - a.size).slice(0, Math.max(1, room));
    const rest = [];
    for (const list of lists) {
      list.files.starts.forEach((start, n) => {
        if (left(start, ends(list, n)) > 0) rest.push({ list, start, file: list.files.best + 1 + n });
      });
    }
    rest.sort((a, b) => a.start - b.start);
    const isAll = best.length + rest.length <= room;
    // Of one long list alone the best are as good an answer as any.
    const isAlone = lists.length === 1 && left(0, index.units) === index.units;
    const some = isAll ? rest : rest.slice(0, isAlone ? 0 : Math.max(0, room - best.length));
    const wanted = [...best.map((list) => ({ list, file: list.files.best })), ...some];
    const read = await Promise.all(wanted.map(({ file }) => part(index, "p", file)));
    wanted.forEach(({ list }, n) => list.parts.push(numbers(read[n])));
    return isAll && best.length === lists.length;
  };

  /** Notes in which units a word is that have all words before it, and how well it fits there. */
  const tally = (index, { has, score, titled }, lists, turn) => {
    const hits = lists.reduce((sum, { size }) => sum + size, 0);
    // About how often it occurs; this weighs all forms of one word alike.
    const rarity = Math.log(1 + index.units / (hits || 1));
    for (const { weight, bits, parts } of lists) {
      for (const all of parts) {
        let unit = 0;
        for (let n = 0; n < all.length; n += 1) {
          const number = all[n];
          unit += Math.floor(number / 8);
          const count = number & 1 ? all[(n += 1)] + 2 : 1;
          if (!(index.bits[unit] & bits)) continue;
          if (has[unit] === turn) {
            has[unit] = turn + 1;
            if (count >= TITLE) titled[unit] += 1;
          }
          if (has[unit] === turn + 1) {
            const density = 1 + 0.4 * ((number >> 1) & 3);
            score[unit] += rarity * weight * density * (1 + 0.5 * Math.log(count));
          }
        }
      }
    }
  };

  /** The units that were found, of each kind (entries, texts, notes) the best first. */
  const ranked = (index, { has, score, titled }, filters, count) => {
    const asked = isAsked(filters);
    const found = [[], [], []];
    index.pages.forEach((page, number) => {
      if (!asked(page)) return;
      const { start, text, note, end, first } = page;
      for (let unit = start; unit < end; unit += 1) {
        if (has[unit] !== count) continue;
        const kind = unit >= note ? 2 : unit >= text ? 1 : 0;
        const language = kind === 1 ? page.language : page.other;
        if (filters.language >= 0 && filters.language !== language) continue;
        const isHead = kind !== 2 && (kind === 0 || unit === text);
        const top = isHead && titled[unit] === count ? 1 : 0;
        found[kind].push({ unit, page: number, kind, language, first, top, score: score[unit] });
      }
    });
    const order = (a, b) =>
      b.top - a.top || b.score - a.score || (b.first || 0) - (a.first || 0) || a.unit - b.unit;
    found.forEach((hits) => hits.sort(order));
    return found;
  };

  /**
   * The units that have every word, of each kind (entries, texts, notes) the best first, as far as the
   * files for which there is room tell; `more`, where these are not all, finds with more room.
   */
  const candidates = async (index, terms, filters, room = ROOM) => {
    const wanted = lookups(terms);
    const files = await loadWords(index, wanted);
    const all = wanted.map((word, n) => listsOf(index, word, files[n]));
    wanted.forEach((word, n) => { word.missing = all[n].length === 0; });
    const units = index.units;
    const found = { has: new Uint8Array(units), score: new Float64Array(units), titled: new Uint8Array(units) };
    // Words of few places first: of long lists only what these leave is read.
    const isLong = (lists) => lists.some((list) => list.files);
    const short = all.filter((lists) => !isLong(lists));
    const long = all.filter(isLong);
    short.forEach((lists, turn) => tally(index, found, lists, turn));
    let isAll = true;
    if (long.length > 0) {
      const before = leftBefore(index, filters, found.has, short.length);
      const cut = [].concat(...long).filter((list) => list.files);
      const spare = room - new Set([].concat(...files)).size;
      isAll = await readLong(index, cut, before, Math.max(LEAST_LISTS, spare));
    }
    long.forEach((lists, n) => tally(index, found, lists, short.length + n));
    let next = null;
    const searchOn = () => {
      next = next || candidates(index, terms, filters, room * MORE_ROOM);
      return next;
    };
    const more = isAll ? null : searchOn;
    return { hits: ranked(index, found, filters, wanted.length), more };
  };

  const phrasesOf = (terms) => terms.filter((term) => term.length > 1);

  /** Whether all phrases stand in a text. */
  const hasPhrases = (phrases, text) => {
    const found = words(text);
    return phrases.every((phrase) => occurrences(phrase, found).length > 0);
  };

  /** Hits in an order in which those of one file of texts follow each other, the best file first. */
  const byFile = (index, hits) => {
    const files = new Map();
    for (const hit of hits) {
      const file = textFile(index, hit.unit);
      if (files.has(file)) files.get(file).push(hit);
      else files.set(file, [hit]);
    }
    return [].concat(...files.values());
  };

  /**
   * Hits of one kind, to be taken a few at a time; how many there are, as far as that is known, whether
   * it is, and whether more are found by searching on.
   */
  const group = (index, kind, first, phrases) => {
    const inOrder = (hits) => (phrases.length > 0 ? byFile(index, hits) : hits);
    let hits = inOrder(first.hits[kind]);
    let { more } = first;
    let at = 0;
    let kept = 0;
    const searchOn = async () => {
      const next = await more();
      const had = new Set(hits.map(({ unit }) => unit));
      hits = hits.concat(inOrder(next.hits[kind].filter(({ unit }) => !had.has(unit))));
      ({ more } = next);
    };
    /** The next hits; where all are taken that were found, it searches on if that is asked for. */
    const take = async (most, isFurther = false) => {
      if (isFurther && more && at >= hits.length) await searchOn();
      if (phrases.length === 0) {
        const from = at;
        at = Math.min(at + most, hits.length);
        return hits.slice(from, at);
      }
      const taken = [];
      const read = new Set();
      while (taken.length < most && at < hits.length && read.size < PHRASE_FILES) {
        const step = hits.slice(at, at + STEP).filter(({ unit }) => {
          read.add(textFile(index, unit));
          return read.size <= PHRASE_FILES;
        });
        const texts = await Promise.all(step.map((hit) => textOf(index, hit)));
        for (let n = 0; n < step.length && taken.length < most; n += 1) {
          at += 1;
          if (hasPhrases(phrases, texts[n].text)) taken.push(step[n]);
        }
      }
      kept += taken.length;
      return taken;
    };
    return {
      kind,
      take,
      get left() { return hits.length - at; },
      get more() { return more !== null; },
      get total() { return phrases.length === 0 ? hits.length : kept; },
      get exact() { return more === null && (phrases.length === 0 || at >= hits.length); },
    };
  };

  /**
   * What a query finds, by kind; whether more words begin as the query does than were read; which of
   * its words nothing has.
   */
  const find = async (index, terms, filters = NO_FILTERS) => {
    const first = await candidates(index, terms, filters);
    const phrases = phrasesOf(terms);
    return {
      groups: [0, 1, 2].map((kind) => group(index, kind, first, phrases)),
      cut: lookups(terms).some((word) => filesOf(index, word).cut),
      missing: lookups(terms).filter(({ missing }) => missing).map(({ written }) => written),
    };
  };

  // ---- Hits in a text.

  const fits = (word, key) => key === word.key || (word.typed && key.startsWith(word.key));

  /** Where a term's words stand together in a text's words: the numbers of the first ones. */
  const occurrences = (term, found) => {
    const at = [];
    for (let n = 0; n + term.length <= found.length; n += 1) {
      if (term.every((word, k) => fits(word, found[n + k].key))) at.push(n);
    }
    return at;
  };

  /** Whether a word of a text in a language is what was asked for, a form of it or a compound. */
  const isHit = (index, word, key, language) => {
    if (fits(word, key)) return true;
    if (word.exact || !word.forms) return false;
    if (word.forms.get(key) & (1 << language)) return true;
    const { rules } = index.languages[language];
    if (!rules || !rules.compounds) return false;
    for (const part of word.parts) {
      if (key.length > part.length + 2 && (key.startsWith(part) || key.indexOf(part, 2) > 0)) return true;
    }
    return false;
  };

  /** The parts of a text that a query means: from, to, keys; in order, none over another. */
  const spansIn = (index, terms, text, language) => {
    const found = words(text);
    const spans = [];
    const add = (n, length, term) => {
      const row = found.slice(n, n + length);
      const last = row[length - 1];
      const typed = terms[term][terms[term].length - 1];
      const begun = typed.typed && length === terms[term].length && last.key.startsWith(typed.key);
      const to = last.ends[(begun ? typed.key.length : last.ends.length) - 1];
      const whole = last.ends[last.ends.length - 1];
      spans.push({ from: row[0].start, to, whole, term, keys: row.map(({ key }) => key) });
    };
    terms.forEach((term, number) => {
      if (term.length > 1) {
        for (const n of occurrences(term, found)) add(n, term.length, number);
        return;
      }
      const [word] = term;
      let before = false;
      found.forEach(({ key, joined }, n) => {
        const after = before;
        before = isHit(index, word, key, language);
        if (before) add(n, 1, number);
        else if (joined && !after && isHit(index, word, found[n - 1].key + key, language)) add(n - 1, 2, number);
      });
    });
    spans.sort((a, b) => a.from - b.from || b.to - a.to);
    let end = 0;
    return spans.filter(({ from, to }) => {
      const free = from >= end;
      if (free) end = to;
      return free;
    });
  };

  // ---- Days.

  /** Days from 0000-03-01, from which src/edtf/mod.rs counts, to 1970-01-01. */
  const EPOCH = 719468;
  const DAY = 86400000;

  /** The year of a day. */
  const yearOf = (day) => new Date((day - EPOCH) * DAY).getUTCFullYear();

  /** First and last day of `1924`, `1924-04`, `1924-04-10`, `10.4.1924`, `4/1924`; null for neither. */
  const daysOf = (text) => {
    const clean = text.trim();
    const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(clean);
    const own = /^(?:(?:(\d{1,2})[./]\s*)?(\d{1,2})[./]\s*)(\d{4})$/.exec(clean);
    const [year, month, day] = iso ? iso.slice(1) : own ? [own[3], own[2], own[1]] : [];
    if (!year || month > 12 || day > 31) return null;
    const at = (y, m, d) => {
      const date = new Date(0);
      date.setUTCFullYear(y, m, d);
      return Math.round(date.getTime() / DAY) + EPOCH;
    };
    const first = at(+year, month ? month - 1 : 0, day ? +day : 1);
    const last = day ? first : month ? at(+year, +month, 0) : at(+year, 11, 31);
    return [first, last];
  };

  Object.assign(window.dossierSearch, {
    ROOT, NO_FILTERS, words, stem, open, parse, loadWords, candidates, phrasesOf, hasPhrases, find, textOf,
    textFile, spansIn, yearOf, daysOf,
    /** Forgets all files: the site was built anew since the first of them was loaded. */
    forget: () => loaded.clear(),
  });
})();
