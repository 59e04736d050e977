import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crm.extraction import extract

TEXT = """Отчёт администрации города Твери о международных связях за 2023 год
В октябре делегация города во главе с заместителем главы администрации Петровой А.С. посетила город-побратим Бергамо (Италия).
Гостей принял мэр Бергамо Джорджо Гори. Подписан меморандум о сотрудничестве с мэрией города Бергамо.
"""


def test_passages_are_slices_of_the_text():
    found = extract(TEXT)
    records = [record for kind in ("places", "organisations", "people", "agreements", "events") for record in found[kind]]
    assert records
    for record in records:
        for passage in [record["evidence"], *record["also_evidence"]]:
            assert passage["text"] == TEXT[passage["start"] : passage["end"]] != ""


def test_report_and_places():
    found = extract(TEXT)
    assert (found["report"]["home_city"], found["report"]["reporting_year"]) == ("Тверь", 2023)
    places = {place["name_ru"]: place for place in found["places"]}
    assert (places["Бергамо"]["country_iso"], places["Бергамо"]["relation"]) == ("IT", "sister")
    assert places["Тверь"]["relation"] == "home"


def test_people_come_in_the_nominative():
    people = {person["surname"]: person for person in extract(TEXT)["people"]}
    assert people["Петрова"]["position"] == "заместитель главы администрации"
    assert (people["Гори"]["position"], people["Гори"]["side"]) == ("мэр Бергамо", "partner")


@pytest.mark.parametrize("text", ["", "\n\n", "а", "—", "«" * 2000, "1. " * 500, "(" * 500, "\t\t\n" * 50, "Г." * 1000])
def test_odd_texts_do_no_harm(text):
    assert extract(text)["text"] == text


def test_time_grows_with_the_length_only():
    extract(TEXT)
    first = time.process_time()
    extract(TEXT * 20)
    second = time.process_time()
    extract(TEXT * 80)
    assert time.process_time() - second < 12 * max(second - first, 0.05)


def test_every_reading_finds_the_same():
    """Whatever order sets come in."""
    program = (
        "import json, sys; from crm.extraction import extract;"
        "print(json.dumps(extract(open(sys.argv[1], encoding='utf-8').read()), sort_keys=True))"
    )
    path = Path(__file__).parent / "documents" / "quarters.txt"
    told = {
        subprocess.run(
            [sys.executable, "-c", program, str(path)], env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True, check=True,
        ).stdout
        for seed in "12"
    }
    assert len(told) == 1
