// Reads texts as JSON strings, a line each; writes the words that static/search.js finds in them.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

const [, , script] = process.argv;
const page = {
  body: { dataset: {} },
  getElementById: () => null,
  addEventListener: () => {},
};
const window = {};
runInNewContext(readFileSync(script, "utf8"), { document: page, window });
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const words = window.dossierSearch.words(JSON.parse(line));
  process.stdout.write(`${JSON.stringify(words.map(({ key }) => key))}\n`);
}
