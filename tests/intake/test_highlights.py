import re
from types import SimpleNamespace

import pytest

from crm.intake.highlights import MOST_SHOWN, marked_text, part_of


def draft(pk, *evidence, state="new"):
    return SimpleNamespace(pk=pk, evidence=list(evidence), state=state)


def test_the_current_draft_wins_and_its_first_passage_is_the_anchor():
    one, other = draft(1, [0, 4], [10, 12]), draft(2, [2, 8])
    html = marked_text("abcdefghijklm", [one, other], one)
    assert html.startswith('<mark class="evidence evidence-current" id="evidence">abcd</mark>')
    assert '<mark class="evidence evidence-new">efgh</mark></a>ij' in html
    assert html.count('id="evidence"') == 1


def test_of_two_others_the_shorter_passage_wins():
    html = marked_text("abcdefgh", [draft(1, [0, 8]), draft(2, [2, 4])])
    assert html.count("<a ") == 3


def test_text_is_escaped_and_wrong_offsets_are_left_out():
    html = marked_text("<script>&", [draft(1, [0, 99]), draft(2, [5, 5])])
    assert html == "&lt;script&gt;&amp;"
    assert marked_text("", []) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("прошла \n\nвстреча", 'прошла<span class="wrap"> \n\n</span>встреча'),
        ("Джалал-\nАбад и Ош", "Джалал-\nАбад и Ош"),
        ("Прошла встреча.\n\nПодписан протокол", "Прошла встреча.\n\nПодписан протокол"),
        ("Стр. 1\n \n\n\nСтр. 2", 'Стр. 1\n \n<span class="wrap">\n\n</span>Стр. 2'),
        ("список:\nа) первый", "список:\nа) первый"),
    ],
)
def test_lines_of_print_flow_and_no_character_is_lost(text, shown):
    html = marked_text(text, [])
    assert html == shown
    assert re.sub("<[^>]+>", "", html) == text


def test_a_marked_sentence_flows_whatever_its_lines_begin_with():
    html = marked_text("с гостями из\n\nУлан-\nБатора. Всё", [], draft(1, [0, 26]))
    assert '<span class="wrap">\n\n</span>Улан-<span class="wrap wrap-hyphen">\n</span>Батора</mark>' in html


def test_the_private_signs_of_symbol_fonts_are_shown_as_bullets():
    assert marked_text("\uf0d8 встреча", []) == "• встреча"


def test_of_a_long_text_the_part_around_a_place_is_shown():
    text = "".join(f"строка {number}\n" for number in range(20_000))
    at = text.index("строка 9000\n")
    start, end = part = part_of(text, at)
    assert start < at < end and end - start <= MOST_SHOWN
    assert text[start:end].startswith("строка") and text[end - 1] == "\n"
    current, beside, far = draft(1, [at, at + 6]), draft(2, [start - 3, start + 3]), draft(3, [0, 6])
    html = marked_text(text, [current, beside, far], current, part)
    assert re.sub("<[^>]+>", "", html) == text[start:end]
    assert html.count("<mark") == 2


@pytest.mark.parametrize("at", [0, 10**9])
def test_the_first_and_the_last_part_of_a_long_text(at):
    text = "слово " * 40_000
    start, end = part_of(text, at)
    assert start == 0 or end == len(text)
    assert part_of("короткий", at) == (0, 8)
