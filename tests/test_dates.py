from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.dates import ApproximateDate, ApproximateDateError, Precision, from_edtf, parse

TODAY = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("в октябре 2023", "2023-10"),
        ("октябрь 2023 г.", "2023-10"),
        ("ОКТЯБРЬ 2023", "2023-10"),
        ("окт. 2023", "2023-10"),
        ("10.2023", "2023-10"),
        ("17.11.2022", "2022-11-17"),
        ("17.11.22", "2022-11-17"),
        ("17/11/2022", "2022-11-17"),
        ("17 ноября 2022 г.", "2022-11-17"),
        ("17-го ноября 2022 года", "2022-11-17"),
        ("пятница, 5 июня 2026 г.", "2026-06-05"),
        ("2026-06-05", "2026-06-05"),
        ("5–9 июня 2026", "2026-06-05/2026-06-09"),
        ("5 - 9 июня 2026 года", "2026-06-05/2026-06-09"),
        ("с 5 по 9 июня 2026", "2026-06-05/2026-06-09"),
        ("5, 6 и 7 июня 2026", "2026-06-05/2026-06-07"),
        ("2026 г., 5–9 июня", "2026-06-05/2026-06-09"),
        ("05.06.2026–09.06.2026", "2026-06-05/2026-06-09"),
        ("05-09.06.2026", "2026-06-05/2026-06-09"),
        ("5.06–9.06.2026", "2026-06-05/2026-06-09"),
        ("2026-06-05 – 2026-06-09", "2026-06-05/2026-06-09"),
        ("27 апреля – 3 мая 2026", "2026-04-27/2026-05-03"),
        ("27 декабря – 3 января 2026", "2025-12-27/2026-01-03"),
        ("27 декабря 2025 – 3 января", "2025-12-27/2026-01-03"),
        ("5 – 5 июня 2026", "2026-06-05"),
        ("в мае-июне 2026", "2026-05/2026-06"),
        ("май и июнь 2026", "2026-05/2026-06"),
        ("с мая 2023 по июнь 2024", "2023-05/2024-06"),
        ("ноябрь – март 2026", "2025-11/2026-03"),
        ("конец мая 2026", "2026-05"),
        ("первая половина мая 2026", "2026-05"),
        ("вторая декада июня 2026", "2026-06"),
        ("конец мая – начало июня 2026", "2026-05/2026-06"),
        ("летом 2022", "2022-22"),
        ("Летом 2022 года", "2022-22"),
        ("весна 2024", "2024-21"),
        ("зимой 2022/23", "2022-24"),
        ("зима 2022–2023", "2022-24"),
        ("осень–зима 2022", "2022-09/2023-02"),
        ("I квартал 2025", "2025-33"),
        ("І квартал 2025", "2025-33"),  # a Ukrainian І
        ("П квартал 2025", "2025-34"),  # a Cyrillic П for II
        ("Ш кв. 2025", "2025-35"),  # a Cyrillic Ш for III
        ("4-й квартал 2025", "2025-36"),
        ("в первом квартале 2025", "2025-33"),
        ("I–II квартал 2025", "2025-01/2025-06"),
        ("первое полугодие 2025", "2025-40"),
        ("вторая половина 2025 года", "2025-41"),
        ("2 полугодие 2025", "2025-41"),
        ("с мая 2023", "2023-05"),  # the beginning of a tenure
        ("2028", "2028"),
        ("в 2028 году", "2028"),
        ("в течение 2022 года", "2022"),
        ("до конца 2024 года", "2024"),
        ("2022–2024 гг.", "2022/2024"),
        ("2022 –\n2024 годы", "2022/2024"),
        ("2022-2023  гг", "2022/2023"),
        ("2022-23 гг.", "2022/2023"),
        ("с 2022 по 2024 год", "2022/2024"),
        ("2020-е годы", "2020/2029"),
        ("2022-22", "2022-22"),
        ("2022/2024", "2022/2024"),
        ("October 2023", "2023-10"),
        ("in October, 2023", "2023-10"),
        ("November 17th, 2022", "2022-11-17"),
        ("5–9 June 2026", "2026-06-05/2026-06-09"),
        ("June 5-9, 2026", "2026-06-05/2026-06-09"),
        ("April 27 – May 3, 2026", "2026-04-27/2026-05-03"),
        ("from 5 to 9 June 2026", "2026-06-05/2026-06-09"),
        ("late May 2026", "2026-05"),
        ("fall 2022", "2022-23"),
        ("Q3 2025", "2025-35"),
        ("first quarter of 2025", "2025-33"),
        ("second half of 2025", "2025-41"),
        ("", ""),
        ("дата неизвестна", ""),
        ("Уточняется", ""),
        ("date unknown", ""),
    ],
)
def test_parse_reads_what_people_type(typed, edtf):
    assert parse(typed).edtf == edtf


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("в июне", "2024-06"),
        ("ФЕВРАЛЬ", "2024-02"),
        ("5 июня", "2024-06-05"),
        ("27 декабря – 3 января", "2024-12-27/2025-01-03"),
        ("в июне текущего года", "2024-06"),
        ("в прошлом году", "2023"),
        ("в прошедшем \n\nгоду", "2023"),
        ("в будущем году", "2025"),
        ("завтра", "2024-03-02"),
        ("летом", "2024-22"),
    ],
)
def test_parse_takes_the_missing_year_from_today(typed, edtf):
    assert parse(typed, today=TODAY).edtf == edtf


def test_the_year_of_a_report_goes_before_today():
    assert parse("в июне", today=TODAY, year=2021).edtf == "2021-06"
    assert parse("в июне текущего года", today=TODAY, year=2021).edtf == "2024-06"
    assert parse("в июне 2019", today=TODAY, year=2021).edtf == "2019-06"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31 февраля 2022", "impossible"),
        ("31.02.2022", "impossible"),
        ("29 февраля 2023", "impossible"),
        ("2026-02-30", "impossible"),
        ("13.13.2022", "impossible"),
        ("V квартал 2025", "not_understood"),
        ("5 квартал 2025", "impossible"),
        ("3 полугодие 2025", "impossible"),
        ("9–5 июня 2026", "backwards"),
        ("2024–2022", "backwards"),
        ("2024/2022", "backwards"),
        ("в июне", "year_missing"),
        ("5 и 9 июня 2026", "not_understood"),
        ("октябрь 2022–2023", "not_understood"),
        ("октябрь ноябрь 2022", "not_understood"),
        ("до 2025", "not_understood"),
        ("2022/..", "not_understood"),
        ("5", "not_understood"),
        ("756", "not_understood"),
        ("XXI век", "not_understood"),
        ("№ 43", "not_understood"),
        ("скоро", "not_understood"),
        ("мая", "year_missing"),
        ("майор 2022", "not_understood"),
        ("сегодня", "year_missing"),
        ("5 июня 2026 2027", "not_understood"),
    ],
)
def test_parse_says_what_is_wrong(typed, code):
    with pytest.raises(ApproximateDateError) as error:
        parse(typed)

    assert error.value.code == code


def test_parse_keeps_the_words_and_equality_ignores_them():
    typed = parse("  в октябре\n2023 ")

    assert typed.words == "в октябре 2023"
    assert typed == ApproximateDate.month(2023, 10)
    assert hash(typed) == hash(ApproximateDate.month(2023, 10))


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "precision"),
    [
        ("2022-09-03", date(2022, 9, 3), date(2022, 9, 3), Precision.day),
        ("2026-06-05/2026-06-09", date(2026, 6, 5), date(2026, 6, 9), Precision.days),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.month),
        ("2025-11/2026-02", date(2025, 11, 1), date(2026, 2, 28), Precision.months),
        ("2022-21", date(2022, 3, 1), date(2022, 5, 31), Precision.season),
        ("2022-22", date(2022, 6, 1), date(2022, 8, 31), Precision.season),
        ("2022-24", date(2022, 12, 1), date(2023, 2, 28), Precision.season),
        ("2025-33", date(2025, 1, 1), date(2025, 3, 31), Precision.quarter),
        ("2025-36", date(2025, 10, 1), date(2025, 12, 31), Precision.quarter),
        ("2025-40", date(2025, 1, 1), date(2025, 6, 30), Precision.half_year),
        ("2025-41", date(2025, 7, 1), date(2025, 12, 31), Precision.half_year),
        ("2028", date(2028, 1, 1), date(2028, 12, 31), Precision.year),
        ("2022/2024", date(2022, 1, 1), date(2024, 12, 31), Precision.years),
        ("", None, None, Precision.unknown),
    ],
)
def test_edtf_names_the_first_and_the_last_day(edtf, earliest, latest, precision):
    assert from_edtf(edtf) == ApproximateDate(earliest, latest, precision)


@pytest.mark.parametrize("text", ["2022-00", "2022-13", "2022-20", "2022-25", "2022-32", "2022-37", "2022-42",
                                  "0000", "2022-99-01", "22", "2022-1", "/2022", "2022/", "٢٠٢٢", " 2022"])
def test_from_edtf_refuses(text):
    with pytest.raises(ApproximateDateError):
        from_edtf(text)


@pytest.mark.parametrize(
    ("edtf", "russian", "english"),
    [
        ("2022-11-17", "17 ноября 2022", "17 November 2022"),
        ("2026-06-05/2026-06-09", "5–9 июня 2026", "5–9 June 2026"),
        ("2026-04-27/2026-05-03", "27 апреля – 3 мая 2026", "27 April – 3 May 2026"),
        ("2025-12-27/2026-01-03", "27 декабря 2025 – 3 января 2026", "27 December 2025 – 3 January 2026"),
        ("2023-10", "октябрь 2023", "October 2023"),
        ("2026-05/2026-06", "май–июнь 2026", "May–June 2026"),
        ("2025-11/2026-03", "ноябрь 2025 – март 2026", "November 2025 – March 2026"),
        ("2025-33", "I квартал 2025", "Q1 2025"),
        ("2022-22", "лето 2022", "summer 2022"),
        ("2022-24", "зима 2022/2023", "winter 2022/2023"),
        ("2025-41", "II полугодие 2025", "second half of 2025"),
        ("2028", "2028", "2028"),
        ("2022/2024", "2022–2024", "2022–2024"),
        ("", "дата неизвестна", "date unknown"),
    ],
)
def test_format_writes_both_languages(edtf, russian, english):
    assert from_edtf(edtf).format("ru") == russian
    assert from_edtf(edtf).format("en-gb") == english


def test_dates_sort_by_beginning_then_by_exactness_and_unknown_last():
    expected = ["2022", "2023-10-01", "2023-10-01/2023-10-05", "2023-10", "2023-36", "2023-10-02", ""]

    found = sorted(map(from_edtf, reversed(expected)))

    assert [item.edtf for item in found] == expected


@pytest.mark.parametrize(
    ("edtf", "start", "end", "expected"),
    [
        ("2023-10", date(2023, 10, 31), date(2023, 11, 5), True),
        ("2023-10", date(2023, 11, 1), date(2023, 11, 5), False),
        ("2023-10", date(2023, 1, 1), date(2023, 9, 30), False),
        ("2022/2024", date(2023, 5, 5), date(2023, 5, 5), True),
        ("2023-10", None, date(2023, 10, 1), True),
        ("2023-10", date(2023, 11, 1), None, False),
        ("", None, None, False),
    ],
)
def test_overlaps(edtf, start, end, expected):
    assert from_edtf(edtf).overlaps(start, end) is expected


def test_only_days_are_exact():
    assert from_edtf("2022-09-03").is_exact
    assert from_edtf("2026-06-05/2026-06-09").is_exact
    assert not any(from_edtf(edtf).is_exact for edtf in ("2023-10", "2025-33", "2028", ""))


def test_an_unknown_date_without_words_is_false():
    assert not ApproximateDate.unknown()
    assert ApproximateDate.unknown("уточняется")
    assert ApproximateDate.year(2028)


@pytest.mark.parametrize(
    "fields",
    [
        (date(2022, 1, 2), date(2022, 1, 1), Precision.days),
        (None, None, Precision.day),
        (date(2022, 1, 1), None, Precision.day),
        (date(2022, 1, 1), date(2022, 1, 1), Precision.unknown),
    ],
)
def test_a_date_that_contradicts_itself_cannot_be_made(fields):
    with pytest.raises(ApproximateDateError):
        ApproximateDate(*fields)


years = st.integers(1000, 2998)
days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
months = st.tuples(years, st.integers(1, 12))
pairs = {kind: st.tuples(kind, kind).map(sorted) for kind in (years, days, months)}
dates = st.one_of(
    st.just(ApproximateDate.unknown()),
    days.map(ApproximateDate.day),
    pairs[days].map(lambda pair: ApproximateDate.days(*pair)),
    months.map(lambda month: ApproximateDate.month(*month)),
    pairs[months].map(lambda pair: ApproximateDate.months(*pair)),
    st.tuples(years, st.integers(1, 4)).map(lambda pair: ApproximateDate.quarter(*pair)),
    st.tuples(years, st.integers(1, 4)).map(lambda pair: ApproximateDate.season(*pair)),
    st.tuples(years, st.integers(1, 2)).map(lambda pair: ApproximateDate.half_year(*pair)),
    years.map(ApproximateDate.year),
    pairs[years].map(lambda pair: ApproximateDate.years(*pair)),
)


@given(dates)
def test_edtf_goes_there_and_back(value):
    assert from_edtf(value.edtf) == value


@given(dates, st.sampled_from(["ru", "en"]))
def test_what_is_shown_can_be_typed(value, language):
    assert parse(value.format(language)) == value


@given(dates, dates)
def test_sorting_agrees_with_equality(one, other):
    assert (one == other) == (not one < other and not other < one)


@given(st.text(max_size=40) | st.text("0123456789 .-–/гкмайюньIХв", max_size=20))
def test_parse_either_understands_or_says_why(text):
    try:
        value = parse(text, today=TODAY)
    except ApproximateDateError as error:
        assert error.code in {"not_understood", "impossible", "backwards", "year_missing"}
    else:
        assert from_edtf(value.edtf) == value
