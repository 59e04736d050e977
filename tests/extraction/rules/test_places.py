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
