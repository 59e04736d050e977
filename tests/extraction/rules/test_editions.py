"""Numbers of editions: in Roman, digits and words, before the name and behind it."""

import pytest

from crm.extraction import extract
from crm.extraction.rules.editions import edition_of

TOP = "Отчёт о международных связях города Томска за 2022 год\n\nСвязи города крепнут.\n\nСведения даны ниже.\n\n"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("XI", 11), ("ХII", 12), ("VIII-й", 8), ("7-й", 7), ("седьмой", 7), ("двадцать первый", 21), ("тридцатая", 30),
        ("сорок второго", 42), ("сотый", 100), ("первая", 1), ("новый", None), ("двадцать", None),
    ],
)  # fmt: skip
def test_a_number_as_printed(words, number):
    assert (edition_of(words) or (None,))[0] == number


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("Прошёл форум «Мост», ставший пятым по счёту.", 5, "Форум «Мост»"),
        ("Форум «Мост» в этом году прошёл в четвёртый раз.", 4, "Форум «Мост»"),
        ("Прошёл турнир на призы мэра Семея, одиннадцатый в истории.", 11, None),
        ("Двадцать первый конкурс пианистов открылся в мае.", 21, "Двадцать первый конкурс пианистов"),
        ("XV (юбилейный) фестиваль искусств «Мост» прошёл в мае.", 15, "XV фестиваль искусств «Мост»"),
        ("VIII-й открытый чемпионат города по самбо прошёл в мае.", 8, "VIII-й открытый чемпионат города по самбо"),
        ("Форум «Мост» собрал второй раз больше ста гостей.", None, "Форум «Мост»"),
    ],
)
def test_the_edition_of_an_event(text, number, title):
    (found,) = extract(TOP + text, city="Томск", year=2022)["events"]
    assert found["edition"] == number
    assert title is None or found["title"] == title


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Фестиваль театров «Три вороны» приостановлен.", "failed"),
        ("Форум «Лёд» решено не проводить.", "cancelled"),
        ("Выставка «Шёлк» не открылась по вине перевозчика.", "failed"),
        ("Дни Монголии продолжаются.", "under_way"),
        ("Обсуждалось проведение Дней Томска в Пекине.", "planned"),
    ],
)
def test_what_became_of_it(text, status):
    (found,) = extract(TOP + text, city="Томск", year=2022)["events"]
    assert found["status"] == status
