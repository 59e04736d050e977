import pytest

from crm.extraction.finding import Found
from crm.extraction.rules import people
from crm.extraction.structure import read_structure


def found(text):
    report = read_structure(text, city="Тверь", year=2023)
    return [one.values for one in people.find(report, Found())]


@pytest.mark.parametrize(
    ("text", "name", "position"),
    [
        ("Встреча с акимом города Кокшетау Ахметовым Б.С. прошла днём.", "Ахметов Б.С.", "аким города Кокшетау"),
        (
            "Делегация во главе с первым заместителем мэра М.И. Орловым прибыла.",
            "Орлов М.И.",
            "первый заместитель мэра",
        ),
        ("Выставку китайского фотографа Ли Вэньбо открыли.", "Ли Вэньбо", "китайский фотограф"),
        (
            "Посетил город Генеральный консул Монголии в Твери Дорж Батболд.",
            "Дорж Батболд",
            "Генеральный консул Монголии в Твери",
        ),
    ],
)
def test_name_and_post(text, name, position):
    person = found(text)[0]
    assert (person["name_nom"], person["position"]) == (name, position)


@pytest.mark.parametrize(
    "text",
    ["Концерт прошёл в библиотеке имени А.М. Горького.", "Открыт «Музей П.П. Сергеева».", "Приехали из г. Минска."],
)
def test_names_of_places_and_bodies_are_no_people(text):
    assert found(text) == []


def test_one_person_told_twice():
    text = "Мэр города Сидоров П.П. открыл форум. Затем П.П. Сидоров вручил награды. Сидорова поздравили гости."
    assert len(found(text)) == 1
