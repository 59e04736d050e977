"""What holds of any text and any file, whatever they say: random ones, the same at every run."""

import random
from functools import cache
from pathlib import Path

import pytest

from crm.extraction import extract
from crm.extraction.finding import KINDS
from crm.extraction.reading import ReadingError, read_file
from tests.extraction.reading.test_files import docx, odt

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.txt"))
SIGNS = '«»"()–—-.;:,!?№•\t\n \u00a0\u00ad\u0450\u0301\u200b\ue000IVXХ0123456789'
SEEDS = range(12)


@cache
def texts() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in DOCUMENTS)


def mutated(seed: int) -> str:
    """A report with pieces moved, cut, doubled and odd signs thrown in."""
    chance = random.Random(seed)
    text = chance.choice(texts())
    for _ in range(chance.randint(3, 25)):
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.randint(1, 200))
        place = chance.randrange(len(text))
        text = chance.choice(
            (
                text[:start] + text[end:],
                text[:place] + text[start:end] + text[place:],
                text[:place] + "".join(chance.choices(SIGNS, k=chance.randint(1, 9))) + text[place:],
                text[:start] + text[start:end].upper() + text[end:],
                text.replace("\n", chance.choice(("\n\n", "\r\n", " ", "\f")), chance.randint(1, 9)),
            )
        )
    return text


def passages(found: dict):
    for kind in KINDS:
        for record in found[kind]:
            yield from filter(None, [record["evidence"], *record["also_evidence"]])


@pytest.mark.parametrize("seed", SEEDS)
def test_every_passage_is_a_slice_of_the_stored_text(seed):
    text = mutated(seed)
    for passage in passages(extract(text)):
        assert 0 <= passage["start"] < passage["end"] <= len(text)
        assert text[passage["start"] : passage["end"]] == passage["text"]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_heap_of_words_and_signs_does_no_harm(seed):
    chance = random.Random(seed)
    words = [word for text in texts() for word in text.split()]
    text = " ".join(chance.choice((chance.choice(words), "".join(chance.choices(SIGNS, k=3)))) for _ in range(400))
    for passage in passages(extract(text)):
        assert text[passage["start"] : passage["end"]] == passage["text"]


def formats(text: str) -> dict[str, bytes]:
    lines = [line.replace("&", "&amp;").replace("<", "&lt;") for line in text.split("\n") if line.strip()]
    rich = "\\par ".join("".join(f"\\u{ord(letter)}?" for letter in line) for line in lines)
    return {
        "a.txt": text.encode(),
        "b.txt": text.replace("\u0450", "ё").encode("cp1251", errors="replace"),
        "a.docx": docx("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)),
        "a.odt": odt("".join(f"<text:p>{line}</text:p>" for line in lines)),
        "a.html": f"<!DOCTYPE html><html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>".encode(),
        "a.rtf": f"{{\\rtf1\\ansicpg1251\\uc1 {rich}\\par}}".encode(),
    }


@pytest.mark.parametrize("name", list(formats("")))
def test_passages_point_into_the_text_of_every_format(name):
    text = read_file(name, formats(texts()[0])[name])
    found = extract(text)
    assert len(found["events"]) > 5
    for passage in passages(found):
        assert text[passage["start"] : passage["end"]] == passage["text"]


@pytest.mark.parametrize("name", list(formats("")))
@pytest.mark.parametrize("seed", range(8))
def test_a_broken_file_gives_text_or_a_reason(name, seed):
    chance = random.Random(seed)
    whole = formats(texts()[seed % len(texts())])[name]
    cut = chance.randrange(len(whole))
    for data in (
        whole[:cut],
        whole[:cut] + chance.randbytes(40) + whole[cut:],
        chance.randbytes(cut % 5000) + whole[cut:],
        bytes(byte ^ (chance.random() < 0.01) for byte in whole),
    ):
        try:
            assert isinstance(read_file(name, data), str)
        except ReadingError as reason:
            assert reason.code


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a.odt", "a.rtf", "a.html", "a.doc", "a"])
@pytest.mark.parametrize("seed", range(4))
def test_random_bytes_give_text_or_a_reason(name, seed):
    data = random.Random(seed).randbytes(3000)
    try:
        assert isinstance(read_file(name, data), str)
    except ReadingError as reason:
        assert reason.code


@pytest.mark.parametrize(
    "text",
    [
        "The City of Perth held a forum of sister cities on 5 May 2023. The mayor met a delegation from Houston. " * 5,
        "2023年5月5日，我市举行了友好城市论坛。市长会见了来自哈尔滨的代表团。" * 9,
    ],
)
def test_another_language_is_named_as_the_reason_and_harms_no_rule(text):
    with pytest.raises(ReadingError) as error:
        read_file("report.txt", text.encode())
    assert error.value.code == "not_russian"
    assert not extract(text)["events"]


def test_an_old_word_file_under_a_new_name_is_no_text():
    with pytest.raises(ReadingError) as error:
        read_file("report.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert error.value.code in ("wrong_kind", "encrypted", "unknown_format", "damaged")
