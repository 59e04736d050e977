"""A list printed inside one paragraph: «состоялись визиты: 1) …; 2) …», «город принял: делегацию … (март), группу … (июнь)»."""

import re

MARK = r"(?:\d{1,2}|[а-я])\)\s?"
NUMBERED = re.compile(r":\s+(?=(?:1|а)\)\s?\S)(?=[^\n]*[;,.]\s+(?:2|б)\)\s?\S)")
NEXT = re.compile(rf"(?<=[;,.])\s+(?={MARK}\S)")
MONTH = r"(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)"
DATED = rf"\([^()]*(?:\b{MONTH}|\d\.\d\d)[^()]*\)"
BRACKETED = re.compile(rf":\s+(?=[^:;.]*?{DATED}(?:,|\sи|,\sа\sтакже)\s[^:;]*{DATED}[.;]?$)")
AFTER_BRACKET = re.compile(rf"(?<=\))(?:,|\sи|,\sа\sтакже)\s+(?=[^()]*{DATED})")
MARKED = re.compile(MARK)


def parts_of_list(text: str) -> list[tuple[int, int]]:
    """The words before the colon, then each item without its mark; nothing where the paragraph holds no list."""
    for opening, border in ((NUMBERED, NEXT), (BRACKETED, AFTER_BRACKET)):
        if found := opening.search(text):
            starts = [found.end(), *(match.end() for match in border.finditer(text, found.end()))]
            ends = [*(match.start() for match in border.finditer(text, found.end())), len(text)]
            items = [(unmarked(text, a), b) for a, b in zip(starts, ends, strict=True)]
            return [(0, found.start() + 1), *items]
    return []


def unmarked(text: str, start: int) -> int:
    mark = MARKED.match(text, start)
    return mark.end() if mark else start
