"""How a thing was done names the event where no noun does; and what stands in a speaker's quotes is no telling."""

import re

from crm.extraction.rules.event_phrases import phrases
from crm.extraction.rules.event_visits import Action
from crm.extraction.rules.language import masked, titled
from crm.extraction.rules.setting import Piece, mood_of, own_dates

FORM = re.compile(r"\bв (?:режиме|формате|форме|виде)\s(?:[а-яё]+(?:ой|ого)\s)?$", re.I)
BY_VIDEO = re.compile(
    r"\b(?:по видеосвязи|в видеоформате|по ВКС)\b[^.;]{0,60}\b(?:обсудили|обговорили|сверили|согласовали|говорили|побеседовали)\b", re.I
)
WHOM = re.compile(
    r"\b[Сс]о?\s(?:г\.\s|город[а-яё]+\s|коллегами\s(?:из\s)?|представителями\s"
    r"|(?:акимат|хокимият|мэри|администраци|горисполком|муниципалитет|университет|управлени|комитет|палат)[а-яё]*\s(?:города\s|г\.\s)?)?"
    r"[А-ЯЁ][а-яё-]+(?:\sи\s[А-ЯЁ][а-яё-]+)?"
)


def by_form(piece: Piece) -> list[Action]:
    """«С Бергамой 22 октября в режиме видеоконференции сверяли текст»: what the form names took place that day."""
    if mood_of(piece) == "tasks" or not any(when.rank == 0 for when in own_dates(piece)):
        return []
    mask = masked(piece.text)
    with_whom = WHOM.search(mask)
    whom = f" {with_whom[0][:1].lower()}{with_whom[0][1:]}" if with_whom else ""
    phrase = next((one for one in phrases(piece.text) if FORM.search(mask[: one.start])), None)
    if phrase is not None:
        title = titled(piece.text[phrase.start : phrase.end], number="sing")
        return [Action(phrase.start, phrase.end, phrase.kind, title if " " in title else title + whom)]
    told = BY_VIDEO.search(mask)  # «С акиматом Актау 11 июня по видеосвязи обсудили проект»
    return [Action(*told.span(), "online_meeting", f"Видеоконференция{whom}")] if told and whom else []


# Not behind a word, where quotes hold a name: «круглый стол «Опыт городов. Взгляд в будущее»».
SPEECH = re.compile(r"(?:(?<=^)|(?<=[.:!?–—]\s)|(?<=\n))«[^«»]*(?:«[^«»]*»[^«»]*)*»")
SEVERAL = re.compile(r"[.!?]\s[А-ЯЁ]")
SAYS = re.compile(
    r",?\s[–—]\s(?:[а-яё]+\s){0,2}(?:сказал|отмет|подчеркн|заяв|рассказ|поясн|добав|счита|замет|призн|подел|прокоммент|пошут|говор)"
)
MOST = 0.6  # of a sentence
AROUND = 1_200  # letters; nobody is quoted longer in one breath


def is_speech(piece: Piece) -> bool:
    """Without a day, in quotes of several sentences or of one that somebody says: told in passing, if at all."""
    if own_dates(piece):
        return False
    base = max(piece.block.start, piece.start - AROUND)
    text = piece.report.clean.text[base : min(piece.block.end, piece.end + AROUND)]
    start, end = piece.start - base, piece.end - base
    quotes = (m for m in SPEECH.finditer(text) if min(m.end(), end) - max(m.start(), start) > MOST * (end - start))
    return any(SEVERAL.search(quote[0]) or SAYS.match(text, quote.end()) for quote in quotes)
