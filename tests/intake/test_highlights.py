from types import SimpleNamespace

from crm.intake.highlights import marked_text


def draft(pk, *evidence, state="new"):
    return SimpleNamespace(pk=pk, evidence=list(evidence), state=state)


def test_the_current_draft_wins_and_its_first_passage_is_the_anchor():
    one, other = draft(1, [0, 4], [10, 12]), draft(2, [2, 8])
    html = marked_text("abcdefghijklm", [one, other], one)
    assert html.startswith('<mark class="evidence evidence-current" id="evidence" tabindex="-1">abcd</mark>')
    assert '<mark class="evidence evidence-new">efgh</mark></a>ij' in html
    assert html.count('id="evidence"') == 1


def test_of_two_others_the_shorter_passage_wins():
    html = marked_text("abcdefgh", [draft(1, [0, 8]), draft(2, [2, 4])])
    assert html.count("<a ") == 3


def test_text_is_escaped_and_wrong_offsets_are_left_out():
    html = marked_text("<script>&", [draft(1, [0, 99]), draft(2, [5, 5])])
    assert html == "&lt;script&gt;&amp;"
    assert marked_text("", []) == ""
