// Reads XLIFF from standard input; writes what a reader of XLIFF 1.2 or 2.0 (named on the command line) finds as JSON.
const fs = require("node:fs");
const { xliff2js, xliff12ToJs } = require("xliff");

const read = process.argv[2] === "2.0" ? xliff2js : xliff12ToJs;
read(fs.readFileSync(0, "utf8"), (error, found) => {
  if (error) throw error;
  console.log(JSON.stringify(found));
});
