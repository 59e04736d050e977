"""Events: what a calendar would hold, found by the nouns that name them and by the verbs of visits and signings."""

import re

from crm.extraction.finding import Finding
from crm.extraction.rules import event_actions
from crm.extraction.rules.event_draft import SAME_DAY, WITHIN, Draft, clause_of, date_of, this_year
from crm.extraction.rules.event_facts import figures_of, format_of, status_of
from crm.extraction.rules.event_phrases import Phrase, phrases
from crm.extraction.rules.language import masked, titled
from crm.extraction.rules.same import merged
from crm.extraction.rules.setting import Piece, mood, pieces
from crm.extraction.rules.where import partners, place_of
from crm.russian.morphology import parses

PASSING = re.compile(
    r"(?:в ходе|в рамках|по итогам|по результатам|во время|после|на полях|в продолжение|открывая|участники|результатам|итогам|итоги|"
    r"в преддверии|ряда?|план|планом|по случаю|программой|перспектив\w*|начал\w+|подготовк\w+ к)\s+$",
    re.I,
)
HOLDING = re.compile(
    r"(?:проведени[еюия]|организаци[яию]|подготовк\w+ и проведени\w+|организован\w*|провед[её]н\w*|организовать|провести|состоял\w+|прошл?[аио]?|прош[её]л|цикл|проведения)\s+(?:\S+\s+){0,3}$",
    re.I,
)
PARTICIPATION = re.compile(
    r"(?:участи\w+|участвовал\w*|выступил\w*|побывал\w*|прибыл\w*|представл\w+|пригласил\w*|занял\w*|выехал\w*|ездил\w*|победил\w*|участниками|направлен\w*)\b(?:(?!;|[а-яё]{3,}\.\s).)*\b(?:в|во|на|участи\w+|участниками)\s+$",
    re.I,
)
PREPOSITION = re.compile(r"(?:^|\s)(?:на|о|об|по|с|со|от|к|ко|для|из|в|во|при|до|под|над|через|после)\s+$", re.I)
SUPPORT = re.compile(
    r"(?:состоял|прошл|прош[её]л|провед[её]н|организован|провел|пров[её]л|пройд|состоит|запланир|намечен|перенес|отложен|отмен|сорвал|планиру|проводи|открыл|находи|продолжа|приня|ожида|собрал|прошедш|получен|обсудил|прибы|осуществля)",
    re.I,
)
LOST = re.compile(r"не состоял|отложен|отмен[её]н|сорвал|сорван|перенес[её]н", re.I)
GENERIC = re.compile(r"(?:встречах|выставках|ярмарках|переговорах)")
ANAPHOR = re.compile(r"^(?:данн\w+\s+|эт\w+\s+|международн\w+\s+)?(\w[\w-]*)", re.I)


ANAPHOR_NOUN = re.compile(
    r"^(?:\w+(?:ая|ый|ое|ий)\s+)?(выставка|фестиваль|форум|конференция|акция|конкурс|турнир|встреча)\b", re.I
)


def find(report, found) -> list[Finding]:
    drafts: list[Draft] = []
    for piece in pieces(report):
        if continues(piece, drafts):
            continue
        new = [draft(piece, phrase, found) for phrase in chosen(piece, drafts[-1] if drafts else None)]
        new += [
            acted(piece, action) for action in event_actions.actions(piece, found) if not covered(piece, action, new)
        ]
        if not new and drafts:
            lengthen(piece, drafts[-1])
        drafts += sorted(new, key=lambda one: one.start)
    drafts = [one for one in drafts if not is_headline(one) or not told_below(one, drafts)]
    dated: list[Draft] = []
    for one in drafts:
        one.when = date_of(one, dated)
        dated.append(one)
    return merged([finding(one, found) for one in drafts], same_years=True)


def is_headline(draft: Draft) -> bool:
    return draft.piece.report.kind == "news" and not re.search(r"[.!?»:;]$", draft.piece.text.strip())


def told_below(headline: Draft, drafts: list[Draft]) -> bool:
    """A headline tells what the text below tells again."""
    return any(one.values["kind"] == headline.values["kind"] and not is_headline(one) for one in drafts)


def lengthen(piece: Piece, last: Draft) -> None:
    """What an item goes on to say belongs to its event."""
    if piece.block is last.piece.block and piece.block.kind == "item":
        last.spans.append((piece.start, piece.end))


def covered(piece: Piece, action, drafts: list[Draft]) -> bool:
    for one in drafts:
        gap = abs(one.start - piece.start - action.start)
        inside = action.start <= one.start - piece.start < action.end
        proper = one.phrase and one.phrase.proper and action.start <= one.start - piece.start < action.end + 60
        if proper and action.kind.startswith("delegation"):
            return True
        if (
            inside
            and action.kind in ("other", "action", "publication")
            or one.values["kind"] == action.kind
            and (action.kind != "signing" or gap < 80)
        ):
            return True
    return False


def continues(piece: Piece, drafts: list[Draft]) -> bool:
    """«Выставка прошла в …» after the sentence on the exhibition adds to it instead of starting another."""
    last = drafts[-1] if drafts else None
    if last is None or last.phrase is None or last.piece.block.section is not piece.block.section:
        return False
    first = ANAPHOR.match(piece.text)
    if not first or any(p.edition or "«" in piece.text[p.start : p.end] for p in phrases(piece.text)[:1]):
        return False
    if re.match(r"В (?:мероприятии|них|нем|нём|ней)\b", piece.text) and piece.block is last.piece.block:
        last.spans.append((piece.start, piece.end))
        return True
    noun = ANAPHOR_NOUN.match(piece.text)
    first = noun or first
    if last.phrase.lemma not in {p.normal_form for p in parses(first[1].lower())}:
        return False
    last.spans.append((piece.start, piece.end))
    return True


def chosen(piece: Piece, last: Draft | None) -> list[Phrase]:
    mask = masked(piece.text)
    accepted: list[Phrase] = []
    for phrase in phrases(piece.text):
        if (is_event(piece, mask, phrase) or is_joined(mask, phrase, accepted)) and not repeats(piece, phrase, last):
            accepted.append(phrase)
    return accepted


def is_joined(mask: str, phrase: Phrase, accepted: list[Phrase]) -> bool:
    """«… в чемпионате и международной дискуссии по …»: the second of two."""
    between = mask[accepted[-1].end : phrase.start] if accepted else "-"
    return re.fullmatch(r",?\s+и\s+", between) is not None and len(mask[phrase.start : phrase.end].split()) > 2


def repeats(piece: Piece, phrase: Phrase, last: Draft | None) -> bool:
    """«приняли участие в фестивале» right after the festival's own name."""
    text = piece.text[phrase.start : phrase.end]
    short = not phrase.edition and "«" not in text and len(text.split()) <= (2 if phrase.proper else 4)
    if not (short and last and last.phrase and last.phrase.lemma == phrase.lemma and last.phrase.proper):
        return False
    if last.piece.block.section is not piece.block.section or piece.start - last.end > 400:
        return False
    last.spans.append((piece.start, piece.end))
    return True


def is_plural(word: str) -> bool:
    return all(p.tag.number == "plur" for p in parses(word.lower()) if "NOUN" in p.tag)


def is_event(piece: Piece, mask: str, phrase: Phrase) -> bool:
    before = mask[: phrase.start]
    is_item = piece.block.kind in ("item", "row") and piece.start - piece.block.start < 5
    if phrase.kind == "tourism" or GENERIC.match(mask[phrase.noun : phrase.noun + 12]):
        return False
    if re.search(r"(?:приурочен\w*|посвящ[её]нн\w*|в честь|подготовк\w+ к)\s+(?:ко?\s+)?$", before):
        return False
    word = re.match(r"[\w-]+", mask[phrase.noun :])[0]
    if (
        (
            phrase.lemma not in ("дни",)
            and is_plural(word)
            and not phrase.edition
            and "«" not in mask[phrase.start : phrase.end]
        )
        and PARTICIPATION.search(before)
        and "," not in mask[phrase.noun : phrase.end]
    ):
        return False
    if re.search(r"\b[Ээ]то (?:был[аои]?|стал[аои]?)\s+$", before):
        return False
    if (
        PASSING.search(before)
        and "«" not in mask[phrase.start : phrase.end]
        and (not phrase.edition or phrase.edition[1].islower())
        and not mask[phrase.start].isupper()
    ):
        return False
    if phrase.lemma in ("лагерь", "юбилей") and PREPOSITION.search(before):
        return False
    if phrase.proper:
        return not re.search(r"(?:участники|итоги)\s+$", before) or bool(phrase.edition)
    if PASSING.search(before):
        return False
    if re.search(r"обсудил\w*[^.;]*(?:проведени\w+|предстоящ\w+)[^.;]*$", before):
        return True
    if PARTICIPATION.search(before) or HOLDING.search(before):
        return len(mask[phrase.noun : phrase.end].split()) > 1
    if is_item and mood(piece.block) == "tasks" and re.search(r"[,;:]\s+$", before):
        return len(mask[phrase.noun : phrase.end].split()) > 1
    if PREPOSITION.search(before) or follows_noun(before):
        return False
    if mood(piece.block) == "unsolved" and not LOST.search(mask):
        return False
    if mood(piece.block) == "unsolved" or phrase.kind.startswith("delegation") and LOST.search(mask):
        return len(mask[phrase.noun : phrase.end].split()) > 1
    if is_item and len(before) < 25:
        return len(mask[phrase.start : phrase.end].split()) > 1
    if phrase.lemma == "мероприятие":
        return False
    return bool(SUPPORT.search(mask)) and len(mask[phrase.noun : phrase.end].split()) > 2 or dated_row(piece, mask)


def dated_row(piece: Piece, mask: str) -> bool:
    return piece.block.kind == "row"


def follows_noun(before: str) -> bool:
    """«участники встречи», «программа визита»: the event word only belongs to another noun."""
    last = re.search(r"([а-яё-]+)\s+$", before, re.I)
    if not last:
        return False
    return parses(last[1].lower())[0].tag.POS in ("NOUN",) and not re.match(
        r"(?:год|июн|июл|мая|феврал|январ|март|апрел|август|сентябр|октябр|ноябр|декабр)", last[1]
    )


def draft(piece: Piece, phrase: Phrase, found) -> Draft:
    text = piece.text
    several = re.search(r"(?:были|прошли|состоялись|организованы|проведены|проводились)\s+$", text[: phrase.start])
    title = titled(text[phrase.start : phrase.end], number="plur" if several else None)
    values = {"title": title, "kind": kind_of(piece, phrase, text), "edition": None}
    if phrase.edition:
        values.update(edition=phrase.edition[0], edition_text=phrase.edition[1], series=series(title, phrase))
    return Draft(
        piece, piece.start + phrase.start, piece.start + phrase.end, phrase, values, [(piece.start, piece.end)]
    )


def series(title: str, phrase: Phrase) -> str:
    rest = title.split(maxsplit=1)[-1]
    return rest[:1].upper() + rest[1:]


def kind_of(piece: Piece, phrase: Phrase, text: str) -> str:
    whole = text[phrase.start : phrase.end]
    if phrase.kind in ("meeting", "online_meeting") and format_of(text, "", False) == "online":
        return "online_meeting"
    if phrase.kind == "delegation_out" and phrase.lemma == "визит" and len(whole.split()) == 1:
        whole = text[phrase.start :][:120]
    if phrase.lemma in ("визит", "поездка", "выезд", "бизнес-миссия"):
        return event_actions.direction(piece.report, whole)
    if "аявк" in text[: phrase.start][-60:] and phrase.kind == "contest":
        return "publication"
    return "exchange" if "Лагерь" in whole or "лагерь" in whole else phrase.kind


def acted(piece: Piece, action) -> Draft:
    values = {"title": action.title, "kind": action.kind, "edition": None}
    return Draft(piece, piece.start + action.start, piece.start + action.end, None, values, [(piece.start, piece.end)])


def finding(draft: Draft, found) -> Finding:
    piece, values = draft.piece, dict(draft.values)
    report, clean = piece.report, piece.report.clean
    text = " ".join(clean.text[a:b] for a, b in draft.spans)
    clause = clause_of(draft)
    when = draft.when
    values["date"], values["date_source"] = (when.edtf, when.source) if when else (None, "none")
    values["status"] = state(draft, clause, text)
    when = this_year(report, when, values["status"])
    values["date"] = when.edtf if when else None
    visit = bool(re.search(r"визит|делегаци\w+ .{0,80}(?:посетил|находил)|с визитом", piece.block.text, re.I))
    context = piece.block.intro.text if piece.block.intro else ""
    own = format_of(clean.text[clause[0] : clause[1]], values["kind"], visit)
    own = format_of(text, values["kind"], visit) if own == "unknown" else own
    values["format"] = format_of(context, values["kind"], visit) if own == "unknown" else own
    stretches = [clause, *draft.spans[1:]]
    values["countries"], values["cities"] = partners(report, found, *stretches)
    if not values["countries"]:
        values["countries"], values["cities"] = around(draft, found)
    above = partners(report, found, extra=" ".join([context, *piece.block.headings]))
    if not values["countries"] or set(values["countries"]) & set(above[0]):
        for name, more in zip(("countries", "cities"), above, strict=False):
            values[name] = list(dict.fromkeys([*values[name], *more]))
    values["figures"] = figures_of(text)
    values["place"] = place_of(report, found, clean.text[clause[0] : clause[1]], event_actions.home(report))
    spans = tuple(
        clean.source(a, b) for a, b in ([(draft.spans[0][0], draft.spans[-1][1])] if joined(draft) else draft.spans)
    )
    return Finding("events", values, spans, "event by its noun" if draft.phrase else "event by its verb", 0.8)


def state(draft: Draft, clause: tuple[int, int], text: str) -> str:
    piece, clean = draft.piece, draft.piece.report.clean
    if mood(piece.block) != "tasks" and re.search(
        r"обсудил\w*[^.;]*(?:проведени\w+|предстоящ\w+)", clean.text[piece.start : draft.start]
    ):
        return "planned"
    own = clean.text[clause[0] : clause[1]] + text[len(piece.text) :]
    return status_of(own, draft.start - clause[0], mood(piece.block))


def around(draft: Draft, found) -> tuple[list[str], list[str]]:
    """Partners of the sentence, else of what the same item said before it."""
    piece = draft.piece
    for stretch in ((piece.start, piece.end), (piece.block.start, piece.start)):
        if stretch[1] > stretch[0]:
            countries, cities = partners(piece.report, found, stretch)
            if countries and (
                stretch[0] == piece.start
                or WITHIN.search(piece.text)
                or SAME_DAY.search(piece.text)
                or draft.values["kind"] in ("meeting", "signing")
            ):
                return countries, cities
    return [], []


def joined(draft: Draft) -> bool:
    return len(draft.spans) > 1 and draft.spans[-1][1] - draft.spans[0][0] < 900
