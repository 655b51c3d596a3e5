// Reads texts with spans as JSON, a line each; writes what static/cite.js makes of them.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [, , script] = process.argv;
const cite = createRequire(import.meta.url)(script);
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const { text, from, to } = JSON.parse(line);
  const made = {
    note: cite.note(text, from, to),
    annotation: cite.annotation(text, from, to, "seed.txt"),
    fragment: cite.fragment(text, from, to),
  };
  process.stdout.write(`${JSON.stringify(made)}\n`);
}
