// Requests to the desk's own server: JSON both ways, with the token against forged requests.

/** An answer that is not a success. `status` is 0 where the server was not reached. */
export class RequestError extends Error {
  /**
   * @param {number} status
   * @param {any} body
   */
  constructor(status, body) {
    super((body && body.message) || `The server answered ${status || "nothing"}.`);
    this.status = status;
    this.body = body;
  }
}

/** The bracket profile that the texts of this window are written in: the server reads and writes them so. @returns {Record<string, string>} */
function bracketsHeader() {
  const name = document.getElementById("grid")?.dataset.brackets;
  return name ? { "X-Brackets": name } : {};
}

const token = document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";

/**
 * @param {string} address
 * @param {any} [body] sent with POST; without it the request is a GET
 * @param {{keepalive?: boolean}} [options]
 * @returns {Promise<any>}
 */
export async function request(address, body, options = {}) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(address, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        Accept: "application/json",
        ...bracketsHeader(),
        ...(body === undefined ? {} : { "Content-Type": "application/json", "X-CSRFToken": token }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      keepalive: options.keepalive ?? false,
      credentials: "same-origin",
    });
  } catch {
    throw new RequestError(0, null);
  }
  const text = await response.text();
  /** @type {any} */
  let found = null;
  try {
    found = text ? JSON.parse(text) : null;
  } catch {
    // A page of an error is no JSON.
  }
  if (!response.ok) throw new RequestError(response.status, found);
  return found;
}

/** A random name: for an action, so that it is made once however often it is sent; for a window. */
export function randomName() {
  return crypto.randomUUID().replaceAll("-", "");
}
