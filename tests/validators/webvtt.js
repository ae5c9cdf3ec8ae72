// Reads WebVTT from standard input; writes the strict parser's errors and the cues it found as JSON.
const fs = require("fs");
const entities = require("webvtt-parser/html-entities.json");
const { WebVTTParser } = require("webvtt-parser");

const { errors, cues } = new WebVTTParser(entities).parse(fs.readFileSync(0, "utf8"), "captions");
console.log(JSON.stringify({ errors, cues: cues.map(({ id, startTime, endTime, text }) => ({ id, startTime, endTime, text })) }));
