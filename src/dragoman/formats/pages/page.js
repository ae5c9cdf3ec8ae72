"use strict";
(() => {
  const player = document.querySelector("audio, video");
  const links = [...document.querySelectorAll("a.at")];
  const passages = [...document.querySelectorAll(".passage[data-start]")]
    .map((row) => ({ row, start: Number(row.dataset.start), end: Number(row.dataset.end ?? Infinity) }))
    .sort((one, other) => one.start - other.start);
  const follow = document.getElementById("follow");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  // A passage stays marked through the breath before the next one.
  const BREATH = 1;
  let current = null;

  function passageAt(seconds) {
    let low = 0;
    let high = passages.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (passages[middle].start <= seconds + 0.01) low = middle + 1;
      else high = middle;
    }
    const last = passages[low - 1];
    return last && seconds < last.end + BREATH ? last : null;
  }

  function mark() {
    const now = player.ended ? null : passageAt(player.currentTime);
    if (now === current) return;
    current?.row.removeAttribute("aria-current");
    now?.row.setAttribute("aria-current", "true");
    current = now;
    if (now && follow.checked && !player.paused) {
      now.row.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    }
  }

  function start() {
    player.play().catch(() => {});
  }

  function toggle() {
    if (player.paused) start();
    else player.pause();
  }

  function playFrom(row) {
    player.currentTime = Number(row.dataset.start);
    start();
    mark();
    history.replaceState(null, "", `#${row.id}`);
  }

  function seekToAddress() {
    const row = document.getElementById(location.hash.slice(1));
    if (row?.dataset.start) player.currentTime = Number(row.dataset.start);
  }

  function keyOnLink(key, link) {
    const place = links.indexOf(link);
    switch (key) {
      case " ": return toggle();
      case "ArrowDown": return links[place + 1]?.focus();
      case "ArrowUp": return links[place - 1]?.focus();
      case "ArrowRight": return void (player.currentTime += 5);
      case "ArrowLeft": return void (player.currentTime = Math.max(0, player.currentTime - 5));
      default: return false;
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.at");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    playFrom(link.closest(".passage"));
  });

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.("a.at");
    if (event.key === "Escape" && !document.fullscreenElement) {
      event.preventDefault();
      toggle();
    } else if (link && keyOnLink(event.key, link) !== false) {
      event.preventDefault();
    }
  });

  for (const name of ["timeupdate", "seeking", "play", "ended"]) player.addEventListener(name, mark);
  player.addEventListener("error", () => { document.querySelector(".fault").hidden = false; });
  if (player.error) document.querySelector(".fault").hidden = false;
  window.addEventListener("hashchange", seekToAddress);

  // What slides under the player is not seen: keep jumps clear of it, also when the window changes.
  const bar = document.querySelector(".player");
  new ResizeObserver(() => {
    const covered = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
    document.documentElement.style.scrollPaddingTop = `${covered + 16}px`;
  }).observe(bar);

  follow.parentElement.hidden = false;
  // Whoever loaded the player may have said already where it begins.
  if (!player.currentTime) seekToAddress();
})();
