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

  // Another site's player, in a frame; a time then plays there instead of leading away.
  function loadFrame(seconds) {
    const address = (from) => `${away.dataset.address}?autoplay=1&start=${Math.floor(from)}`;
    const frame = document.createElement("iframe");
    frame.title = say.recording;
    frame.allow = "autoplay; encrypted-media; fullscreen";
    frame.referrerPolicy = "strict-origin";
    frame.src = address(seconds);
    const player = document.createElement("section");
    player.className = "player frame";
    player.setAttribute("aria-label", say.playerLabel);
    player.append(frame);
    away.replaceWith(player);
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a.at, a.play");
      const from = link?.dataset.t ?? link?.closest(".passage")?.dataset.start;
      if (from === undefined || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      frame.src = address(Number(from));
    });
  }

  if (load) {
    load.hidden = false;
    const make = away.dataset.kind === "frame" ? loadFrame : loadPlayer;
    load.addEventListener("click", () => make(wanted() ?? 0));
  }

  function wanted() {
    const seconds = Number.parseFloat(new URLSearchParams(location.search).get("t"));
    // The address counts in the whole recording, of which this may be a part.
    if (Number.isFinite(seconds) && seconds >= 0) return Math.max(0, seconds - Number(away.dataset.offset ?? 0));
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

  // What a screen reader says of a sign beside a passage is shown to a pointer too.
  document.addEventListener("mouseover", (event) => {
    const link = event.target.closest?.(".tools a");
    if (link && !link.title) link.title = link.getAttribute("aria-label");
  });

  function words(text) {
    const copy = text.cloneNode(true);
    copy.querySelectorAll(".vh, [role=doc-noteref]").forEach((hidden) => hidden.remove());
    return copy.textContent.trim();
  }

  // The passage's address in this edition, whichever page of it is open.
  function address(passage) {
    const cited = document.getElementById("citation").textContent.match(/https?:\/\/\S+$/);
    const page = location.protocol === "file:" ? "index.html" : ".";
    return `${cited ? cited[0] : new URL(say.edition + page, location.href).href}#${passage.id}`;
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

  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const range = selection.isCollapsed || !selection.rangeCount ? null : selection.getRangeAt(0);
    if (range) chosen = range.cloneRange();
    bar.hidden = !range || !taken();
  });

  // What is selected of one side's texts, passage by passage.
  function pieces(side) {
    return [...document.querySelectorAll(`.passage > blockquote${side}`)]
      .filter((text) => chosen.intersectsNode(text) && text.getClientRects().length)
      .map((text) => ({ passage: text.parentElement, words: words(cut(text)) }))
      .filter((piece) => piece.words);
  }

  function cut(text) {
    const part = document.createRange();
    part.selectNodeContents(text);
    if (chosen.compareBoundaryPoints(Range.START_TO_START, part) > 0) {
      part.setStart(chosen.startContainer, chosen.startOffset);
    }
    if (chosen.compareBoundaryPoints(Range.END_TO_END, part) < 0) {
      part.setEnd(chosen.endContainer, chosen.endOffset);
    }
    return part.cloneContents();
  }

  // The side that the selection begins in; the translation where it begins beside both.
  function taken() {
    const begun = chosen.startContainer;
    const element = begun.nodeType === Node.TEXT_NODE ? begun.parentElement : begun;
    const sides = element.closest("blockquote.src") ? [".src", ".tr"] : [".tr", ".src"];
    return sides.map(pieces).find((found) => found.length);
  }

  function link() {
    return address(taken()[0].passage);
  }

  function citation() {
    const found = taken();
    const text = found.map((piece) => piece.words).join(" ");
    const originals = found.map((piece) => piece.passage.querySelector("blockquote.src")).filter(Boolean).map(words);
    const spoken = originals.join(" ");
    const from = found[0].passage.querySelector("time")?.textContent;
    const until = found.at(-1).passage.dataset.until;
    const time = from && until ? `${from}–${until}` : from;
    const whole = document.getElementById("citation").textContent.trim().replace(/ https?:\/\/\S+$/, "");
    const original = spoken && !spoken.includes(text) ? ` [${spoken}]` : "";
    return `${say.quote.replace("{title}", () => text)}${original} ${whole}${time ? ` ${say.at.replace("{time}", time)}` : ""} ${link()}`;
  }

  function copy(text, button, name) {
    const selected = chosen;
    const area = document.createElement("textarea");
    area.value = text;
    bar.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    // The selection stays, and the bar with it, for another copy.
    getSelection().removeAllRanges();
    getSelection().addRange(selected);
    button.focus();
    button.textContent = done ? say.copied : say.refused;
    setTimeout(() => { button.textContent = name; }, 2000);
  }
})();
