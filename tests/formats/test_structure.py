"""Files whose parts are missing or of another kind: a reader ends in a document or in its own error."""

import copy
import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec
import pytest
from lxml import etree

from dragoman.errors import FormatError
from dragoman.formats import FORMATS, read
from dragoman.formats.options import ReadOptions
from dragoman.transcript.document import Transcript
from samples import SAMPLES

JSON = sorted(name for name in SAMPLES if "json" in FORMATS[name].media_type)
XML = sorted(name for name in SAMPLES if FORMATS[name].media_type.endswith("xml"))
ODD: list[Any] = [None, [], {}, "x", "", -1, 0, 1e300, True, [None], {"x": 1}, "1:2:3:4:5", 10**30]


def check(name: str, content: bytes) -> None:
    with suppress(FormatError):
        transcript = read(content, name, ReadOptions(path="talk")).transcript
        assert msgspec.json.decode(msgspec.json.encode(transcript), type=Transcript) == transcript


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value in a JSON file."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inner:
        yield from places(child, (*path, key))


def replaced(whole: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    whole = copy.deepcopy(whole)
    holder = whole
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return whole


def values(text: str) -> Iterator[tuple[str, Any, str]]:
    """Each JSON value of a file, with what stands before and behind it: one, or in JSON Lines one a line."""
    decoder, start = json.JSONDecoder(), 0
    while text[start:].strip():
        start += len(text[start:]) - len(text[start:].lstrip())
        value, end = decoder.raw_decode(text, start)
        yield text[:start], value, text[end:]
        start = end


def test_values_are_found_in_json_and_in_json_lines() -> None:
    assert list(values('{"a": 1}\n')) == [("", {"a": 1}, "\n")]
    assert list(values('{"a": 1}\n[2]\n')) == [("", {"a": 1}, "\n[2]\n"), ('{"a": 1}\n', [2], "\n")]


@pytest.mark.parametrize("name", JSON)
def test_any_value_of_json_may_be_of_another_kind(name: str) -> None:
    for before, whole, behind in values(SAMPLES[name].decode()):
        for path in places(whole):
            for odd in ODD:
                check(name, f"{before}{json.dumps(replaced(whole, path, odd))}{behind}".encode())


@pytest.mark.parametrize("name", XML)
def test_any_element_or_attribute_of_xml_may_be_missing_or_odd(name: str) -> None:
    count = len(list(etree.fromstring(SAMPLES[name]).iter()))
    for number in range(1, count):
        root = etree.fromstring(SAMPLES[name])
        element = list(root.iter())[number]
        if not isinstance(element.tag, str):
            continue
        attributes, parent = list(element.attrib), element.getparent()
        assert parent is not None
        parent.remove(element)
        check(name, etree.tostring(root))
        for key in attributes:
            for odd in (None, "", "x", "-1", "9" * 30):
                root = etree.fromstring(SAMPLES[name])
                same = list(root.iter())[number]
                if odd is None:
                    del same.attrib[key]
                else:
                    same.set(key, odd)
                check(name, etree.tostring(root))
