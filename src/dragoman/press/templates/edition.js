"use strict";
(() => {
  const script = document.currentScript;
  // The page's own words, in its language.
  const say = script.dataset;
  const away = document.querySelector(".away");
  const load = document.getElementById("load");

  function loadPlayer(seconds) {
    const player = document.createElement("section");
    player.className = `player ${away.dataset.kind}`;
    player.setAttribute("aria-label", say.playerLabel);
    const media = document.createElement(away.dataset.kind);
    media.src = away.dataset.address;
    media.controls = true;
    media.setAttribute("aria-label", say.recording);
    const label = document.createElement("label");
    label.className = "follow";
    const box = document.createElement("input");
    box.type = "checkbox";
    box.id = "follow";
    label.append(box, ` ${say.follow}`);
    const fault = document.createElement("p");
    fault.className = "fault";
    fault.hidden = true;
    fault.textContent = say.fault;
    const inner = document.createElement("div");
    inner.append(media, label, fault);
    player.append(inner);
    away.replaceWith(player);
    const rest = document.createElement("script");
    rest.src = say.player;
    document.body.append(rest);
    media.currentTime = seconds;
    media.play().catch(() => {});
  }

  if (load) {
    load.hidden = false;
    load.addEventListener("click", () => loadPlayer(wanted() ?? 0));
  }

  function wanted() {
    const seconds = Number.parseFloat(new URLSearchParams(location.search).get("t"));
    if (Number.isFinite(seconds) && seconds >= 0) return seconds;
    const start = document.getElementById(location.hash.slice(1))?.dataset.start;
    return start === undefined ? null : Number(start);
  }

  // A mail or a form about an error takes both texts along.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.report");
    if (!link || link.dataset.full) return;
    link.dataset.full = "yes";
    const passage = link.closest(".passage");
    const [original, translation] = [".src", ".tr"].map((side) => {
      const text = passage.querySelector(`blockquote${side}`);
      return text ? words(text).slice(0, 800) : "";
    });
    if (link.protocol === "mailto:") {
      const texts = [address(passage), original, translation, ""].join("\n\n");
      link.href += `&body=${encodeURIComponent(texts)}`;
    } else {
      const form = new URL(link.href);
      form.searchParams.set("original", original);
      form.searchParams.set("translation", translation);
      link.href = form.href;
    }
  });

  function words(text) {
    const copy = text.cloneNode(true);
    copy.querySelectorAll(".vh").forEach((hidden) => hidden.remove());
    return copy.textContent.trim();
  }

  function address(passage) {
    const cited = document.getElementById("citation").textContent.match(/https?:\/\/\S+$/);
    return `${cited ? cited[0] : location.href.split("#")[0]}#${passage.id}`;
  }

  // What is selected can be taken along as a link, or cited.
  const bar = document.createElement("div");
  bar.className = "take";
  bar.hidden = true;
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", say.selected);
  const buttons = [[say.link, link], [say.citation, citation]].map(([name, make]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => copy(make(), button, name));
    return button;
  });
  bar.append(...buttons);
  document.body.append(bar);
  let chosen = null;

  function passageOf(node) {
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    return element?.closest?.(".passage");
  }

  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const range = selection.isCollapsed || !selection.rangeCount ? null : selection.getRangeAt(0);
    const passage = range && passageOf(range.startContainer);
    if (passage) chosen = { passage, last: passageOf(range.endContainer) ?? passage, text: selection.toString().trim() };
    bar.hidden = !passage;
  });

  function link() {
    return address(chosen.passage);
  }

  function citation() {
    const source = chosen.passage.querySelector(".src:not(.absent)");
    const from = chosen.passage.querySelector("time")?.textContent;
    const until = chosen.last.dataset.until;
    const time = from && until ? `${from}–${until}` : from;
    const whole = document.getElementById("citation").textContent.trim().replace(/ https?:\/\/\S+$/, "");
    const original = source && !source.textContent.includes(chosen.text) ? ` [${words(source)}]` : "";
    return `“${chosen.text}”${original} ${whole}${time ? ` ${say.at.replace("{time}", time)}` : ""} ${link()}`;
  }

  function copy(text, button, name) {
    const area = document.createElement("textarea");
    area.value = text;
    bar.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    button.textContent = done ? say.copied : say.refused;
    setTimeout(() => { button.textContent = name; }, 2000);
  }
})();
