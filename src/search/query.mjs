// Searches an index that lies in a folder, with static/search-index.js and no browser. Reads queries
// as JSON, a line each; answers each with the units found of each kind, the words hit in the first
// results' texts, whether that is all, and the bytes of the files that were loaded for it, as if nothing
// had been before; where all is asked for, also how many different texts one gets by searching on.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

const [, , script, folder] = process.argv;
/** Results of each kind that static/search.js shows at first. */
const AT_FIRST = 4;

const begin = () => {
  const page = { bytes: 0, window: {} };
  const append = (element) => {
    const text = readFileSync(`${folder}/${element.src.split("?")[0]}`, "utf8");
    page.bytes += Buffer.byteLength(text);
    runInNewContext(text, page.window);
  };
  const document = {
    body: { dataset: {} },
    head: { append },
    createElement: () => ({ remove() {} }),
  };
  const world = { document, window: page.window, setTimeout: () => 0, clearTimeout() {} };
  runInNewContext(readFileSync(script, "utf8"), world);
  return page;
};

const answer = async ({ query, filters, all }) => {
  const page = begin();
  const engine = page.window.dossierSearch;
  const index = await engine.open();
  const terms = engine.parse(query);
  const found = await engine.find(index, terms, { ...engine.NO_FILTERS, ...filters });
  const units = [];
  const hits = [];
  for (const group of found.groups) {
    const first = await group.take(AT_FIRST);
    units.push(group.total);
    for (const hit of first) {
      const { text } = await engine.textOf(index, hit);
      const spans = engine.spansIn(index, terms, text, hit.language);
      hits.push(spans.map(({ from, to }) => text.slice(from, to)).join("|"));
    }
  }
  const { bytes } = page;
  const exact = found.groups.every((group) => group.exact);
  const texts = all ? await everything(engine, index, terms, filters) : undefined;
  return { units, hits, missing: found.missing, exact, bytes, texts };
};

/** Takes all hits in texts, as a reader does who goes on as long as there is more. */
const everything = async (engine, index, terms, filters) => {
  const found = await engine.find(index, terms, { ...engine.NO_FILTERS, ...filters });
  const [, group] = found.groups;
  const seen = [];
  while (group.left > 0 || group.more) seen.push(...(await group.take(1000, true)));
  return [seen.length, new Set(seen.map(({ unit }) => unit)).size];
};

for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
