import pytest

from crm.extraction.structure import read_structure, sentences

REPORT = """ТВЕРЬ
1. Что наиболее значительное удалось сделать в 2023 году?
Администрация города Твери развивала связи с партнёрами.
МАРТ
• Приём делегации города Бергамо (Италия).
• Выставка работ школьников.
2. Какие проблемы не удалось решить?
Не возобновлены прямые рейсы.
3. Какие задачи стоят в 2024 году?
- провести форум;
- принять гостей.
"""


def test_sections_and_years():
    report = read_structure(REPORT)
    assert report.home_city.name_ru == "Тверь"
    assert (report.year, report.written_year, report.kind) == (2023, 2024, "annual_report")
    kinds = [section.kind for section in report.sections]
    assert kinds[-3:] == ["done", "unsolved", "tasks"]
    assert report.sections[-1].about_year == 2024


def test_items_take_the_month_of_the_heading_above():
    items = [block for block in read_structure(REPORT).blocks if block.kind == "item"]
    assert [block.month for block in items] == [3, 3, None, None]


def test_given_city_and_year_win():
    report = read_structure("Прошла встреча.", city="Псков", year=2020)
    assert (report.home_city.name_ru, report.year) == ("Псков", 2020)


def test_rows_of_a_table():
    report = read_structure("Отчёт за 2022 год\n№\tДата\tМероприятие\n1\t3 мая\tФорум\n")
    assert [block.kind for block in report.blocks][-2:] == ["heading", "row"]


def test_sentences_are_not_cut_at_initials_and_abbreviations():
    report = read_structure("В г. Минске глава города Иванов И.П. открыл выставку. Гости прибыли из гг. Бреста и Гродно.")
    assert len(sentences(report.blocks[0])) == 2


@pytest.mark.parametrize(
    "heading",
    ["Предусмотрено на 2024 год", "VI. Ожидается в следующем году", "Мероприятия, запланированные на 2024 год"],
)
def test_what_is_to_come_is_told_by_its_heading(heading):
    told = "В мае в городе прошёл форум, на который приехали гости из многих стран, городов и областей. " * 2
    report = read_structure(
        f"Отчёт города Оренбурга\nза 2023 год\n\n{told}\n\n{heading}\n\n1. Визит посла, 3 марта.\n2. Форум, май.\n"
    )
    assert (report.sections[-1].kind, report.sections[-1].about_year) == ("tasks", 2024)
