// The page: the interview that it shows, who looks at it, and the place for messages.

import { RequestError, randomName } from "./net.js";

/** When all rows have been read. @type {Promise<unknown>} */
export const whole = new Promise((done) => {
  if (document.readyState !== "loading") done(null);
  else document.addEventListener("DOMContentLoaded", done, { once: true });
});
export const isWhole = () => document.readyState !== "loading";
// The first rows can be used while the browser still reads the others. Ms between two looks.
while (!isWhole() && (document.getElementById("grid")?.childElementCount ?? 0) < 2) await new Promise((done) => setTimeout(done, 10));

/** What the server says of the interview beside its rows. @type {any} */
export const state = JSON.parse(document.getElementById("state")?.textContent ?? "{}");
export const grid = /** @type {HTMLElement} */ (document.getElementById("grid"));
/**
 * The bracket profile of the interview, as the server describes it.
 * @type {{name: string, is_notation: boolean, kinds: Record<string, string | null>, alone: Record<string, string | null>, stated: string | null, remarks: string[], marks: Record<string, [string, string]>}}
 */
export const brackets = state.brackets;
export const mayEdit = grid.dataset.edit === "yes";
export const mayReview = grid.dataset.review === "yes";
/** The address of an interview. @param {string} key its folder below the desk's directory */
export const addressOf = (key) => `/i/${key.split("/").map(encodeURIComponent).join("/")}`;
export const base = addressOf(state.key);
/** The name of this window. @type {string} */
export const client = (sessionStorage.dragomanClient ??= randomName());

/** Shows a message, or why something was not done. @param {unknown} what @param {Element | null} place */
export function say(what, place = document.getElementById("says")) {
  if (place) place.textContent = what instanceof RequestError ? what.message : String(what);
}

/**
 * Waits for an answer; a refusal is said on the page.
 * @param {Promise<any>} asked
 * @param {Element | null} [place] where it is said, if a dialog covers the page
 * @returns {Promise<boolean>} whether it was done
 */
export async function tell(asked, place) {
  try {
    await asked;
    say("", place);
    return true;
  } catch (error) {
    say(error, place);
    return false;
  }
}
