// Reads questions as JSON, a line each, and answers them with what static/search-index.js makes of
// them: a text's words, [key, whether a hyphen joins it] each, or a key's stem by a language's rules.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

const [, , script] = process.argv;
const window = {};
runInNewContext(readFileSync(script, "utf8"), { document: { body: { dataset: {} } }, window });
const { words, stem } = window.dossierSearch;
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const { text, rules, key } = JSON.parse(line);
  const answer = rules ? stem(rules, key) : words(text).map((word) => [word.key, word.joined]);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
