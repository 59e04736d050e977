import pytest

from crm.extraction.finding import Found
from crm.extraction.rules import places
from crm.extraction.structure import read_structure


def found(text):
    report = read_structure(text, city="Тверь", year=2023)
    return {one.values["name_ru"]: one.values for one in places.find(report, Found())}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Связи с г. Улан-Батором крепнут.", "Улан-Батор", "MN"),
        ("Приняты гости из Харбина.", "Харбин", "CN"),
        ("Работы прислали города Пусан, Иксан (Республика Корея).", "Пусан", "KR"),
        ("Встреча с жителями города Портленда (США).", "Портленд", "US"),
        ("Участвовал город Виктория (Канада).", "Виктория", "CA"),
        ("Вручали награды мэр Минска Пётр Орлов и глава Читы Иван Чайка.", "Чита", "RU"),
        ("Гости из городов Старые Дороги и Слуцк.", "Слуцк", "BY"),
    ],
)
def test_a_city_and_its_country(text, name, country):
    assert found(text)[name]["country_iso"] == country


def test_a_country_without_a_code():
    assert found("Гости прибыли из Республики Абхазия.")["Республика Абхазия"]["country_iso"] is None


@pytest.mark.parametrize(
    "text", ["Прошёл фестиваль «Азия-Сибирь-Европа».", "Выступил Владислав Киров.", "Состоялся Парад Победы."]
)
def test_titles_people_and_common_words_are_no_cities(text):
    assert not [name for name, values in found(text).items() if values["kind"] == "city"]


def test_relations():
    text = "Тверь и город-побратим Бергамо (Италия) обменялись визитами. Рассматривается возможность установления побратимских связей с г. Ош."
    relations = {name: values["relation"] for name, values in found(text).items()}
    assert (relations["Бергамо"], relations["Ош"], relations["Тверь"]) == ("sister", "prospective", "home")


@pytest.mark.parametrize(
    ("text", "city", "relation"),
    [
        ("Среди 11 городов-побратимов Твери, среди которых Бергамо (Италия) и Безансон (Франция), первый – самый активный.", "Безансон", "sister"),
        ("Город-побратим Бергамо остаётся главным партнёром, с Брестом и Оршей (Беларусь) действуют соглашения о сотрудничестве.", "Орша", "partner"),
        ("Побратимскими связями Тверь соединена с Бергамо; дружеские отношения имеются с городом Ош.", "Ош", "friendly"),
        ("Делегация Твери участвовала в 13-м Форуме городов-побратимов Беларуси и России в Минске.", "Минск", "partner"),
        ("Тверь провела экологическую конференцию городов-побратимов Тверь – Бергамо – Безансон.", "Безансон", "sister"),
        ("Городами-побратимами Твери являются Бергамо и Безансон (Франция), Оснабрюк (Германия).", "Оснабрюк", "sister"),
        ("Помимо городов-побратимов Тверь развивает сотрудничество с городами Пусан и Иксан (Республика Корея).", "Иксан", "partner"),
        ("Остаётся открытым вопрос о меморандуме с городом Нукусом.", "Нукус", "prospective"),
        ("Подписан протокол намерений о побратимстве с г. Нукусом.", "Нукус", "prospective"),
        ("Подписано соглашение о побратимстве с г. Нукусом.", "Нукус", "sister"),
        ("Итоги обсудили на сессии (Бергамо, Италия), делегации побратимов приехали позже.", "Бергамо", "mentioned"),
        ("Побратимы прислали приветствия, а в Бишкеке прошёл концерт.", "Бишкек", "mentioned"),
        ("Города-побратимы:\n- Бергамо (Италия);\n- Безансон (Франция).", "Безансон", "sister"),
        ("Капошвар (Венгрия) – наш город-побратим с 1989 года.", "Капошвар", "sister"),
    ],
)  # fmt: skip
def test_the_word_that_governs_a_city_in_its_clause_tells_the_tie(text, city, relation):
    assert found(text)[city]["relation"] == relation


def test_an_unknown_city_of_a_paper_is_named_in_the_nominative():
    assert "Чиангмай" in found("Подписан меморандум о дружбе с Чиангмаем.")


def test_seas_and_rivers_are_no_cities():
    assert "Балтика" not in found("Форум собрал делегации городов Балтики.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Приняты гости из Белоруссии.", "Белоруссия"),
        ("Связи с Южной Кореей крепнут.", "Южная Корея"),
        ("Гости из КНДР осмотрели музей.", "КНДР"),
        ("Отчёт\n\nМОНГОЛИЯ\nПрошёл форум.", "Монголия"),
    ],
)
def test_a_country_by_any_of_its_names(text, name):
    assert name in found(text)


def test_a_heading_in_capitals_names_a_city():
    text = "Отчёт о международных связях\n\n" + "Прошли форумы и встречи. " * 5 + "\n\nБРЕСТ (Беларусь)\nВ марте прошёл форум.\n"
    assert found(text)["Брест"]["country_iso"] == "BY"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Визит в г. Ялову (Турция). Подписано соглашение с Яловой.", {"Ялова", "Турция"}),
        ("Продлено соглашение с Усть-Каменогорском (2018 г.).", {"Усть-Каменогорск"}),
        ("Города-побратимы – Мяньян и Шэньян.", {"Мяньян", "Шэньян"}),
        ("Прошёл турнир памяти Ёсио Накамуры.", set()),
        ("Прошла встреча мэров городов Хуайхайского экономического района.", set()),
    ],
)
def test_places_and_what_only_looks_like_them(text, names):
    assert set(found(text)) == names


def test_a_region_abroad_has_its_country():
    assert found("Приняли гостей из Мангистауской области.")["Мангистауская область"]["country_iso"] == "KZ"
