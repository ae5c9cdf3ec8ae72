"""Whether a page that is shown as on paper loses anything."""

from __future__ import annotations

# What lies beyond an edge of the paper, or within something that cuts it off.
CUT = """() => {
    const wide = document.documentElement.clientWidth;
    const isCut = (e) => getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1;
    const cuts = (e) => !e.closest(".vh") && isCut(e);
    const beyond = (e) => [...e.getClientRects()].some((r) => r.width > 1 && (r.left < -1 || r.right > wide + 1));
    return [...document.querySelectorAll("body *")].filter((e) => cuts(e) || beyond(e))
        .map((e) => `${e.tagName}.${e.className}: ${e.textContent.slice(0, 40)}`);
}"""
