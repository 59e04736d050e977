import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from crm.events.models import Event
from crm.intake import actions, proposals
from crm.intake.models import Document, DraftState
from crm.partners.models import Partnership, Person

pytestmark = pytest.mark.django_db


def post(client, name, pk, **data):
    return client.post(reverse(f"intake:{name}", args=[pk]), data, follow=True)


def upload(client, department, name="report.txt", data=b"one"):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("intake:document-create"), {"file": file, "department": department.pk}, follow=True)


def test_an_upload_opens_the_review(specialist_client, department, reading, city):
    response = upload(specialist_client, department)
    document = Document.objects.get()
    assert response.redirect_chain[-1][0] == document.get_absolute_url()
    assert upload(specialist_client, department).status_code == 200
    assert Document.objects.count() == 1


@pytest.mark.parametrize(("name", "data"), [("a.exe", b"MZ"), ("a.txt", b""), ("a.txt", b"x" * 2000), ("a.docx", b" ")])
def test_bad_files_get_a_sentence(specialist_client, department, reading, settings, name, data):
    settings.UPLOAD_MAX_BYTES = 1000
    response = upload(specialist_client, department, name, data)
    assert response.status_code == 200 and response.context["form"].errors["file"]
    assert not Document.objects.exists()


def test_random_bytes_never_break_the_page(specialist_client, department):
    for name in ("a.docx", "a.pdf", "a.txt", "a.odt", "a.rtf", "a.html"):
        assert upload(specialist_client, department, name, b"PK\x03\x04" + bytes(range(256)) * 20).status_code == 200


def test_the_review_page_marks_the_evidence_and_escapes_the_text(specialist_client, document, draft):
    html = specialist_client.get(document.get_absolute_url()).content.decode()
    assert (
        '<mark class="evidence evidence-current" id="evidence">Джалал-Абад стал побратимом.</mark>'
        in html
    )
    assert "&lt;b&gt;за 2023 год&lt;/b&gt;" in html
    assert reverse("intake:draft-review", args=[draft("events").pk]) in html


def test_every_draft_has_its_form(specialist_client, document):
    for one in document.drafts.all():
        assert specialist_client.get(reverse("intake:draft-review", args=[one.pk])).status_code == 200


def test_accepting_goes_on_to_the_next_draft(specialist_client, specialist, draft):
    one = draft("places")
    form = proposals.form_for(one, user=specialist)
    response = post(specialist_client, "draft-accept", one.pk, **proposals.as_data(form))
    assert Partnership.objects.count() == 1
    assert response.redirect_chain[-1][0] == reverse("intake:draft-review", args=[draft("organisations").pk])
    post(specialist_client, "draft-undo", one.pk)
    assert not Partnership.objects.present().exists()


def test_a_form_with_an_error_is_shown_again(specialist_client, draft):
    response = post(specialist_client, "draft-accept", draft("events").pk, title="")
    assert response.status_code == 200 and response.context["form"].errors


def test_rejecting_and_linking(specialist_client, department, city, draft):
    partnership = Partnership.objects.create(department=department, city=city)
    post(specialist_client, "draft-link", draft("places").pk, **{"link-record": partnership.pk})
    assert draft("places").record == partnership
    post(specialist_client, "draft-reject", draft("events").pk)
    assert draft("events").state == DraftState.REJECTED
    post(specialist_client, "draft-link", draft("people").pk, **{"link-record": "999"})
    assert draft("people").state == DraftState.NEW


def test_everything_sure_at_once_leaves_people_and_can_be_undone(specialist_client, document):
    post(specialist_client, "document-accept-all", document.pk)
    assert Event.objects.exists() and not Person.objects.exists()
    post(specialist_client, "document-undo", document.pk)
    assert not Event.objects.present().exists()


def test_what_is_sure_is_shown_before_it_is_accepted(specialist_client, document, receive):
    address = reverse("intake:document-accept-all", args=[document.pk])
    html = specialist_client.get(address).content.decode()
    assert "X Приграничная конференция" in html and "октябрь 2023, состоялось" in html and "Асанов" not in html
    assert not Event.objects.exists()
    post(specialist_client, "document-accept-all", document.pk)
    other = receive(b"two")
    told = specialist_client.get(reverse("intake:document-accept-all", args=[other.pk])).content.decode()
    assert "→ X Приграничная конференция" in told
    document.drafts.filter(state="new").update(confidence=0.5)
    assert "Здесь нет ничего настолько бесспорного" in specialist_client.get(address).content.decode()


def test_what_was_accepted_in_one_go_is_taken_back_as_one_decision(specialist_client, document, draft):
    post(specialist_client, "draft-reject", draft("people").pk)
    post(specialist_client, "document-accept-all", document.pk)
    html = post(specialist_client, "document-undo-last", document.pk).content.decode()
    assert not Event.objects.present().exists() and "решени" in html
    assert draft("people").state == DraftState.REJECTED
    post(specialist_client, "document-undo-last", document.pk)
    assert draft("people").state == DraftState.NEW
    html = post(specialist_client, "document-undo-last", document.pk).content.decode()
    assert "нечего" in html


def test_a_reader_sees_the_text_and_no_drafts(reader_client, document, draft):
    html = reader_client.get(document.get_absolute_url()).content.decode()
    assert "Джалал-Абад стал побратимом." in html and "<mark" not in html
    assert reader_client.get(reverse("intake:draft-review", args=[draft("events").pk])).status_code == 403
    assert post(reader_client, "draft-accept", draft("events").pk).status_code == 403
    assert post(reader_client, "document-accept-all", document.pk).status_code == 403


def test_a_protocol_officer_sees_drafts_and_decides_nothing(protocol_client, draft):
    assert protocol_client.get(reverse("intake:draft-review", args=[draft("events").pk])).status_code == 200
    assert post(protocol_client, "draft-reject", draft("events").pk).status_code == 403


def test_another_department_sees_nothing(foreigner_client, document, draft):
    assert foreigner_client.get(document.get_absolute_url()).status_code == 404
    assert foreigner_client.get(reverse("intake:draft-review", args=[draft("events").pk])).status_code == 404
    assert post(foreigner_client, "draft-reject", draft("events").pk).status_code == 404


def test_the_list_tells_the_progress(specialist_client, document, specialist, receive, django_assert_num_queries):
    actions.reject(document.drafts.first(), user=specialist)
    html = specialist_client.get(reverse("intake:document-list")).content.decode()
    assert 'value="1"' in html


def test_the_command_reads_and_accepts(department, administrator, city, reading, tmp_path, capsys):
    path = tmp_path / "report.txt"
    path.write_text("текст", encoding="utf-8")
    call_command("import_report", str(path), department=department.slug, accept=True)
    assert Event.objects.count() == 2
    with pytest.raises(CommandError):
        call_command("import_report", str(path), department="nowhere")
    with pytest.raises(CommandError):
        call_command("import_report", str(tmp_path / "missing.txt"), department=department.slug)


def test_the_file_comes_back_as_it_was(reader_client, foreigner_client, document):
    address = reverse("intake:document-file", args=[document.pk])
    response = reader_client.get(address)
    assert b"".join(response.streaming_content) == b"one"
    assert response["Content-Disposition"].startswith("attachment")
    assert foreigner_client.get(address).status_code == 404


def test_what_is_known_from_another_conversion_is_linked_at_once(specialist_client, document, receive):
    post(specialist_client, "document-accept-all", document.pk)
    other = receive(b"two")
    other.drafts.update(confidence=0.5)
    assert reverse("intake:document-accept-all", args=[other.pk]) in page(specialist_client, other)
    post(specialist_client, "document-accept-all", other.pk)
    assert other.drafts.filter(state="linked").exists() and not other.drafts.filter(state="accepted").exists()


def test_where_the_record_is_known_accepting_is_said_to_make_another(specialist_client, document, receive):
    post(specialist_client, "document-accept-all", document.pk)
    other = receive(b"two")
    known, new = (other.drafts.filter(kind=kind).first() for kind in ("events", "people"))
    told = [page(specialist_client, each) for each in (known, new)]
    assert ["Принять как новую запись" in html for html in told] == [True, False]


def page(client, what):
    address = reverse("intake:draft-review", args=[what.pk]) if hasattr(what, "rule") else what.get_absolute_url()
    return client.get(address).content.decode()
