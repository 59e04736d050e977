"""How the entry of a visit is worded: «Визит делегации Бреста в Пермь»."""

import re

from crm.extraction.rules.language import tidy
from crm.extraction.rules.where import home
from crm.russian import inflect, nominative, person_inflect
from crm.russian.morphology import parses


def whither(name: str) -> str:
    """A town no dictionary knows is no person: «в Кайфэн»."""
    return inflect(name, "accusative") if re.search(r"[ая](?:\s|-|$)", name) else name


def to(where: str) -> str:
    return ("во " if re.match(r"[ВФ][^аеёиоуыэюя]", where) else "в ") + where


def ours(piece, subject: str) -> str:
    """«делегации города» is the delegation of the home city."""
    if re.fullmatch(r"(?:\w+\s)?делегации(?:\s+(?:города|администрации|мэрии))?", subject) and home(piece.report):
        return "делегации " + inflect(home(piece.report), "genitive")
    return subject


def declined(piece, found, start: int, end: int, case: str) -> str:
    """A post with its name, or a body, put from its form in the text into another case."""
    text, name = piece.text[start:end], ""
    for one in found.named_in("people", text.replace("ё", "е"), "name_printed"):
        printed = one.values.get("name_printed") or ""
        place = text.find(printed) if printed else -1
        if place >= 0:
            text = re.sub(r"(?:господин\w*|госпож\w+|г-н\w*|г-ж\w+)\s+$", "", text[:place])
            name = " " + person_inflect(one.values["name_nom"], case)
            break
    plain = nominative(tidy(text))
    if (
        (start == 0 or piece.text[:start].rstrip().endswith("."))
        and plain[:1].isupper()
        and not plain[1:2].isupper()
        and not {"Geox", "Name", "Surn"} & parses(plain.split()[0])[0].tag.grammemes
    ):
        plain = plain[0].lower() + plain[1:]
    return tidy((inflect(plain, case) if plain else "") + name)


def counted(text: str, number: str) -> str:
    """«24 школьника из Ижевска» → «24 школьников из Ижевска»."""
    head, _, rest = text.partition(" ")
    plural = parses(head.lower())[0].inflect({"plur", "gent"})
    return tidy(f"{number} {plural.word if plural else head} {rest}")
