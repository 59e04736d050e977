import pytest

from crm.dates import ApproximateDate, from_edtf
from crm.intake import matching, sketches
from crm.intake.matching import AgreementSketch, EventSketch, person_of


def event(title, date="", edition=None, series="", cities=(), kind=""):
    when = from_edtf(date) if date else ApproximateDate.unknown()
    return EventSketch(title, when, edition, series, frozenset(cities), kind)


CONFERENCE = "Российско-Киргизская межрегиональная конференция"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (event(f"XI {CONFERENCE}", "2024-06", 11), event(f"ХI {CONFERENCE}", "", 11), True),
        (event(f"X {CONFERENCE}", "2023-10", 10), event(f"XI {CONFERENCE}", "2024-06", 11), False),
        (
            event(f"XI {CONFERENCE} и другие вопросы", "", 11),
            event("XI Российско-Киргизскойц межрегиональная конференция", "2024-06", 11),
            True,
        ),
        (event("Форум «Енисей»", "2023-02"), event("Форум «Енисей»", "2023-02"), True),
        (event("Форум «Енисей»", "2023-02"), event("Форум «Енисей»", "2024-02"), False),
        (event("Форум «Енисей»", "2024"), event("форум «Енисей»", "2024-02"), True),
        (event("Дни культуры", "2024", cities={"минск"}), event("Дни культуры", "2024", cities={"могилев"}), False),
        (
            event("Национальный чемпионат по робототехнике", "2024-04", kind="competition"),
            event("Национальный чемпионат по робототехнике «Красноярск 5.0»", kind="competition"),
            True,
        ),
        (
            event(
                f"X {CONFERENCE} «Промышленная кооперация»", "2023-10", 10, "Промышленная кооперация", kind="conference"
            ),
            event("X встреча деловых кругов", "2023-10", 10, "Встреча деловых кругов", kind="conference"),
            True,
        ),
        (event("X форум", "2023-10", 10, kind="forum"), event("X турнир", "2023-10", 10, kind="competition"), False),
        (event("X форум «Лес»", "2023", 10, kind="forum"), event("X съезд", "2023", 10, kind="forum"), False),
        (event("Встреча с послом", "2023-10"), event("Концерт оркестра", "2023-10"), False),
    ],
)
def test_events(one, other, same):
    assert bool(matching.same_event(one, other)) is same
    assert bool(matching.same_event(other, one)) is same


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (
            person_of("Логинов В.А.", "Логинов", {"красноярск"}),
            person_of("Владислав Логинов", "Логинов", {"красноярск"}),
            0.9,
            1,
        ),
        (person_of("Логинов В.А.", "Логинов"), person_of("Владислав Логинов", "Логинов"), 0.5, 0.79),
        (person_of("Азамат Кабаев", "Кабаев"), person_of("Кабаев Азамат", "Кабаев"), 0.9, 1),
        (person_of("Иванов И.И.", "Иванов"), person_of("Иванов П.И.", "Иванов"), 0, 0),
        (person_of("Анна Тюрина", "Тюрина"), person_of("Анна Тюрина", "Тюрина"), 0.9, 1),
        (person_of("Анна Тюрина", "Тюрина"), person_of("Алла Тюрина", "Тюрина"), 0, 0),
        (person_of("Чжао Дунлай", "Чжао"), person_of("Чжао Дунлай", "Чжао"), 0.9, 1),
        (person_of("Петров И.И.", "Петров"), person_of("Петров И.И.", "Петров", {"минск"}), 0.9, 0.9),
        (person_of("Петров И.И.", "Петров", {"минск"}), person_of("Петров И.И.", "Петров", {"харбин"}), 0.5, 0.5),
    ],
)
def test_people(one, other, least, most):
    assert least <= matching.same_person(one, other).score <= most


def test_a_name_falls_into_its_parts():
    assert person_of("Гайса Б.С.", "Гайса").given_name == "Б.С."
    full = person_of("Сергей Петрович Янкович", "Янкович")
    assert (full.given_name, full.patronymic) == ("Сергей", "Петрович")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("администрация города Красноярска", "Красноярск"), ("администрация Красноярска", "Красноярск"), True),
        (("администрация", "Минск"), ("администрация", "Харбин"), False),
        (("Ансамбль «Заря»", None), ('ансамбль "Заря"', "Минск"), True),
        (("Школа № 43", "Хабаровск"), ("Школа № 44", "Хабаровск"), False),
    ],
)
def test_organisations(one, other, same):
    assert bool(matching.same_organisation(*one, *other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("мэр Красноярска", "Красноярск"), ("мэр города Красноярска", "Красноярск"), True),
        (("аким", "Кокшетау"), ("аким города Кокшетау", "Кокшетау"), True),
        (("мэр", "Минск"), ("мэр", "Харбин"), False),
        (("мэр", "Минск"), ("заместитель мэра", "Минск"), False),
    ],
)
def test_posts(one, other, same):
    assert bool(matching.same_post(*one, *other)) is same


def agreement(title, kind, date="", parties=()):
    when = from_edtf(date) if date else ApproximateDate.unknown()
    return AgreementSketch(title, kind, when, tuple(parties), "Красноярск")


TIES = agreement(
    "Меморандум об установлении побратимских связей между администрацией города Красноярска "
    "и администрацией города Джалал-Абада",
    "memorandum",
    "2023-10",
    ["администрация города Красноярска", "администрация города Джалал-Абада"],
)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (
            agreement(
                "Меморандум о побратимских отношениях между Красноярском и Джалал-Абадом",
                "memorandum",
                "",
                ["Красноярск", "Джалал-Абад"],
            ),
            True,
        ),
        (agreement("Меморандум о торговле между городами", "memorandum", "", ["Красноярск", "Кокшетау"]), False),
        (agreement("Меморандум о побратимских отношениях", "memorandum", "", ["Джалал-Абад"]), True),
        (agreement("Меморандум о сотрудничестве в спорте", "memorandum", "", ["Джалал-Абад"]), False),
        (agreement(TIES.title, "agreement", "2023-10", TIES.parties), False),
        (agreement(TIES.title, "memorandum", "2019", TIES.parties), False),
    ],
)
def test_agreements(other, same):
    assert bool(matching.same_agreement(TIES, other)) is same


def test_two_conversions_of_one_text_are_nearly_the_same():
    text = " ".join(f"слово{number} и ещё одно" for number in range(200))
    other = text.replace("ё", "е").replace(" и ", "\n\n и ", 20)
    assert matching.nearly_the_same(matching.sketch(text), matching.sketch(other))
    assert not matching.nearly_the_same(matching.sketch(text), matching.sketch("Совсем другой отчёт о другом городе"))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("places", {"name_ru": "Могилёв", "country_iso": "BY"}, {"name_ru": "Могилев", "country_iso": "BY"}),
        ("organisations", {"name_ru": "ансамбль «Заря»", "city": "Ош"}, {"name_ru": "Ансамбль «Заря»"}),
        ("people", {"name_nom": "Асанов Б.К.", "city": "Ош"}, {"name_nom": "Бакыт Асанов", "city": "Ош"}),
        ("agreements", {"title": "Меморандум с Ошем", "date": "2023"}, {"title": "меморандум с Ошем", "date": "2023"}),
        ("events", {"title": "X форум", "edition": 10}, {"title": "форум", "edition": 10, "date": "2023-05"}),
        ("events", {"title": "Визит из Оша", "date": "2023-05"}, {"title": "визит из Оша", "date": "2023-05"}),
        ("plans", {"text": "Подготовить приём студентов из Оша."}, {"text": "подготовить прием студентов из Оша"}),
    ],
)
def test_what_tells_the_same_shares_a_key(kind, one, other):
    """Else a fact told twice in a long report would become two drafts."""
    assert sketches.same_fact(kind, one, other)
    assert sketches.keys(kind, one) & sketches.keys(kind, other)
