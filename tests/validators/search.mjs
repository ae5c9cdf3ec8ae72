// The scripts of the search page, run by Node: node search.mjs words < {"rules", "texts"}, or
// node search.mjs queries SITE < [{"query", "filter"}, …], which answers with passages, bytes and milliseconds.
import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const here = dirname(fileURLToPath(import.meta.url));
const scripts = join(here, "../../src/dragoman/press/templates");
for (const name of ["search-words.js", "search-index.js"]) {
  vm.runInThisContext(readFileSync(join(scripts, name), "utf8"), { filename: name });
}
const { SearchWords, SearchIndex, SearchQuery } = vm.runInThisContext("({ SearchWords, SearchIndex, SearchQuery })");
const [, , command, site] = process.argv;
const asked = JSON.parse(readFileSync(0, "utf8"));
if (command === "words") {
  const words = new SearchWords(asked.rules);
  const answers = asked.texts.map(([text, language]) => {
    const split = words.split(text);
    return [split, split.flatMap((word) => words.terms(word, language))];
  });
  console.log(JSON.stringify(answers));
} else {
  console.log(JSON.stringify(await answer()));
}

async function answer() {
  const folders = { rows: "w/", texts: "g/" };
  let bytes = {};
  let content;
  globalThis.dragomanSearch = (kind, name, it) => { content = it; };
  const load = async (kind, name) => {
    const path = join(site, "search", `${folders[kind] ?? ""}${name}.js`);
    const text = readFileSync(path, "utf8");
    bytes[kind] = (bytes[kind] ?? 0) + statSync(path).size;
    vm.runInThisContext(text);
    return content;
  };
  const words = new SearchWords(await load("rules", "rules"));
  const start = await load("start", "start");
  const facts = await load("facts", "facts");
  const first = bytes;
  const answers = [];
  for (const { query, filter, next = 1 } of asked) {
    // Each query as the first one after the page was loaded: nothing is known but the list of shards.
    bytes = {};
    const index = new SearchIndex(start, words, { load });
    const began = performance.now();
    const spent = process.cpuUsage();
    const one = new SearchQuery(index, query, filter ?? {}, facts);
    await one.search();
    const hits = [];
    for (let page = 0; page < next; page += 1) hits.push(...(await one.next()));
    const ms = performance.now() - began;
    const { user, system } = process.cpuUsage(spent);
    answers.push({ hits: hits.map(({ texts, row }) => `${texts.slug}#${row[0]}`), count: one.count, alike: one.alike, left: one.left, ms, cpu: (user + system) / 1000, bytes });
  }
  return { start: first, answers };
}
