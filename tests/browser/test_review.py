"""The review of a report by keyboard alone, in a real browser, on a report of the demo."""

import pytest
from django.conf import settings
from django.core.files import File
from django.urls import reverse

from crm.accounts.roles import Role
from crm.events.models import Event
from crm.intake import receiving
from crm.intake.models import DraftState
from crm.partners.models import Partnership
from crm.places.actions import load_world
from crm.places.models import City
from tests import factories
from tests.browser.test_pages import faults
from tests.conftest import member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CITIES = {"Улан-Батор": "MN", "Чанчунь": "CN", "Харбин": "CN", "Кокшетау": "KZ", "Могилев": "BY", "Джалал-Абад": "KG"}
REPORT = settings.BASE_DIR / "fixtures" / "reports" / "krasnoyarsk_2023.docx"


@pytest.fixture
def document(db):
    for name, code in CITIES.items():
        factories.CityFactory(name_ru=name, country__code=code, country__name_ru=code)
    department = factories.DepartmentFactory()
    user = member(department, Role.SPECIALIST)
    with REPORT.open("rb") as stream:
        document = receiving.receive(File(stream, name=REPORT.name), department=department, user=user)
    receiving.read(document.pk)
    document.refresh_from_db()
    return document


@pytest.fixture
def review(document, page, sign_in):
    sign_in(document.uploaded_by)
    page.goto(document.get_absolute_url())
    return page


def press(page, *keys):
    """Keys that lead to another page."""
    for key in keys:
        with page.expect_navigation():
            page.keyboard.press(key)


def accept_sure(page):
    """The browser gives the focus a moment after it has loaded the page."""
    press(page, "b")
    page.wait_for_function("document.activeElement.autofocus")
    press(page, "Enter")


def drag(page, x, y, far):
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + far, y, steps=5)
    page.mouse.up()


def state(draft):
    draft.refresh_from_db()
    return draft.state


def test_every_decision_has_a_key(review, document):
    page, drafts = review, list(document.drafts.all())
    assert page.evaluate("document.activeElement.matches('[data-draft-title]')")

    press(page, "a")
    assert state(drafts[0]) == DraftState.ACCEPTED
    press(page, "r")
    assert state(drafts[1]) == DraftState.REJECTED
    press(page, "u")
    assert state(drafts[1]) == DraftState.NEW
    assert page.url.endswith(reverse("intake:draft-review", args=[drafts[1].pk]))
    press(page, "j", "j", "k")
    assert page.evaluate("document.activeElement.matches('[data-draft-title]')")
    assert reverse("intake:draft-review", args=[drafts[2].pk]) in page.url
    assert page.locator("mark.evidence-current").first.inner_text().strip()
    mark, pane = page.locator("#evidence").bounding_box(), page.locator("[data-source]").bounding_box()
    assert pane["y"] < mark["y"] < pane["y"] + pane["height"] / 2

    page.keyboard.press("w")
    assert page.locator("[data-why] p").is_visible()
    page.keyboard.press("?")
    assert page.locator("#review-keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#review-keys").is_visible()
    assert page.said == []


def test_the_russian_layout_has_the_same_keys(review, document):
    with review.expect_navigation():
        review.evaluate(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ф', code: 'KeyA', bubbles: true}))"
        )
    assert state(document.drafts.first()) == DraftState.ACCEPTED


def test_editing_and_accepting_from_a_field(review, document):
    draft = document.drafts.filter(kind="events").first()
    review.goto(reverse("intake:draft-review", args=[draft.pk]))
    review.keyboard.press("e")
    assert review.evaluate("document.activeElement.closest('[data-edit]') !== null")
    assert review.evaluate("document.activeElement.name") == "title"
    review.keyboard.type(" (с гостями)")
    press(review, "Control+Enter")
    assert Event.objects.get().title.endswith("(с гостями)")


def test_what_was_typed_is_not_left_without_a_warning(review, document):
    draft = document.drafts.filter(kind="events").first()
    warnings = []
    review.on("dialog", lambda dialog: (warnings.append(dialog.type), dialog.dismiss()))
    review.goto(reverse("intake:draft-review", args=[draft.pk]))
    review.fill("[name=title]", "Исправленное название")
    review.keyboard.press("Escape")
    review.keyboard.press("j")
    review.locator(".evidence-link").first.click(no_wait_after=True)
    review.wait_for_timeout(300)
    assert warnings == ["beforeunload"] * 2
    assert review.input_value("[name=title]") == "Исправленное название"
    press(review, "a")
    assert Event.objects.get().title == "Исправленное название" and len(warnings) == 2


def test_linking_to_a_record_found_by_typing(review, document):
    draft = document.drafts.filter(kind="events").first()
    event = factories.EventFactory(department=document.department, title="Вечер настольных игр")
    review.goto(reverse("intake:draft-review", args=[draft.pk]))
    review.keyboard.press("l")
    review.keyboard.type("настольные")
    review.wait_for_selector(".picker-option")
    review.keyboard.press("Enter")
    review.keyboard.press("Tab")
    review.keyboard.press("Tab")
    press(review, "Enter")
    draft.refresh_from_db()
    assert draft.record == event


def test_a_known_record_is_linked_and_updated(review, document):
    draft = next(each for each in document.drafts.filter(kind="places") if each.values["relation"] == "sister")
    city = City.objects.get(name_ru=draft.values["name_ru"], country__code=draft.values["country_iso"])
    tie = Partnership.objects.create(department=document.department, city=city, relation="partner")
    review.goto(reverse("intake:draft-review", args=[draft.pk]))
    press(review, "t")
    tie.refresh_from_db()
    assert tie.relation == "sister" and state(draft) == DraftState.LINKED
    press(review, "u")
    tie.refresh_from_db()
    assert tie.relation == "partner"


def test_in_bulk_and_back(review, document):
    accept_sure(review)
    made = document.drafts.exclude(state=DraftState.NEW).count()
    assert 0 < made < document.drafts.count()
    assert review.locator(".review-progress progress").get_attribute("value") == str(made)
    press(review, "u")
    assert not document.drafts.exclude(state=DraftState.NEW).exists()


SENTENCES = [
    "Отчёт за 2023 год",
    "В г. Красноярске по ул. Мира прошла встреча Логинова В. А. с делегацией Могилёва, гостями из Улан-Батора и др.",
    "В 2022 и 2023 гг. работал клуб «Город. Мир. Дружба», ставились пьесы и т.д. для школьников в театре им.\nПушкина.",
    "Далее шли концерты для жителей и гостей краевого центра с участием посольства\nКиргизии!",
    "Итоги:",
    "– принято 40 гостей во главе с руководителем делегации города Логиновым В.А.",
    "– подписан протокол в 2023 г.",
    "Всё",
]


def test_the_keyboard_marks_sentences(page, sign_in):
    """Not cut after initials and abbreviations, nor where a printed line turns."""
    text = "{}\n{}\n{} {}\n{}\n{}\n{}\n{}".format(*SENTENCES)
    document = factories.DocumentFactory(text=text, state="read")
    sign_in(member(document.department, Role.SPECIALIST))
    page.goto(document.get_absolute_url())
    page.keyboard.press("m")
    for sentence in SENTENCES:
        assert page.evaluate("getSelection().toString()").split() == sentence.split()
        page.keyboard.press("ArrowDown")


def test_the_last_decision_is_undone_also_after_other_pages(review, document):
    drafts = list(document.drafts.all()[:2])
    press(review, "r", "r")
    review.goto(reverse("intake:document-list"))
    review.goto(document.get_absolute_url())
    press(review, "u")
    assert [state(draft) for draft in drafts] == [DraftState.REJECTED, DraftState.NEW]
    assert f"Решение «отклонено» отменено: {drafts[1]}" in review.locator(".message").inner_text()
    press(review, "u")
    assert state(drafts[0]) == DraftState.NEW
    press(review, "u")
    assert "Отменять нечего" in review.locator(".message").inner_text()


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_what_was_decided_is_told_in_sight_and_nothing_moves(review, document, size):
    review.set_viewport_size(dict(zip(["width", "height"], size, strict=True)))
    review.goto(document.get_absolute_url())
    places = [review.locator(f"[data-key=Key{key}]").bounding_box()["y"] for key in "JAR"]
    press(review, "r")
    for part in (".message", ".review-progress", "[data-key=KeyR]"):
        box = review.locator(part).bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= size[1]
    assert [review.locator(f"[data-key=Key{key}]").bounding_box()["y"] for key in "JAR"] == places
    assert review.locator(".review").bounding_box()["y"] < 250


def test_a_passage_marked_from_the_keyboard_becomes_a_draft(review, document):
    count = document.drafts.count()
    review.keyboard.press("m")
    first = review.evaluate("getSelection().toString()")
    review.keyboard.press("ArrowDown")
    second = review.evaluate("getSelection().toString()")
    review.keyboard.press("Shift+ArrowDown")
    both = review.evaluate("getSelection().toString()")
    assert first.strip() and second != first and both.startswith(second) and len(both) > len(second)
    review.keyboard.press("n")
    assert review.evaluate("document.activeElement.name") == "kind"
    press(review, "Enter")
    assert document.drafts.count() == count + 1
    start, end = document.drafts.latest("pk").evidence[0]
    assert document.text[start:end] == both


def test_a_passage_marked_with_the_mouse_becomes_a_draft(review, document):
    box = review.locator("[data-text]").bounding_box()
    drag(review, box["x"] + 5, box["y"] + 12, 260)
    marked = review.evaluate("getSelection().toString()").strip()
    assert marked
    review.select_option("[data-passage] select", "problems")
    with review.expect_navigation():
        review.click("[data-passage] button")
    draft = document.drafts.latest("pk")
    assert draft.kind == "problems" and draft.passages[0].split() == marked.split()


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_what_to_do_with_a_selection_is_in_sight_as_long_as_it_lasts(review, document, size):
    review.set_viewport_size(dict(zip(["width", "height"], size, strict=True)))
    review.goto(document.get_absolute_url())
    form = review.locator("[data-passage]")
    line = review.locator("#evidence").evaluate("element => element.getClientRects()[0]")
    drag(review, line["x"] + 2, line["y"] + 12, 60)
    form.wait_for()
    assert form.bounding_box()["y"] + form.bounding_box()["height"] <= size[1]
    review.click("[data-draft-title]")
    form.wait_for(state="hidden")


def test_a_part_of_a_marked_passage_is_selected_with_the_mouse(review, document):
    link = review.locator(".evidence-link").first
    link.scroll_into_view_if_needed()
    address, box = review.url, link.evaluate("element => element.getClientRects()[0]")
    drag(review, box["x"] + 4, box["y"] + 12, 90)
    marked = review.evaluate("getSelection().toString()").strip()
    assert marked and marked in " ".join(link.inner_text().split())
    assert review.locator("[data-passage]").is_visible() and review.url == address
    with review.expect_navigation():
        review.mouse.click(box["x"] + 4, box["y"] + 12)
    assert review.url != address


def test_the_keys_can_be_switched_off(review, document):
    review.uncheck("[data-shortcuts]")
    review.keyboard.press("a")
    review.reload()
    assert not review.is_checked("[data-shortcuts]")
    assert not document.drafts.exclude(state=DraftState.NEW).exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_review_is_accessible(review, document, scheme):
    """With a difference, a field that needs attention, a marked passage and the help open."""
    review.emulate_media(color_scheme=scheme)
    draft = document.drafts.filter(kind="events").first()
    factories.EventFactory(department=document.department, title=draft.values["title"], date="", status="planned")
    draft.values["place"] = "Небывалое"
    draft.save()
    review.goto(reverse("intake:draft-review", args=[draft.pk]))
    assert review.locator(".told").count() == 1 and review.locator("[data-attention]").count() > 0
    review.keyboard.press("m")
    assert review.locator("[data-passage]").is_visible()
    review.locator(".page-actions .dropdown-toggle").press("Enter")
    assert review.locator("[data-undo-last]").is_visible()
    found = faults(review)
    review.keyboard.press("Escape")
    review.keyboard.press("?")
    assert (found, faults(review), review.said) == ([], [], [])


def test_in_a_long_report_a_passage_is_found_where_it_stands(page, sign_in):
    """Only a part of the text is on the page; 𝄞 counts as one here and as two in the browser."""
    text = "".join(f"Прошла 𝄞 встреча {number}.\n" for number in range(5_000))
    document = factories.DocumentFactory(text=text, state="read")
    at = text.index("Прошла 𝄞 встреча 4000.")
    draft = factories.DraftFactory(document=document, evidence=[[at, at + 10]])
    sign_in(member(document.department, Role.SPECIALIST))
    page.goto(reverse("intake:draft-review", args=[draft.pk]))
    page.keyboard.press("m")
    marked = page.evaluate("getSelection().toString()")
    page.keyboard.press("n")
    press(page, "Enter")
    assert document.drafts.latest("pk").passages == [marked] == ["Прошла 𝄞 встреча 4001."]


def test_a_whole_report_takes_about_a_key_a_draft(page, sign_in, seeds):
    """With nothing to correct: what is sure in one go, then a key for each that is left."""
    load_world()
    department = factories.DepartmentFactory(city=City.objects.get(name_ru="Красноярск", country__code="RU"))
    user = member(department, Role.SPECIALIST)
    path = next(seeds.glob("000_*"))
    with path.open("rb") as stream:
        document = receiving.receive(File(stream, name=path.name), department=department, user=user)
    receiving.read(document.pk)
    sign_in(user)
    page.goto(document.get_absolute_url())
    keys = ["b", "Enter"]
    accept_sure(page)
    while document.drafts.filter(state=DraftState.NEW).exists():
        keys.append("l" if page.locator("[data-key=KeyL]").count() else "a")
        press(page, keys[-1])
    assert len(keys) <= document.drafts.count() * 1.2
    assert page.said == []
