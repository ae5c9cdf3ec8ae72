import pytest
from lxml import etree

from dragoman.formats.office.docx.equations import MATH, read_equation


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<m:r><m:t>12</m:t></m:r>", "12"),
        ("<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>", "1/2"),
        ("<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>", "x^2"),
        ("<m:d><m:dPr/><m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:d>", "(a+b)"),
        ("<m:rad><m:radPr/><m:deg/><m:e><m:r><m:t>9</m:t></m:r></m:e></m:rad>", "√9"),
    ],
)
def test_equations_are_one_line_of_text(inner: str, text: str) -> None:
    root = etree.fromstring(f'<m:oMath xmlns:m="{MATH[1:-1]}">{inner}</m:oMath>')
    assert read_equation(root) == text


def test_deep_nesting_keeps_the_words() -> None:
    inner = "<m:e>" * 200 + "<m:t>12</m:t>" + "</m:e>" * 200
    assert read_equation(etree.fromstring(f'<m:oMath xmlns:m="{MATH[1:-1]}">{inner}</m:oMath>')) == "12"
