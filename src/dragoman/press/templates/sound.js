"use strict";
(() => {
  // The page's own player can begin at a second of the address; one that lies elsewhere waits for a click.
  const wanted = Number.parseFloat(new URLSearchParams(location.search).get("t"));
  const here = document.querySelector("audio, video");
  if (here && Number.isFinite(wanted) && wanted >= 0) {
    // The address counts in the whole recording, of which this may be a part.
    here.currentTime = Math.max(0, wanted - Number(here.dataset.offset ?? 0));
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.play");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!document.querySelector("audio, video, .away[data-kind=frame]")) document.getElementById("load")?.click();
    const player = document.querySelector("audio, video");
    if (!player) return;
    event.preventDefault();
    player.currentTime = Number(link.dataset.t);
    player.play().catch(() => {});
  });
})();
