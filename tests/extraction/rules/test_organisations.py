import pytest

from crm.extraction.finding import Found
from crm.extraction.rules import organisations
from crm.extraction.structure import read_structure


def found(text):
    report = read_structure(text, city="Тверь", year=2023)
    return {one.values["name_ru"]: one.values for one in organisations.find(report, Found())}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Выступили артисты ансамбля танца «Берёзка».", "ансамбль танца «Берёзка»", "ensemble"),
        ("Учащиеся гимназии № 6 побывали на уроке.", "гимназия № 6", "school"),
        ("Договор с ООО «Волжский путь» действует.", "ООО «Волжский путь»", "company"),
        ("Встреча с руководством мэрии города Бергамо.", "мэрия города Бергамо", "administration"),
        ("При участии посольства Монголии в России.", "посольство Монголии в России", "embassy"),
    ],
)
def test_a_body_and_its_kind(text, name, kind):
    assert found(text)[name]["kind"] == kind


def test_a_body_without_a_name_is_none():
    assert found("Гости посетили музеи, школы и театры города.") == {}


def test_bodies_in_a_list():
    assert set(found("Пели хоры «Волга» (г. Тверь) и «Нарва».")) == {"хор «Волга»", "хор «Нарва»"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Приехали студенты Гродненского государственного университета имени Янки Купалы.", ("Гродненский государственный университет имени Янки Купалы", "university", "BY")),
        ("Письмо направил Бишкекский городской кенеш.", ("Бишкекский городской кенеш", "administration", "KG")),
        ("Помог городской совет депутатов Минска.", ("городской совет депутатов Минска", "administration", "BY")),
        ("Гостей принял Тверской государственный объединённый музей.", ("Тверской государственный объединённый музей", "venue", "RU")),
        ("Курсы открыл Институт Конфуция.", ("Институт Конфуция", "university", "RU")),
        ("Выступил губернаторский оркестр русских народных инструментов и хор.", None),
        ("Турнир провела Федерация дзюдо Тверской области.", ("Федерация дзюдо Тверской области", "association", None)),
        ("Ответило Россотрудничество.", ("Россотрудничество", "ministry", "RU")),
        ("Встречу подготовил комитет по международным связям Санкт-Петербурга.", ("комитет по международным связям Санкт-Петербурга", "administration", "RU")),
    ],
)  # fmt: skip
def test_where_the_name_ends_and_whose_the_body_is(text, expected):
    bodies = [(values["name_ru"], values["kind"], values["country_iso"]) for values in found(text).values()]
    assert bodies == ([expected] if expected else [])


def test_a_country_is_no_federation():
    assert found("Поддержку оказала Российская Федерация.") == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Приём прошёл в Тверском морском торговом порту.", {"Тверской морской торговый порт"}),
        ("Беседа с советником Посольства Республики Куба Хорхе Мартинесом.", {"Посольство Республики Куба"}),
        (
            "Студенты Тверского государственного университета и Белорусско-Российского университета играли.",
            {"Тверской государственный университет", "Белорусско-Российский университет"},
        ),
        ("Ведёт отдел по связям с общественностью.", {"отдел по связям с общественностью"}),
        ("Победила спортшкола «Надежда».", {"спортшкола «Надежда»"}),
    ],
)
def test_where_the_name_of_a_body_ends(text, names):
    assert set(found(text)) == names
