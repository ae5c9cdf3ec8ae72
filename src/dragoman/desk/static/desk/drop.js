// Files and folders that are dropped anywhere on the page, and pages that are pasted.

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("drop"));
const folderForm = /** @type {HTMLFormElement | null} */ (document.getElementById("folder"));
const pasteForm = /** @type {HTMLFormElement | null} */ (document.getElementById("paste"));

/** @param {HTMLFormElement | null} of @returns {HTMLInputElement | null} */
const files = (of) => /** @type {HTMLInputElement | null} */ (of?.querySelector('input[type="file"]') ?? null);

/**
 * Sends files with the paths that they have in their folder.
 * @param {{file: File, path: string}[]} found
 */
function sendFolder(found) {
  const field = files(folderForm);
  if (!folderForm || !field) return;
  const whole = new DataTransfer();
  for (const one of found) whole.items.add(one.file);
  field.files = whole.files;
  send(found.map((one) => one.path));
}

/** @param {string[]} paths */
function send(paths) {
  for (const old of folderForm?.querySelectorAll('input[name="paths"]') ?? []) old.remove();
  for (const path of paths) {
    const place = document.createElement("input");
    place.type = "hidden";
    place.name = "paths";
    place.value = path;
    folderForm?.append(place);
  }
  folderForm?.submit();
}

/**
 * Every file of a folder and of those in it; hidden ones are left where they are.
 * @param {FileSystemEntry} entry
 * @param {string} above
 * @returns {Promise<{file: File, path: string}[]>}
 */
async function walk(entry, above = "") {
  if (entry.name.startsWith(".")) return [];
  const path = `${above}${entry.name}`;
  if (entry.isFile) {
    const own = /** @type {FileSystemFileEntry} */ (entry);
    return [{ file: await new Promise((done, fail) => own.file(done, fail)), path }];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  const found = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    // A browser gives a hundred at a time.
    if (!some.length) return found;
    for (const one of some) found.push(...(await walk(one, `${path}/`)));
  }
}

addEventListener("dragover", (event) => {
  event.preventDefault();
  form?.classList.add("over");
});
addEventListener("dragleave", () => form?.classList.remove("over"));
addEventListener("drop", (event) => {
  event.preventDefault();
  form?.classList.remove("over");
  const field = files(form);
  const sent = event.dataTransfer;
  if (!form || !field || !sent?.files.length) return;
  const entries = [...sent.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.some((entry) => entry.isDirectory)) {
    void Promise.all(entries.map((entry) => walk(entry))).then((found) => sendFolder(found.flat()));
    return;
  }
  field.files = sent.files;
  form.requestSubmit();
});

if (folderForm) {
  folderForm.hidden = false;
  folderForm.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = [...(files(folderForm)?.files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
    sendFolder(chosen.filter((one) => !one.path.split("/").some((part) => part.startsWith("."))));
  });
}

// What is pasted as HTML is kept as HTML, with its paragraphs and bold names; the field shows its words.
const text = /** @type {HTMLTextAreaElement | null} */ (pasteForm?.querySelector("textarea") ?? null);
const says = /** @type {HTMLElement | null} */ (pasteForm?.querySelector(".pasted") ?? null);

/** @param {FileList | null} page @param {string} what */
function keepPage(page, what) {
  const field = files(pasteForm);
  if (field) field.files = page;
  if (says) says.textContent = what;
}

text?.addEventListener("paste", (event) => {
  const html = event.clipboardData?.getData("text/html");
  if (!html || !text) return;
  event.preventDefault();
  text.value = event.clipboardData?.getData("text/plain") ?? "";
  const name = text.value.trim().split("\n", 1)[0].split(/\s+/).slice(0, 6).join(" ").slice(0, 40) || "page";
  const page = new DataTransfer();
  page.items.add(new File([html], `${name.replaceAll("/", "-")}.html`, { type: "text/html" }));
  keepPage(page.files, "The page is taken with its headings and bold names. Change the words, and they are taken as plain text.");
});
// Words that somebody changes are not those of the page any more.
text?.addEventListener("input", () => keepPage(new DataTransfer().files, ""));
