"""What speaks against a finding, each signal by one example and its neighbour that is beyond doubt."""

import pytest

from crm.intake import sureness, titles
from crm.intake.doubts import Telling, doubts
from crm.intake.wording import DOUBTS, TITLE_FAULTS
from tests import factories, measure_sureness

SENTENCE = "В мае 2023 года прошёл форум «Енисей»."
VALUES = {
    "title": "Форум «Енисей»", "date": "2023-05", "date_source": "month_in_sentence", "status": "held", "kind": "forum",
}  # fmt: skip


def doubted(sentence=SENTENCE, rule="event by its noun", confidence=0.8, year=2023, neighbours=1, **values):
    return doubts(Telling("events", VALUES | values, sentence, rule, confidence, year, neighbours))


def test_a_plain_event_is_beyond_doubt():
    assert doubted() == []
    assert doubted("Форум «Енисей»", date_source="month_heading") == []
    assert doubted("Форум намечен на июнь 2024 года.", date="2024-06", status="planned") == []


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("rule", {"confidence": 0.5}),
        ("no_date", {"date": None}),
        ("date_elsewhere", {"sentence": "Прошёл форум «Енисей».", "date_source": "relative"}),
        ("date_elsewhere", {"sentence": "В июне прошёл форум «Енисей».", "date_source": "month_heading"}),
        ("several_dates", {"sentence": "В мае прошёл форум, в июне – ярмарка."}),
        ("day_in_words", {"sentence": "В мае прошёл форум, а на следующий день – ярмарка."}),
        ("day_in_words", {"sentence": "Форум прошёл 25-го.", "date_source": "month_heading"}),
        ("day_in_words", {"sentence": "Второго числа прошёл форум.", "date_source": "month_heading"}),
        ("year_unknown", {"year": None, "sentence": "В мае прошёл форум «Енисей»."}),
        ("other_year", {"date": "2021-05", "sentence": "В мае 2021 года прошёл форум."}),
        ("status", {"status": "cancelled"}),
        ("time", {"status": "planned", "sentence": "В мае форум «Енисей»."}),
        ("done", {"status": "planned", "date": "2024-05", "sentence": "В мае 2024 года уже состоялся форум."}),
        ("time", {"date": "2024-05", "sentence": "В мае 2024 года форум."}),
        ("denied", {"sentence": "В мае форум не состоялся."}),
        ("talked_of", {"sentence": "В мае обсудили форум «Енисей»."}),
        ("kind", {"kind": "other"}),
        ("kind", {"rule": "event by its verb"}),
        ("title", {"title": "Прошёл форум"}),
        ("crowd", {"neighbours": 3}),
        ("retold", {"sentence": "По словам мэра, в мае прошёл форум."}),
    ],
)
def test_every_doubt(code, values):
    assert doubted(**values) == [code]
    assert code in DOUBTS


@pytest.mark.parametrize(
    ("above", "codes"),
    [
        ("Что не состоялось\n", ["heading"]),
        ("Прошёл форум.\nНа 2024 год планируются\n• приём гостей;\n", ["heading"]),
        ("Задачи на 2024 год:\nприём гостей,\n", ["heading"]),
        ("Не удалось решить\nПриём гостей.\nИтоги года\n", []),
        ("Отчёт о выполнении плана на 2023 год\n", []),
        ("В соответствии с утверждённым главой города и согласованным с министерством\nПланом мероприятий\n", []),
        ("Планом мероприятий\nпредусмотрено многое.\n", []),
        ("Срок по плану\tИсполнение\n", []),
        ("– не состоялся визит\n", []),
        ("", []),
    ],
)
def test_what_stands_below_a_heading_of_the_undone_is_doubted(above, codes):
    assert doubts(Telling("events", VALUES, SENTENCE, year=2023, above=above)) == codes


def test_of_other_kinds_only_the_rule_is_doubted():
    assert doubts(Telling("people", {"name_nom": "Асанов"}, "мэр Асанов", "name", 0.6)) == ["rule"]


def test_only_what_nothing_speaks_against_is_sure_and_never_a_person():
    def sure(**values):
        return sureness.is_sure(factories.DraftFactory.build(document=None, **values))

    assert sure(confidence=1) and not sure(confidence=0.9) and not sure(confidence=1, kind="people")
    assert [sureness.graded("events", codes) for codes in ([], ["date"], ["x"] * 20)] == [1, 0.9, 0]
    assert sureness.graded("people", [], 0.7) == 0.7


def test_events_of_one_sentence_are_a_crowd():
    place = {"start": 0, "end": len(SENTENCE)}
    items = [VALUES | {"evidence": place, "rule": "event by its noun"} for _each in range(3)]
    assert sureness.doubts_of("events", items, SENTENCE, 2023) == [["crowd"]] * 3
    assert sureness.doubts_of("events", items[:2], SENTENCE, 2023) == [[], []]


@pytest.mark.parametrize(
    ("top", "codes"),
    [
        ("О работе в 2023 году\n", []),
        ("О работе\n", ["year_unknown"]),
        ("О работе\n" + "а" * 600 + " 2023\n", ["year_unknown"]),
    ],
)
def test_a_year_that_the_top_of_a_report_does_not_name_is_a_guess(top, codes):
    sentence = "В мае прошёл форум «Енисей»."
    item = VALUES | {"rule": "event by its noun", "evidence": {"start": len(top), "end": len(top + sentence)}}
    assert sureness.doubts_of("events", [item], top + sentence, 2023) == [codes]


@pytest.mark.parametrize(
    ("text", "year", "codes"),
    [
        ("Задачи:\n- провести форум;", "2024", []),
        ("Задачи:\n2) провести форум;", "2024", []),
        ("Задачи:\nпровести форум;", "2024", []),
        ("Решено также\nпровести форум", "2024", ["in_prose"]),
        ("Осталось провести форум.", "2024", ["in_prose"]),
        ("Задачи:\n- провести форум;", "2026", ["other_year"]),
        ("Задачи:\n- провести форум;", None, ["other_year"]),
    ],
)
def test_a_task_is_beyond_doubt_as_an_item_of_the_next_year(text, year, codes):
    start = text.index("провести")
    item = {"text": "Провести форум", "year": year, "rule": "plan", "evidence": {"start": start, "end": len(text)}}
    assert sureness.doubts_of("plans", [item], f"{text}\n2023", 2023) == [codes]


@pytest.mark.parametrize(
    ("title", "faults"),
    [
        ("X Российско-Киргизская межрегиональная конференция", []),
        ("Фестиваль «Ансамбль «Заря»", []),
        ("Фестиваль «Ансамбль „Заря“»", []),
        ("Прошёл фестиваль", ["verb"]),
        ("Провести фестиваль", ["verb"]),
        ("Заря", []),
        ("слово " * 13, ["long"]),
        ("Фестиваль «Заря", ["quotes"]),
        ("Фестиваль Заря»", ["quotes"]),
        ('Фестиваль "Заря', ["quotes"]),
        ("Соглашение между фондом «Кама»", ["half"]),
        ("Соглашение между фондом «Кама» и школой № 1", []),
        ("Меморандум между городами-побратимами", []),
        ("Презентация торгово-экономического", ["cut"]),
        ("Выставка торгово-экономического центра", []),
        ("Празднование 1000-летия и открытии фестиваля", ["case"]),
        ("Встреча на открытии фестиваля", []),
        ("", []),
    ],
)
def test_the_faults_of_a_title(title, faults):
    assert titles.faults(title) == faults
    assert set(faults) <= set(TITLE_FAULTS)


def test_hardly_anything_that_is_sure_in_reports_of_many_layouts_is_wrong():
    rows = [row for name in measure_sureness.TABLES for row in measure_sureness.rows_of(name)]
    sure = [row for row in rows if row["sure"]]
    assert len(sure) > len(rows) / 4
    assert sum(row["right"] for row in sure) >= measure_sureness.WANTED * len(sure), [
        row for row in sure if not row["right"]
    ]
