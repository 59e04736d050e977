"""What the project knows of the Russian language. Pure Python over pymorphy3."""

from crm.russian.morphology import fold, lemmas, letters
from crm.russian.numerals import plural, roman, to_roman
from crm.russian.people import person_inflect, person_nominative
from crm.russian.phrases import inflect, nominative
from crm.russian.searching import search_terms, search_text

__all__ = [
    "fold",
    "inflect",
    "lemmas",
    "letters",
    "nominative",
    "person_inflect",
    "person_nominative",
    "plural",
    "roman",
    "search_terms",
    "search_text",
    "to_roman",
]
