"""Whether a title reads as one in a calendar: short, a noun in the nominative, its quotation marks in pairs."""

from crm.russian.morphology import parses

MOST_WORDS = 12
VERBS = {"VERB", "INFN", "PRTS", "GRND"}


def faults(title: str) -> list[str]:
    """long, verb, quotes."""
    return [name for name, is_faulty in FAULTS.items() if is_faulty(title)]


def is_long(title):
    return len(title.split()) > MOST_WORDS


def begins_with_verb(title):
    first = title.split()[:1]
    if not first or not first[0].isalpha():
        return False
    reading = parses(first[0].lower())[0]
    return reading.is_known and reading.tag.POS in VERBS


def has_open_quotes(title):
    """«Внешний «внутренний» is closed once where print economises: the last mark then stands for both."""
    depth = 0
    for sign in title:
        depth += (sign == "«") - (sign == "»")
        if depth < 0:
            return True
    return bool(depth and not (depth == 1 and title.count("«") > 1 and title.rstrip(".").endswith("»"))) or bool(
        title.count('"') % 2
    )


FAULTS = {"long": is_long, "verb": begins_with_verb, "quotes": has_open_quotes}
