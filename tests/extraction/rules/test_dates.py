"""Dates in running text. The sentences are written for these tests."""

from types import SimpleNamespace

import pytest

from crm.extraction.rules.dates import dates_in

REPORT = SimpleNamespace(year=2022, kind="annual_report", clean=SimpleNamespace(text=""))


def edtf(text: str, year: int | None = 2022, report=REPORT) -> list[str]:
    return [when.edtf for when in dates_in(text, 0, len(text), year=year, report=report)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Делегация прибыла 7 марта.", ["2022-03-07"]),
        ("С 5 по 9 июня работала выставка", ["2022-06-05/2022-06-09"]),
        ("28 июля – 3 августа 2021 года прошла смена", ["2021-07-28/2021-08-03"]),
        ("Смена 29 декабря – 4 января 2023 года", ["2022-12-29/2023-01-04"]),
        ("14.09.2022 открыт форум", ["2022-09-14"]),
        ("Форум 14.09.2022–16.09.2022", ["2022-09-14/2022-09-16"]),
        ("Турнир 12–14.10.2022", ["2022-10-12/2022-10-14"]),
        ("Смена 28.02–03.03.2022", ["2022-02-28/2022-03-03"]),
        ("с октября по декабрь", ["2022-10/2022-12"]),
        ("В сентябре же, 24-го числа,", ["2022-09-24"]),
        ("II полугодие", ["2022-07/2022-12"]),
        ("В мае и в ноябре", ["2022-05", "2022-11"]),
        ("Летом 2021 года", ["2021-22"]),
        ("во II квартале 2023 года", ["2023-04/2023-06"]),
        ("в первом квартале", ["2022-01/2022-03"]),
        ("Во втором полугодии", ["2022-07/2022-12"]),
        ("на 2022 – 2024 годы", ["2022/2024"]),
        ("отпразднуют в 2028 году", ["2028"]),
        ("в июне текущего года", ["2023-06"]),
        ("в прошедшем году", ["2022"]),
        ("СОШ № 43 и ГОСТ 56197-2014", []),
        ("Мария вернулась домой", []),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(text, wanted):
    assert edtf(text) == wanted


def test_a_month_alone_needs_a_year():
    assert edtf("В мае прошёл турнир", year=None, report=None) == []


def test_yesterday_in_a_news_item_counts_from_the_date_at_its_top():
    news = SimpleNamespace(year=2024, kind="news", clean=SimpleNamespace(text="03.06.2024, 10:00\nНовость"))
    assert edtf("Вчера мэр принял посла", 2024, news) == ["2024-06-02"]


def test_a_numbered_row_is_no_day_of_a_month():
    assert edtf("16\tдекабрь\tПриём делегации") == ["2022-12"]
