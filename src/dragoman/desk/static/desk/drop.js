// Files that are dropped anywhere on the page are sent with the form.

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("drop"));
const field = /** @type {HTMLInputElement | null} */ (form?.querySelector('input[type="file"]') ?? null);

addEventListener("dragover", (event) => {
  event.preventDefault();
  form?.classList.add("over");
});
addEventListener("dragleave", () => form?.classList.remove("over"));
addEventListener("drop", (event) => {
  event.preventDefault();
  form?.classList.remove("over");
  if (!form || !field || !event.dataTransfer?.files.length) return;
  field.files = event.dataTransfer.files;
  form.requestSubmit();
});
