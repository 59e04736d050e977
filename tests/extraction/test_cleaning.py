import pytest

from crm.extraction.cleaning import CleanText

PAGE = "Администрация города в отчётном году принимала делегации партнёров\n\n"


@pytest.mark.parametrize(
    ("stored", "clean"),
    [
        ("связи с городом Джалал-\n\nАбадом развивались", "связи с городом Джалал-Абадом развивались"),
        ("в куль-\nтурном обмене", "в культурном обмене"),
        ("научно-\nтехническом совете", "научно-техническом совете"),
        ("город  \u0450лка\u00a0и", "город ёлка и"),
        ("\uf0d8 Первое дело;\n\uf0d8 Второе дело", "• Первое дело;\n• Второе дело"),
        ("сло\u00adво", "слово"),
        ("мост через Ени\u00ad\nсей", "мост через Енисей"),
    ],
)
def test_mends(stored, clean):
    assert CleanText(stored).text.strip() == clean


def test_a_blank_line_inside_a_sentence_is_no_border():
    text = CleanText(PAGE + "из соседних стран и показывала им новые набережные города, а также\n\nвокзал.").text
    assert "\n" not in text.strip()


def test_a_page_number_between_blank_lines_is_dropped():
    assert CleanText(PAGE + "\n17\n\n" + PAGE).text.count("17") == 0


def test_source_leads_back_to_the_stored_letters():
    stored = "  делегация   города\nДжалал-\n\nАбада"
    clean = CleanText(stored)
    start = clean.text.index("Джалал-Абада")
    span = clean.source(start, start + len("Джалал-Абада"))
    assert stored[span.start : span.end] == "Джалал-\n\nАбада"


def test_every_letter_keeps_its_place():
    stored = PAGE * 3 + "• Приём  гостей;\n• Выезд\u00adной семинар."
    clean = CleanText(stored)
    for place, letter in enumerate(clean.text):
        if letter.isalnum():
            span = clean.source(place, place + 1)
            assert stored[span.start : span.end] == letter
