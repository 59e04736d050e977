"""Events, agreements, plans, problems and outcomes of small reports written for these tests."""

import pytest

from crm.extraction import extract
from crm.extraction.rules.language import whole

TOP = "ТОМСК\nО международных связях города Томска за 2022 год\n\n"


def events(text: str) -> list[dict]:
    return extract(TOP + text, city="Томск", year=2022)["events"]


def one(text: str) -> dict:
    found = events(text)
    assert len(found) == 1, [event["title"] for event in found]
    return found[0]


def test_the_event_is_the_forum_not_the_part_taken_in_it():
    event = one("В марте делегация города приняла участие в IV Международном форуме «Реки дружбы».")
    assert (event["title"], event["kind"]) == ("IV Международный форум «Реки дружбы»", "forum")
    assert (event["edition"], event["date"], event["status"]) == (4, "2022-03", "held")


def test_a_month_heading_dates_its_items():
    found = events(
        "ФЕВРАЛЬ\n\n• Проведение в Томске выставки детских рисунков из Улан-Батора.\n\nМАЙ\n\n• Турнир по шахматам с участием команды Минска."
    )
    assert [event["date"] for event in found] == ["2022-02", "2022-05"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Фестиваль «Снежный мост» отменён из-за погоды.", "cancelled"),
        ("Фестиваль «Снежный мост», намеченный на март, не состоялся.", "failed"),
        ("Фестиваль «Снежный мост» перенесён с марта на июнь 2023 года.", "postponed"),
        ("Фестиваль «Снежный мост» прошёл в марте.", "held"),
        ("Фестиваль «Снежный мост» планируется в марте 2023 года.", "planned"),
    ],
)
def test_the_verb_gives_the_status(text, status):
    assert one(text)["status"] == status


def test_a_moved_event_has_its_new_date():
    assert one("Фестиваль «Снежный мост» перенесён с марта на июнь 2023 года.")["date"] == "2023-06"


@pytest.mark.parametrize(
    ("how", "form"),
    [
        ("в режиме видеоконференции", "online"),
        ("в очно-заочном формате", "hybrid"),
        ("в заочной форме", "by_correspondence"),
    ],
)
def test_the_words_on_form_are_read(how, form):
    assert one(f"В апреле конкурс чтецов «Слово» прошёл {how}.")["format"] == form


def test_a_passing_mention_is_no_event():
    assert events("Участники встречи поблагодарили хозяев.") == []


def test_two_events_of_one_sentence_are_two():
    found = events(
        "Команда города выступила на Кубке, а также в мае участвовала в чемпионате по гребле и международной дискуссии о реках."
    )
    assert {event["kind"] for event in found} == {"competition", "seminar"}


def test_a_signed_paper_is_an_agreement_and_a_signing():
    result = extract(TOP + "12 мая подписан Меморандум о сотрудничестве с г. Оскемен.", city="Томск", year=2022)
    assert [(a["kind"], a["status"], a["date"]) for a in result["agreements"]] == [
        ("memorandum", "signed", "2022-05-12")
    ]
    assert [(e["kind"], e["date"]) for e in result["events"]] == [("signing", "2022-05-12")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Договор о дружбе с г. Оскемен расторгнут.", "terminated"),
        ("Договор о дружбе с г. Оскемен продлён на пять лет.", "prolonged"),
        ("Действие договора о дружбе с г. Оскемен приостановлено.", "suspended"),
        ("Прорабатывается вопрос о подписании договора о дружбе с г. Оскемен.", "prospective"),
        ("Продолжается реализация договора о дружбе с г. Оскемен.", "being_implemented"),
    ],
)
def test_the_verb_gives_the_state_of_a_paper(text, status):
    assert [a["status"] for a in extract(TOP + text, city="Томск", year=2022)["agreements"]] == [status]


def test_sections_make_problems_and_plans():
    text = TOP + (
        "2. Какие проблемы не удалось решить?\n\nНе удалось открыть визовый центр из-за нехватки средств.\n\n"
        "3. Какие задачи стоят в 2023 году?\n\n• создание карты партнёров;\n\n• проведение II Форума молодых врачей в мае.\n"
    )
    result = extract(text, city="Томск", year=2022)
    assert [p["cause"] for p in result["problems"]] == ["нехватки средств"]
    assert [(p["plan_type"], p["year"]) for p in result["plans"]] == [("task", "2023"), ("event", "2023")]
    assert [(e["status"], e["date"]) for e in result["events"]] == [("planned", "2023-05")]


def test_a_prize_is_an_outcome():
    result = extract(TOP + "Заявка города заняла второе место в конкурсе.", city="Томск", year=2022)
    assert len(result["outcomes"]) == 1


def test_evidence_points_into_the_stored_text():
    text = TOP + "В марте   прошёл\nконцерт хора «Обь» в г. Минске."
    for event in extract(text, city="Томск", year=2022)["events"]:
        passage = event["evidence"]
        assert text[passage["start"] : passage["end"]] == passage["text"]


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        ("В Мяньяне открыта «Сибирская гостиная».", "Открытие «Сибирской гостиной»", "other"),
        ("Университет открыл центр хинди (октябрь).", "Открытие центра хинди", "other"),
        ("- Пребывание в Томске делегации города Решта, 18–21 марта.", None, "delegation_in"),
        ("- Командировка Петровой М.К. в г. Ялову (Турция), февраль.", None, "delegation_out"),
        ("- Подписание в ходе миссии (12.04.2022) Плана мероприятий с Минском.", None, "signing"),
        ("- Заключение Соглашения с Актау о спасении на воде, 6 июня.", None, "signing"),
        ("- Передача в дар Ошу пяти автобусов (3 мая).", "Передача в дар Ошу пяти автобусов", "action"),
        ("- В День города (5 октября) – выступление томского цирка.", "Выступление томского цирка", "concert"),
        ("Студенты померились силами в командной олимпиаде по механике.", None, "contest"),
        ("Ярмарка ремёсел, открывшаяся 20 декабря, собрала мастеров из Бреста.", "Ярмарка ремёсел", "exhibition"),
    ],
)
def test_an_event_by_its_noun_or_verb(text, title, kind):
    found = one(text)
    assert found["kind"] == kind
    assert title is None or found["title"] == title


def test_a_paper_of_the_tasks_is_not_signed_by_its_noun():
    text = "Задачи на 2023 год:\n- подписание Меморандума с Минском;\n"
    assert [event["status"] for event in events(text)] == ["planned"]


@pytest.mark.parametrize(
    "text",
    [
        "Команда города привезла две золотые и три бронзовые медали.",
        "Внешнеторговый оборот предприятий – 4,6 млрд долл.",
        "Справочно.\nЧисленность иностранных гостей превысила 1 300 человек.",
    ],
)
def test_a_result_is_an_outcome(text):
    assert len(extract(TOP + text, city="Томск", year=2022)["outcomes"]) == 1


def test_difficulties_told_behind_a_label_are_problems():
    text = "Основные трудности: высокая стоимость перелёта; отсутствие переводчика с фарси."
    found = extract(TOP + text, city="Томск", year=2022)["problems"]
    assert [problem["text"] for problem in found] == ["Высокая стоимость перелёта", "Отсутствие переводчика с фарси"]


def test_what_was_ordered_for_the_next_year_is_a_plan():
    text = "Управлению поручено до 1 марта 2023 года подготовить порядок приёма зарубежных делегаций."
    found = extract(TOP + text, city="Томск", year=2022)["plans"]
    assert [plan["year"] for plan in found] == ["2023"]


@pytest.mark.parametrize(
    ("text", "date", "parties"),
    [
        ("Ноябрь. 29-го подписан Договор о дружбе с Ванадзором.", "2022-11-29", ["Томск", "Ванадзор"]),
        (
            "11 и 12 апреля приезжала делегация Харбина; в первый день прошли переговоры, "
            "на второй был подписан Меморандум о дружбе.",
            "2022-04-12",
            ["Томск", "Харбин"],
        ),
        (
            "5 мая подписан Меморандум между Томским метрополитеном и Shenyang Metro Group.",
            "2022-05-05",
            ["Томский метрополитен", "Shenyang Metro Group"],
        ),
        ("- Подписание Меморандума о дружбе с г. Брестом, Томск, 20 марта.", "2022-03-20", ["Томск", "Брест"]),
    ],
)
def test_the_day_and_the_sides_of_a_paper(text, date, parties):
    found = extract(TOP + text, city="Томск", year=2022)["agreements"]
    assert [(paper["date"], paper["parties"]) for paper in found] == [(date, parties)]


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("17 мая спортсмены вышли на старт международных соревнований по бегу в Бресте.", "competition", None),
        ("На стадионе сыгран товарищеский матч с командой Полоцка (14 августа).", "competition", None),
        ("2 июня дан старт велопробегу Томск – Минск.", "action", "Велопробег Томск – Минск"),
        ("Делегаты из Еревана посетили фабрику в июле.", "delegation_in", "Визит в Томск делегатов из Еревана"),
        ("Делегация Риги была принята главой города.", "meeting", "Встреча главы города с делегацией Риги"),
        ("Посол Кубы принят мэром 5 мая.", "meeting", "Встреча мэра с послом Кубы"),
        ("В Хорезмской области работала бизнес-делегация города.", "delegation_out", None),
        ("Подписанию предшествовали переговоры в Турку (январь).", "meeting", "Переговоры в Турку"),
        ("Гостями Дня города 25 июня были делегации Минска и Бреста.", "celebration", "День города"),
        ("В июле ждём делегацию Актобе.", "delegation_in", "Визит в Томск делегации Актобе"),
        ("Делегация из провинции Цзилинь ознакомилась с работой парка.", "delegation_in", None),
        ("12 июня отмечено 20-летие побратимства с Сухумом.", "celebration", "20-летие побратимства с Сухумом"),
        ("Прошли мероприятия, посвящённые 9 Мая.", "celebration", "Мероприятия, посвящённые 9 Мая"),
        ("Гастрольный тур цирка из Шэньяна отменён.", "concert", "Гастрольный тур цирка из Шэньяна"),
        ("Проведено награждение победителей конкурса «Слово».", "celebration", None),
        ("Мэр участвовал в инаугурации акима Семея 3 февраля.", "celebration", "Инаугурация акима Семея"),
        ("Прошли совместные учения спасателей Томска и Семея.", "action", None),
        ("Прошла церемония гашения марки с послом Монголии.", "celebration", None),
        ("Вместо отменённого фестиваля 2 сентября организовали видеомост.", "online_meeting", "Видеомост"),
        ("Театр кукол съездил с гастролями в Семей (10–16 апреля).", "concert", "Гастроли в Семей"),
        ("9 мая ветераны Томска и Семея пообщались по видеосвязи.", "online_meeting", None),
        ("В парке высадили сирень представители диаспор.", "action", "Посадка сирени"),
        ("В декабре планируется новогодний онлайн-концерт.", "concert", "Новогодний онлайн-концерт"),
        ("Горожане возложили цветы к памятнику в Витебске 9 мая.", "action", "Возложение цветов к памятнику в Витебске"),
    ],
)
def test_what_reports_say_of_events(text, kind, title):
    found = one(text)
    assert found["kind"] == kind
    assert title is None or found["title"] == title


def test_a_visit_moved_from_one_time_to_another_has_the_other():
    found = one("Планировавшийся на сентябрь визит делегации Бреста отложен на 2023 год.")
    assert (found["date"], found["status"]) == ("2023", "postponed")


def test_a_forum_moved_from_another_year_and_held_was_held():
    found = one("Перенесённый с 2021 года Форум мэров провели 6 октября.")
    assert (found["date"], found["status"]) == ("2022-10-06", "held")


def test_a_visit_of_long_ago_is_no_event_of_the_year():
    assert events("В 2015 году город посетила делегация Сеула.") == []
    assert events("Соглашение предусматривает проведение ежегодных выставок.") == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Проведён круглый стол на тему: «Молодёжь и город».", "Круглый стол «Молодёжь и город»"),
        ("1. Круглый стол «Опыт спорта. Виды спорта для дружбы»;", "Круглый стол «Опыт спорта. Виды спорта для дружбы»"),
        ("Это обсудят в рамках XI Российско-Монгольскойц межрегиональной конференции.", "XI Российско-Монгольская межрегиональная конференция"),
        ("Обсудили проведение XI Российско-Монгольской конференции и другие актуальные вопросы.", "XI Российско-Монгольская конференция"),
        ("Прошли концерты в городах Брест и Минск, посвящённые Дню Победы.", "Концерты в городах Брест и Минск, посвящённые Дню Победы"),
        ("Провели мероприятия, посвящённые Дню Победы.", "Мероприятие, посвящённое Дню Победы"),
    ],
)
def test_a_title_is_what_a_person_would_write(text, title):
    assert [event["title"] for event in events(text)] == [title]


@pytest.mark.parametrize(
    ("cut", "title"),
    [
        ("Меморандум о присоединении к", "Меморандум о присоединении"),
        ("Форум «Город», сессия «Сад", "Форум «Город», сессия «Сад»"),
        ("Соглашение с Гродно (Республика Беларусь", "Соглашение с Гродно (Республика Беларусь)"),
        ("План на 2024 год (оба", "План на 2024 год"),
        ('Форум "Здоровый город', 'Форум "Здоровый город"'),
        ("Форум (очный) «Город»", "Форум (очный) «Город»"),
    ],
)
def test_a_name_cut_out_of_a_sentence_is_whole(cut, title):
    assert whole(cut) == title
