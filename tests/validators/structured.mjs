// Reads a page from standard input; writes what a validator of structured data finds in it as JSON.
// The vocabulary of schema.org is the file named on the command line: nothing is fetched.
import fs from "node:fs";
import Validator from "@adobe/structured-data-validator";
import WebAutoExtractor from "@marbec/web-auto-extractor";

const extractor = new WebAutoExtractor({ addLocation: false, embedSource: [] });
const data = extractor.parse(fs.readFileSync(0, "utf8"));
const vocabulary = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const issues = await new Validator(vocabulary).validate(data);
console.log(JSON.stringify({ types: Object.keys(data.jsonld), issues }));
