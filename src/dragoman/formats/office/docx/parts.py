"""The parts that are the same in every DOCX file."""

from __future__ import annotations

__all__ = ["CONTENT_TYPES", "PACKAGE_RELATIONS", "RELATIONS", "REVISION_PROPERTY", "SETTINGS", "STYLES", "W"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REVISION_PROPERTY = "dragoman-revision"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PARTS = ("document.main", "styles", "settings", "footnotes")

CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{part.partition(".")[0]}.xml" ContentType="{_WORD}.{part}+xml"/>' for part in _PARTS
    )
    + '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/custom.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>\n'
).encode()

PACKAGE_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/custom-properties" Target="docProps/custom.xml"/>'
    "</Relationships>\n"
).encode()

RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{part}" Target="{part}.xml"/>'
        for number, part in enumerate(_PARTS[1:], 1)
    )
    + "</Relationships>\n"
).encode()

SETTINGS = (
    f'{_HEAD}<w:settings xmlns:w="{W}"><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat></w:settings>\n'
).encode()


def _style(kind: str, id_: str, name: str, based: str | None, *properties: str) -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = ' w:default="1"' if id_ in ("Normal", "TableNormal") else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id_}"{default}><w:name w:val="{name}"/>{base}{"".join(properties)}'
        "</w:style>"
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


_BOLD = "<w:b/><w:bCs/>"
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
_FONT = "Times New Roman"

STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>{_size(22)}</w:rPr>'
    '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + _style("paragraph", "Normal", "Normal", None)
    + _style("paragraph", "Title", "Title", "Normal", f"<w:rPr>{_BOLD}{_size(36)}</w:rPr>")
    + _style("paragraph", "Subtitle", "Subtitle", "Normal", f"<w:rPr>{_size(26)}</w:rPr>")
    + _style(
        "paragraph",
        "Heading1",
        "heading 1",
        "Normal",
        '<w:pPr><w:keepNext/><w:spacing w:before="360" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr>',
        f"<w:rPr>{_BOLD}{_size(28)}</w:rPr>",
    )
    + _style("paragraph", "FootnoteText", "footnote text", "Normal", f"<w:rPr>{_size(18)}</w:rPr>")
    + _style(
        "character",
        "FootnoteReference",
        "footnote reference",
        None,
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
    )
    + _style("character", "Hyperlink", "Hyperlink", None, '<w:rPr><w:color w:val="1F4E79"/></w:rPr>')
    + _style("table", "TableNormal", "Normal Table", None, f"<w:tblPr>{_MARGINS}</w:tblPr>")
    + _style(
        "table", "TableGrid", "Table Grid", "TableNormal", f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
    )
    + "</w:styles>\n"
).encode()
