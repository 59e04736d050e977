"""What a sentence says of the tie between the home city and a place."""

import re

SISTER_BEFORE = re.compile(
    r"(?:город\w*-побратим\w*|побратимск\w+ (?:связ|отношени)\w+[^.;]{0,40}|побратимств\w*\s+с|городами-побратимами)[\s:–—(]+(?:[^.;()]|\([^()]*\)){0,120}$",
    re.I,
)
PROSPECTIVE = re.compile(
    r"возможност\w+ (?:установлени|подписани)|прорабатыва|в стадии обсуждени|вед[её]тся работа|ведутся переговоры|проект\w* (?:соглашени|меморандум|направлен)|рассмотреть возможность|намерен|предложени\w+[^.]{0,40} об установлени|планируется[^.;]{0,60}(?:соглашени|связей)",
    re.I,
)
FRIENDLY = re.compile(r"дружественн\w+ отношени|дружб|дружеск\w+ отношени|породн[её]нн", re.I)
SISTER = re.compile(r"побратим", re.I)
SIGNED = re.compile(r"заключ[её]н\w*|подписан\w*|связан|появился|соедин[её]н", re.I)
PARTNER = re.compile(
    r"сотруднич|контакт|партн[её]р|связ[иьяе]|договор|соглашени|меморандум|делегаци|взаимодейств", re.I
)
ORDER = ("sister", "prospective", "friendly", "partner", "mentioned")


def relation_of(text: str, mentions: list, kind: str) -> str:
    found = {of_sentence(text, start, end, sentence, kind) for start, end, sentence in mentions}
    return next(relation for relation in ORDER if relation in found)


def of_sentence(text: str, start: int, end: int, sentence: tuple[int, int], kind: str) -> str:
    whole, before = text[slice(*sentence)], text[sentence[0] : start]
    near = text[max(sentence[0], start - 160) : min(sentence[1], end + 120)]
    if kind == "city":
        if PROSPECTIVE.search(near) and re.search(r"побратим|соглашени|меморандум|контакт|установлени", near, re.I):
            return "prospective"
        if SISTER_BEFORE.search(before) or SISTER.search(near) and SIGNED.search(near):
            return "sister"
        if FRIENDLY.search(near):
            return "friendly"
    return "partner" if PARTNER.search(near if kind == "city" else whole) else "mentioned"
