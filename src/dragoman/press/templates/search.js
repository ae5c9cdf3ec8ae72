// The page of the search.
"use strict";
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.getElementById("script"));
  // The page's own words, in its language.
  const say = /** @type {Record<string, string>} */ (/** @type {unknown} */ (script.dataset));
  const form = /** @type {HTMLFormElement} */ (document.getElementById("search"));
  const outcome = /** @type {HTMLElement} */ (document.getElementById("outcome"));
  const list = /** @type {HTMLElement} */ (document.getElementById("hits"));
  const further = /** @type {HTMLElement} */ (document.getElementById("further"));
  const more = /** @type {HTMLButtonElement} */ (document.getElementById("more"));
  const fields = ["q", "speaker", "programme", "from", "until"];
  /** @type {Promise<SearchIndex> | null} */
  let index = null;
  /** @type {SearchQuery | null} */
  let query = null;

  // Files are scripts, so that they can be loaded from a folder too; each calls this function.
  /** @type {Map<string, (content: any) => void>} */
  const expected = new Map();
  /** @type {Map<string, Promise<any>>} */
  const loaded = new Map();
  /** @type {any} */ (window).dragomanSearch = (/** @type {string} */ kind, /** @type {string} */ name, /** @type {any} */ content) => {
    expected.get(`${kind} ${name}`)?.(content);
  };
  const folders = /** @type {Record<string, string>} */ ({ rows: "w/", texts: "g/" });
  let version = "";

  /**
   * @param {string} kind
   * @param {string} name
   */
  function load(kind, name) {
    const known = loaded.get(`${kind} ${name}`);
    if (known) return known;
    const file = new Promise((resolve, reject) => {
      const element = document.createElement("script");
      expected.set(`${kind} ${name}`, resolve);
      element.onerror = () => {
        loaded.delete(`${kind} ${name}`);
        reject(new Error(name));
      };
      element.onload = () => element.remove();
      element.src = `${folders[kind] ?? ""}${name}.js${version ? `?v=${version}` : ""}`;
      document.head.append(element);
    });
    loaded.set(`${kind} ${name}`, file);
    return file;
  }

  async function open() {
    const start = await load("start", "start");
    version = start.version;
    const rules = await load("rules", "rules");
    return new SearchIndex(start, new SearchWords(rules), { load });
  }

  /** @param {string} name */
  function typed(name) {
    const field = /** @type {HTMLInputElement | HTMLSelectElement | null} */ (form.elements.namedItem(name));
    return field?.value.trim() ?? "";
  }

  /** @param {string} name */
  function year(name) {
    const digits = typed(name).replace(/\p{Nd}/gu, (char) => String(digitOf(char)));
    return /^-?\d{1,4}$/.test(digits) ? Number(digits) : null;
  }

  async function search() {
    const words = typed("q");
    const select = /** @type {HTMLSelectElement | null} */ (form.elements.namedItem("programme"));
    const programme = select && select.selectedIndex > 0 ? select.selectedIndex - 1 : null;
    const filter = { speaker: typed("speaker"), programme, from: year("from"), until: year("until") };
    list.replaceChildren();
    further.hidden = true;
    query = null;
    outcome.textContent = words ? say.searching : "";
    if (!words) return;
    try {
      index ??= open();
      const needsFacts = programme !== null || filter.from !== null || filter.until !== null;
      const asked = new SearchQuery(await index, words, filter, needsFacts ? await load("facts", "facts") : null);
      query = asked;
      await asked.search();
      // Another query may have been asked meanwhile.
      if (query === asked) await show(asked, false);
    } catch {
      index = null;
      outcome.textContent = say.fault;
    }
  }

  /**
   * @param {SearchQuery} asked
   * @param {boolean} focus
   */
  async function show(asked, focus) {
    const hits = await asked.next();
    if (query !== asked) return;
    const items = hits.map((hit) => render(asked, hit));
    list.append(...items);
    const rest = asked.ranked.some((one) => !asked.shown.has(one.place));
    further.hidden = !rest && !asked.hasOlder;
    more.textContent = rest ? say.more : say.older;
    outcome.textContent = [count(asked), asked.left.length ? say.left.replace("{words}", () => asked.left.join(", ")) : ""].join(" ").trim();
    if (focus) items[0]?.querySelector("a")?.focus();
  }

  /** @param {SearchQuery} asked */
  function count(asked) {
    if (!list.children.length) return say.none;
    const written = (/** @type {number} */ number) => number.toLocaleString(document.documentElement.lang);
    const alike = asked.alike ? say.alike.replace("{count}", () => written(asked.alike)) : "";
    if (!asked.count) return alike || say.some;
    const words = asked.hasOlder || asked.said.length ? say.least : say.found;
    return `${words.replace("{count}", () => written(asked.count))} ${alike}`.trim();
  }

  more.addEventListener("click", async () => {
    const asked = query;
    if (!asked) return;
    try {
      if (!asked.ranked.some((one) => !asked.shown.has(one.place))) await asked.search();
      await show(asked, true);
    } catch {
      outcome.textContent = say.fault;
    }
  });

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {Record<string, string | null | undefined>} attributes
   * @param {...(Node | string)} content
   */
  function make(name, attributes, ...content) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value);
    element.append(...content);
    return element;
  }

  /**
   * @param {SearchQuery} asked
   * @param {SearchHit} hit
   */
  function render(asked, hit) {
    const { texts, row } = hit;
    const [id, voice, start, end, language, source, target] = row;
    const page = `../${texts.slug}/index.html`;
    const where = make("p", { class: "where" });
    const time = start === null ? null : clock(start);
    const title = make("a", { href: `${page}#${id}` }, make("bdi", { lang: texts.target }, texts.title));
    where.append(title);
    if (voice !== null) where.append(make("bdi", {}, texts.voices[voice][0]));
    if (time) where.append(make("span", { class: "when", dir: "ltr" }, time));
    if (texts.date) where.append(make("time", { class: "when", datetime: texts.date, dir: "ltr" }, texts.date));
    if (start !== null && texts.sound) where.append(player(texts, start, end, `${page}?t=${Math.floor(start / 1000)}#${id}`));
    const label = say.citation.replace("{number}", () => String(texts.edition));
    where.append(make("a", { href: `../${texts.slug}/e${texts.edition}/index.html#${id}`, title: label, "aria-label": label }, say.cite));
    const both = make("div", { class: "both" });
    if (source) both.append(text(asked, source, language ?? texts.source));
    if (target) both.append(text(asked, target, texts.target));
    return make("li", {}, where, both);
  }

  /**
   * @param {SearchQuery} asked
   * @param {string} words
   * @param {string | null} language
   */
  function text(asked, words, language) {
    const pieces = asked.mark(words, language).map((piece, place) => (place % 2 ? make("mark", {}, piece) : piece));
    return make("p", { lang: language, dir: "auto" }, ...pieces);
  }

  /** @type {HTMLAudioElement | null} */
  let sound = null;
  /** @type {HTMLButtonElement | null} */
  let playing = null;

  /**
   * A button that plays the passage here where the site has the sound, and leads to where it can be played otherwise.
   * @param {SearchTexts} texts
   * @param {number} start
   * @param {number | null} end
   * @param {string} address
   */
  function player(texts, start, end, address) {
    const label = say.play.replace("{time}", () => clock(start));
    if (!texts.own) return make("a", { href: address, class: "play", "aria-label": label, title: label }, "▶");
    const button = make("button", { type: "button", class: "play", "aria-label": label, title: label }, "▶");
    button.addEventListener("click", () => {
      const wasPlaying = playing === button;
      stop();
      if (!wasPlaying) play(button, texts, start, end);
    });
    return button;
  }

  /**
   * @param {HTMLButtonElement} button
   * @param {SearchTexts} texts
   * @param {number} start
   * @param {number | null} end
   */
  function play(button, texts, start, end) {
    const audio = new Audio(`../${texts.sound}`);
    sound = audio;
    playing = button;
    button.textContent = "■";
    button.setAttribute("aria-label", say.stop);
    audio.currentTime = Math.max(0, start - texts.offset) / 1000;
    audio.addEventListener("timeupdate", () => {
      if (sound === audio && end !== null && audio.currentTime * 1000 >= end - texts.offset) stop();
    });
    audio.addEventListener("ended", stop);
    audio.play().catch(stop);
  }

  function stop() {
    sound?.pause();
    if (playing) {
      playing.textContent = "▶";
      playing.setAttribute("aria-label", playing.title);
    }
    sound = null;
    playing = null;
  }

  /** @param {number} ms */
  function clock(ms) {
    const seconds = Math.floor(ms / 1000);
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const [hours, ...rest] = parts.map((part) => String(part).padStart(2, "0"));
    return parts[0] ? [parts[0], ...rest].join(":") : [parts[1], rest[1]].join(":") || hours;
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = fields.map((name) => [name, typed(name)]).filter(([, value]) => value);
    const address = `${location.pathname}?${new URLSearchParams(said)}`;
    try {
      history.pushState(null, "", address);
    } catch {
      // A browser may not allow it in a folder; the search works without.
    }
    search();
  });

  function fill() {
    const said = new URLSearchParams(location.search);
    for (const name of fields) {
      const field = /** @type {HTMLInputElement | HTMLSelectElement | null} */ (form.elements.namedItem(name));
      if (field) field.value = said.get(name) ?? "";
    }
    if (fields.slice(1).some((name) => said.get(name))) {
      /** @type {HTMLDetailsElement} */ (document.getElementById("filters")).open = true;
    }
    search();
  }

  addEventListener("popstate", fill);
  fill();
})();
