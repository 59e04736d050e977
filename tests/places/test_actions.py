import pytest

from crm.extraction.gazetteer import cities_of_form
from crm.places.actions import load_world
from crm.places.models import City, Country
from crm.ui.search import search_field

pytestmark = pytest.mark.django_db


def test_load_world_knows_cities_and_territories_and_changes_nothing_that_is_there():
    kept = Country.objects.create(code="KG", name_ru="Кыргызстан (как у нас принято)")

    assert load_world() > 20_000

    kept.refresh_from_db()
    assert kept.name_ru == "Кыргызстан (как у нас принято)"
    city = City.objects.get(name_ru="Кокшетау")
    assert (city.country.code, city.time_zone) == ("KZ", "Asia/Almaty")
    assert Country.objects.get(code="AB").has_iso_code is False
    assert Country.objects.get(code="CN").forms["short"]["gent"] == "Китая"
    assert load_world() == 0


def test_the_search_words_that_come_with_the_cities_are_those_the_search_would_make():
    load_world()

    field = search_field(City)
    some = City.objects.order_by("pk")[::40]
    assert [city.search_text for city in some] == [field.text_of(city) for city in some]


def test_cities_are_found_by_any_form_and_alias():
    load_world()

    assert "Кокшетау" in [city.name_ru for city in City.objects.matching("кокшетау")]
    assert City.objects.matching("Улаанбаатар").filter(country__code="MN").exists()


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Гданьск", "PL"), ("Эльблонг", "PL"), ("Нови-Сад", "RS"), ("Куала-Лумпур", "MY"), ("Мо-и-Рана", "NO"),
        ("Колката", "IN"), ("Колледж-Стейшн", "US"), ("Ханчжун", "CN"), ("Тэнчун", "CN"), ("Цзинань", "CN"),
        ("Ховд", "MN"), ("Эрдэнэт", "MN"), ("Джалал-Абад", "KG"), ("Эссен", "DE"), ("Пхохан", "KR"), ("Эребру", "SE"),
        ("Урбино", "IT"), ("Мар-дель-Плата", "AR"), ("Денау", "UZ"), ("Сухум", "AB"),
    ],
)  # fmt: skip
def test_the_gazetteer_calls_cities_as_russian_does(name, country):
    assert cities_of_form(name)[0][1].country == country


CENTRES = """
Абакан Анадырь Архангельск Астрахань Барнаул Белгород Биробиджан Благовещенск Брянск Великий_Новгород Владивосток
Владикавказ Владимир Волгоград Вологда Воронеж Горно-Алтайск Грозный Екатеринбург Иваново Ижевск Иркутск Йошкар-Ола
Казань Калининград Калуга Кемерово Киров Кострома Краснодар Красноярск Курган Курск Кызыл Липецк Магадан Майкоп
Махачкала Москва Мурманск Назрань Нальчик Нарьян-Мар Нижний_Новгород Новосибирск Омск Оренбург Орёл Пенза Пермь
Петрозаводск Петропавловск-Камчатский Псков Ростов-на-Дону Рязань Салехард Самара Санкт-Петербург Саранск Саратов
Смоленск Ставрополь Сыктывкар Тамбов Тверь Томск Тула Тюмень Улан-Удэ Ульяновск Уфа Хабаровск Ханты-Мансийск Чебоксары
Челябинск Черкесск Чита Элиста Южно-Сахалинск Якутск Ярославль Норильск Подольск Тобольск Каменск-Уральский Сочи
"""


def test_every_regional_centre_of_russia_is_known():
    names = [word.replace("_", " ") for word in CENTRES.split()]
    unknown = [name for name in names if not any(city.country == "RU" for _, city in cities_of_form(name))]
    assert not unknown
