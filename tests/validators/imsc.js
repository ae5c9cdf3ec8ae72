// Reads TTML from standard input; writes what imscJS finds amiss, and the words on the screen after each change, as JSON.
const fs = require("fs");
// Only what reads and lays out is asked for: what draws wants a browser.
const { fromXML } = require("imsc/src/main/js/doc.js");
const { generateISD } = require("imsc/src/main/js/isd.js");

const faults = [];
const told = (severity) => (message) => { faults.push(`${severity}: ${message}`); };
const handler = { info: () => false, warn: told("warn"), error: told("error"), fatal: told("fatal") };
const words = (part) => (part.kind === "br" ? " " : part.text || "") + (part.contents || []).map(words).join(part.kind === "p" ? "" : " ");

const document = fromXML(fs.readFileSync(0, "utf8"), handler);
const shown = document.getMediaTimeEvents().map((at) => {
    const screen = generateISD(document, at, handler);
    return { at: Math.round(at * 1000), words: screen.contents.map(words).join(" ").replace(/\s+/g, " ").trim() };
});
console.log(JSON.stringify({ faults, shown }));
