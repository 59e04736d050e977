"""How Russian a spelling is, among those of other languages in Cyrillic letters.

GeoNames does not say in which language a name is written: Bulgarian, Macedonian and Serbian have no ь and э,
Belarusian writes ы and э after any consonant, Ukrainian и for ы. Russian hyphenates foreign names of several words.
"""

import re

SLAVIC = {"RU", "BY", "UA", "BG"}
ENGLISH = {"US", "GB", "CA", "AU", "NZ", "IE", "ZA", "IN", "NG", "GH", "KE", "JM"}
# Languages of the East have э after consonants, Turkic ones and Polish have ы after р, ч and ш.
WITH_E = {"CN", "JP", "KR", "KP", "MN", "VN", "TW", "RU", "KZ", "KG"}
WITH_Y = {"RU", "BY", "UA", "PL", "KZ", "KG", "UZ", "TM", "AZ", "TR", "MN", "TJ", "MD"}
SOFT = str.maketrans({"ń": "ь", "ś": "ь", "ź": "ь", "ć": "ь"})


def russianness(name: str, city: dict) -> float:
    country, latin = city["countrycode"], city["name"]
    score = initial(name, latin, country) + soft_consonants(name, latin, country)
    if country not in WITH_E:
        score -= 0.5 * len(re.findall(r"[бвгджзклмнпрстфхцчш]э", name))
    if country not in WITH_Y:
        score -= 0.5 * len(re.findall(r"[рчшжцг]ы|[дт]з[еяі]|ы$", name))
    if country not in SLAVIC and re.search(r"[ -]", latin.strip()):
        score += 0.6 * ("-" in name and " " not in name)
    return score


def initial(name: str, latin: str, country: str) -> float:
    """«Эссен», not «Ессен»."""
    if country in SLAVIC or latin[:1] not in "EÉÈÊĒ":
        return 0
    return {"Э": 0.6, "Е": -0.6}.get(name[:1], 0)


def soft_consonants(name: str, latin: str, country: str) -> float:
    """«Гданьск», «Кёльн», «Медельин»: a soft consonant has its sign."""
    signs = len(re.findall(r"[лнсзцт]ь", name))
    wanted = latin.casefold().translate(SOFT).count("ь")
    if country not in ENGLISH and country not in SLAVIC:
        wanted += len(re.findall(r"l(?=[^aeiouyáéíóúäöüåæøœlł\s-]|$)|lle?s?(?=$|[\s-])|ll(?=[aeioáéíó])|ñ|gn(?=[aeio])", latin.casefold()))
    return 0.45 * min(signs, wanted) - 0.3 * max(0, signs - wanted - 1)
