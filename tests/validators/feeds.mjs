// Reads feeds as feedsmith does, in its own parser for each format, and prints what it found as JSON.
// node feeds.mjs rss FILE | atom FILE | json FILE
import { readFileSync } from "node:fs";
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";

const [kind, path] = process.argv.slice(2);
const text = readFileSync(path, "utf-8");
const parse = { rss: parseRssFeed, atom: parseAtomFeed, json: (raw) => parseJsonFeed(JSON.parse(raw)) }[kind];
process.stdout.write(JSON.stringify(parse(text)));
