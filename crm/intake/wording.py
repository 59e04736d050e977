"""What the page says of a failure or a likeness: codes come from below, sentences for people stand here."""

from django.utils.translation import gettext_lazy as _

FAILURES = {
    "empty": _("The file is empty. Check that the report was saved, and send it again."),
    "unknown_format": _("This is no document we can read. Save the report as Word (.docx), PDF or text and send that."),
    "damaged": _(
        "The file is damaged or was cut off on its way. Open it in its own program, save it anew and send it again."
    ),
    "no_text": _("This is a scan: pictures of pages without text. Run text recognition on it, or send the Word file."),
    "no_words": _(
        "There is no text in the file: it is blank or holds pictures only. "
        "Check that it is the right file; run text recognition on pictures, and send the text."
    ),
    "encrypted": _("The file is locked with a password. Save a copy without the password and send that."),
    "too_large": _("The file is too large. Send the report without pictures, only its text, or in parts."),
    "zip_bomb": _(
        "The file unpacks to far more than a report can hold, and was not opened. Save the report anew and send that."
    ),
    "not_russian": _("The text is not in Russian. Reports are read in Russian only; enter the records by hand."),
    "wrong_kind": _(
        "The file is something else than its name says, perhaps a spreadsheet or an archive. "
        "Save the report as Word (.docx), PDF or text and send that."
    ),
    "spreadsheet": _(
        "This is a spreadsheet. An administrator imports lists under “Administration”; "
        "a report with tables is saved as Word (.docx) or PDF and sent here."
    ),
    "old_word": _("This is an old Word file (.doc). Open it in Word, save it as .docx and send that."),
    "interrupted": _("Reading was interrupted several times, as if the file were too much. Send it in parts."),
}
UNKNOWN_FAILURE = _("The file could not be read. Save the report as Word (.docx) or text and send it again.")

REASONS = {
    "city": _("the same city"),
    "name": _("the same name"),
    "similar_name": _("almost the same name"),
    "name_and_place": _("a compatible name in the same place"),
    "full_name": _("the same full name"),
    "initials": _("the same family name and initials"),
    "name_only": _("the names may be the same person's"),
    "title": _("the same title and time"),
    "part_of_title": _("one title holds the other"),
    "moved": _("the same title, but another time"),
    "edition": _("the same edition of the series"),
    "kind_and_parties": _("the same kind of paper with the same parties"),
    "text": _("the same words"),
    "edition_and_time": _("the same edition number and time"),
    "same_passage": _("the same sentence in the earlier conversion"),
    "chosen": _("chosen by hand"),
}

RULES = {
    "city by its name": _("a city by its name"),
    "municipality by its name": _("a municipality by its name"),
    "village by its name": _("a village by its name"),
    "body by its noun": _("an organisation by the word for its kind"),
    "name after a post": _("a name beside a post"),
    "name": _("a name alone"),
    "agreement by its name": _("a paper by the word for its kind"),
    "event by its noun": _("an event by the word for its kind"),
    "event by its verb": _("an event by what was done"),
    "plan": _("what is said to be to do"),
    "unsolved": _("what is said to be unsolved"),
    "result": _("what is said to be the result"),
    "by hand": _("a passage marked by hand"),
}
DOUBTS = {
    "rule": _("The rule that found it only guesses."),
    "no_date": _("The report gives no date."),
    "date_elsewhere": _("The date does not stand in the same sentence."),
    "several_dates": _("The sentence names several dates."),
    "day_in_words": _("The sentence tells a day in words or without its month."),
    "figures": _("The sentence has figures that look like a day."),
    "year_unknown": _("Neither the sentence nor the report says of which year."),
    "other_year": _("The date is of another year than the report."),
    "status": _("It is cancelled, moved or not over yet."),
    "time": _("The status does not go with the date and the year of the report."),
    "heading": _("It stands below a heading of what was not done or is still to come."),
    "denied": _("The sentence says that something did not take place."),
    "talked_of": _("The sentence speaks of intentions or talks."),
    "done": _("The sentence tells of something that was done."),
    "kind": _("The kind is guessed."),
    "title": _("The title is long or unlike a title."),
    "total": _("It reads like a sum of the year, not like one event."),
    "crowd": _("The sentence tells of several events."),
    "in_prose": _("It stands amid a text and is no item of a list."),
    "retold": _("The sentence quotes somebody or recalls the past."),
}
TITLE_FAULTS = {
    "long": _("The title is long: a calendar shows only its first words."),
    "verb": _("The title begins with a verb: call the event by a noun."),
    "quotes": _("The quotation marks are not in pairs."),
    "half": _("Only one of the two sides is named."),
    "cut": _("The title breaks off."),
    "case": _("The words do not agree: check the endings."),
}


def explain_failure(code):
    return FAILURES.get(code, UNKNOWN_FAILURE)


def explain_reason(code):
    return REASONS.get(code, "")


def explain_rule(code):
    return RULES.get(code, code or "–")


def explain_doubts(codes):
    return [DOUBTS[code] for code in codes if code in DOUBTS]
