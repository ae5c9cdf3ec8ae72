"""Word's equations (Office MathML) as plain text, so that no number of a transcript is lost."""

from __future__ import annotations

from dragoman.formats.reading.xml import DEEPEST, Element, local_name

__all__ = ["MATH", "read_equation"]

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def read_equation(element: Element, depth: int = 0) -> str:
    """An equation on one line: fractions with a slash, powers with ``^``, indices with ``_``."""
    if depth > DEEPEST:
        return "".join(element.itertext())
    name = local_name(element)
    if name == "t":
        return element.text or ""
    children = [(local_name(child), read_equation(child, depth + 1)) for child in element]
    parts = dict(children)
    if name == "f":
        return f"{_grouped(parts.get('num', ''))}/{_grouped(parts.get('den', ''))}"
    if name in ("sSup", "sSub", "sSubSup"):
        sub = f"_{_grouped(parts['sub'])}" if parts.get("sub") else ""
        return f"{parts.get('e', '')}{sub}" + (f"^{_grouped(parts['sup'])}" if parts.get("sup") else "")
    if name == "rad":
        return f"{parts.get('deg', '')}√{_grouped(parts.get('e', ''))}"
    if name == "d":
        return f"({', '.join(text for child, text in children if child == 'e')})"
    return "" if name.endswith("Pr") else "".join(text for _, text in children)


def _grouped(text: str) -> str:
    """The text in parentheses, if it is more than one number or name."""
    return text if text.replace(".", "").replace(",", "").isalnum() else f"({text})"
