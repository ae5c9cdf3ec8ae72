from __future__ import annotations

from dragoman.formats.options import ReadOptions
from dragoman.formats.prose.paragraphs import Paragraph
from dragoman.formats.prose.web.elements import find_paragraphs
from dragoman.formats.reading.html_tree import parse_html


def paragraphs(html: str, *, breaks: bool = False) -> list[Paragraph]:
    root = parse_html(f"<body>{html}</body>", ReadOptions())
    body = root.find("body")
    assert body is not None
    return list(find_paragraphs(body, lambda element: False, breaks=breaks))


def texts(html: str, *, breaks: bool = False) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(html, breaks=breaks)]


def test_blocks_are_paragraphs() -> None:
    assert texts("<div>a<p>b <b>c</b>\n d</p>e</div><ul><li>f</ul>") == ["a", "b c d", "e", "f"]


def test_a_line_break_parts_softly_and_two_of_them_part() -> None:
    found = paragraphs("a<br>b<br><br>c")
    assert [(paragraph.text, paragraph.soft) for paragraph in found] == [("a", False), ("b", True), ("c", False)]


def test_line_ends_count_where_they_are_asked_to() -> None:
    found = paragraphs("a\nb\n\nc", breaks=True)
    assert [(paragraph.text, paragraph.soft) for paragraph in found] == [("a", False), ("b", True), ("c", False)]
    assert texts("a\nb") == ["a b"]


def test_letters_are_kept() -> None:
    (found,) = paragraphs('<b>A</b><i>b</i><s>c</s><span style="font-weight: 700">d</span><a href="https://x.y">e</a>')
    assert [(p.text, p.bold, p.italic, p.struck, p.link) for p in found.pieces] == [
        ("A", True, False, False, None),
        ("b", False, True, False, None),
        ("c", False, False, True, None),
        ("d", True, False, False, None),
        ("e", False, False, False, "https://x.y"),
    ]


def test_what_browsers_do_not_show_is_left_out() -> None:
    html = "a<script>b</script><style>c</style><p hidden>d</p><p style='display:none'>e</p><template>f</template>"
    assert texts(html) == ["a"]


def test_a_quotation_element_shows_its_marks() -> None:
    assert texts("he: <q>no</q>.") == ["he: “no”."]


def test_headings_and_rules_are_told() -> None:
    found = paragraphs("<h2>Part</h2><hr><p>a")
    assert [(paragraph.kind, paragraph.level, paragraph.text) for paragraph in found] == [
        ("heading", 2, "Part"),
        ("rule", 0, ""),
        ("paragraph", 0, "a"),
    ]


def test_a_footnote_comes_to_where_it_is_called() -> None:
    found = paragraphs('<p>stones<sup><a href="#n1">1</a></sup>.</p><ol><li id="n1">A ford. <a href="#r">↩</a></ol>')
    assert [paragraph.text for paragraph in found] == ["stones."]
    assert [piece.note for piece in found[0].pieces if piece.note] == ["A ford."]


def test_a_link_to_a_number_elsewhere_stays() -> None:
    assert texts('see <sup><a href="https://x.y/#1">1</a></sup>') == ["see 1"]


def test_the_language_of_words_is_kept() -> None:
    (found,) = paragraphs('<p lang="en_US">a <i lang="fa-Latn">b</i></p>')
    assert [piece.language for piece in found.pieces] == ["en-US", "fa-Latn"]
    assert found.language == "en-US"


def test_spaces_in_preformatted_text_count() -> None:
    assert texts("<pre>Q    one\nA    two</pre>") == ["Q    one", "A    two"]
