"""Phrases that name an event only to speak of it: a topic of talks, a programme, a letter, visits in general."""

import re

from crm.extraction.rules.event_phrases import Phrase

# «Решено: обмен выставками»: what they spoke of
DECIDED = re.compile(
    r"(?:^|[.;]\s)(?:решено|решили|договорились|условились|обсудили|обсужден[аоы]?|темы?|предмет|повестка|предложено|предложения)(?:\s[а-яё]+)?\s*[:–—]\s[^.;]*$", re.I
)
# «утверждён сценарий предстоящих Дней Калуги»
OF_PAPER = re.compile(r"(?:сценари|концепци|положени|бюджет|афиш|смет|оргкомитет|регламент)[а-яё]*\s(?:(?:предстоящ|будущ)[а-яё]+\s)?$", re.I)
OF_TOPIC = re.compile(r"(?:письм|предложени|вопрос|просьб|обращени|договор[её]нност)[а-яё]*\sоб?\s(?:возобновлени|проведени|организаци)[а-яё]+\s(?:\S+\s){0,2}$", re.I)
IN_DAYS_OF = re.compile(r"\bв дни\s+$", re.I)  # «подпишут в дни фестиваля»
PROGRAMME = re.compile(r"программ[аыуе]?\s$", re.I)  # «Программа обменов»
IN_GENERAL = re.compile(r"при[её]м\w*\s(?:иностранных\s|зарубежных\s)?(?:делегаций|гостей)(?!\s(?:из|[А-ЯЁ]))")
BY_LETTERS = re.compile(r"обмен(?:ом|а)\s+письмами", re.I)  # how a paper was prolonged


def is_spoken_of(mask: str, phrase: Phrase) -> bool:
    before = mask[: phrase.start]
    if any(words.search(before) for words in (DECIDED, OF_PAPER, IN_DAYS_OF)):
        return True
    if phrase.lemma == "обмен" and PROGRAMME.search(before) or not phrase.proper and OF_TOPIC.search(before):
        return True
    return any(words.match(mask, phrase.noun) for words in (IN_GENERAL, BY_LETTERS))
