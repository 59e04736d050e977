"""Roman numerals as they are really printed, and the Russian plural."""

import re

CYRILLIC = str.maketrans("ІХСМ", "IXCM")
VALUES = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)
# A lone Cyrillic С or М begins sentences; it is never the edition of anything.
ONLY_CYRILLIC_C_OR_M = re.compile(r"[СМ]+")


def to_roman(number: int) -> str:
    if not 0 < number < 4000:
        raise ValueError(f"no Roman numeral for {number}")
    letters = ""
    for value, symbol in VALUES:
        letters += symbol * (number // value)
        number %= value
    return letters


def roman(text: str) -> int | None:
    """The number of a numeral in Latin, Cyrillic or mixed letters: «XI», «Х», «ХI»."""
    text = text.strip()
    if not text or ONLY_CYRILLIC_C_OR_M.fullmatch(text):
        return None
    letters = text.translate(CYRILLIC)
    rest, number = letters, 0
    for value, symbol in VALUES:
        while rest.startswith(symbol):
            rest, number = rest[len(symbol) :], number + value
    if rest or not 0 < number < 4000 or to_roman(number) != letters:
        return None
    return number


def plural(number: int, one: str, few: str, many: str) -> str:
    """1 мероприятие, 2 мероприятия, 5 мероприятий."""
    number = abs(number)
    if number % 10 == 1 and number % 100 != 11:
        return one
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return few
    return many
