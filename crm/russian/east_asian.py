"""Chinese, Korean and Vietnamese names: the surname stands first and stays, the last word of a man's name declines."""

import re

from crm.russian.morphology import fold, parses

SURNAME_LIST = (
    "ай ань бай бао би бянь ван вань вэй вэнь ган гао го гу гуань гун ду дун дуань дэн е жэнь и инь кан "
    "ким кун ли лин линь ло лу лун лю лэй люй лян ляо ма мао мин моу мэн мэй не ни ню оуян пак пан пань "
    "пи пэй пэн си су сун сы сыма сю сюй сюэ сюн ся сян сяо тан тао тань тун тянь у фан фань фу фэй фэн "
    "ха хань хо ху хуан хуа хэ хэй цай цао цзи цзин цзинь цзоу цзэн цзю цзя цзян ци цинь цю цюй цянь "
    "цэнь чан чжан чжао чжоу чжу чжун чжэн чжэнь чи чэн чэнь шао ши шуай шу шэн шэнь шэ ю юй юань юнь ян "
    "янь яо чхве чхэ чон чо чве квон хван хон пэк пхё сон со син сим юн лим чин ку кён нам но о пё рю то "
    "тэ сунь чжуан чу лань жуань хоу цуй дин дай гэ хун лай шан тэн чай чэ гань жун кэ лэн мяо оу пу юэ ин цяо "
    "цзо цзюй цзянь вэн чжо нин мун пэ нгуен фам хоанг данг нго зыонг динь чинь чыонг лыонг буй"
)
SURNAMES = frozenset(SURNAME_LIST.split())
# The last sound of a syllable tells whether an ending was added; a Chinese one closes in few ways.
CLOSED = re.compile(r"(?:[аеёиоуыэюя](?:н|нь|р|м|к|п|л|ль|т)|[аеоуэ]й)$")
ENDINGS = {"а": "", "у": "", "ом": "", "е": "", "я": "ь", "ю": "ь", "ем": "ь"}


def is_east_asian(words: list[str]) -> bool:
    if not 2 <= len(words) <= 3 or fold(words[0]) not in SURNAMES:
        return False
    return not any(parse.is_known and "Name" in parse.tag.grammemes for parse in parses(words[-1]))


def nominative(word: str) -> str:
    instrumental = len(word) > 4 and word.casefold().endswith(("ом", "ем"))
    if CLOSED.search(word.casefold()) and not instrumental:
        return word
    for ending, closing in ENDINGS.items():
        if not word.casefold().endswith(ending):
            continue
        stem = word[: -len(ending)]
        for candidate in (stem + closing, stem + "й") if closing else (stem,):
            if len(stem) > 1 and CLOSED.search(candidate.casefold()) and fits(candidate):
                return candidate
    return word


def fits(candidate: str) -> bool:
    """Only н is softened; after a vowel stands й."""
    return not candidate.casefold().endswith(("рь", "мь", "кь", "пь"))


def decline(word: str, case: str) -> str:
    endings = {"gent": "а", "datv": "у", "accs": "а", "ablt": "ом", "loct": "е"}
    soft = {"gent": "я", "datv": "ю", "accs": "я", "ablt": "ем", "loct": "е"}
    if case == "nomn" or not CLOSED.search(word.casefold()):
        return word
    if word[-1] in "ьй":
        return word[:-1] + soft[case]
    return word + endings[case]
