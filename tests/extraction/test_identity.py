"""Whose a text is, of which year, and whether it is a report or an item of news."""

import pytest

from crm.extraction.structure import read_structure

ITEM = "Мэр принял делегацию Актобе 12 марта 2025 года. Гости осмотрели набережную.\nСоглашение подписано в 2011 году, добавил он.\n"


@pytest.mark.parametrize(
    ("text", "kind", "year"),
    [
        ("Пресс-центр | Новости\nОренбург и Актобе готовят соглашение\n" + ITEM, "news", 2025),
        ("Оренбург и Актобе готовят соглашение\n12.03.2025, 10:15\n" + ITEM, "news", 2025),
        ("Отчёт администрации города Оренбурга\nза 2023 год\n" + ITEM, "annual_report", 2023),
        ("О международных связях города Оренбурга в 2023 году\n" + ITEM, "annual_report", 2023),
        ("Информация о сотрудничестве Оренбурга\n" + "Срок | Дело\nмай 2023 г. | Форум\nмай 2024 г. | Форум\n" * 4, "annual_report", 2023),
    ],
)
def test_kind_and_year(text, kind, year):
    report = read_structure(text)
    assert (report.kind, report.year) == (kind, year)


def test_undated_news_has_no_year_of_its_papers():
    report = read_structure("Мэр встретился с послом\nСоглашение от 2011 года остаётся в силе, сообщил мэр Оренбурга.\n")
    assert report.year is None
