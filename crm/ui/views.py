"""List, detail, form, delete and undo once for every record; an app says only what is its own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from django.views.generic.edit import FormView

from crm.ui.history import changes
from crm.ui.lists import Heading, Page, Row, reverse_order


class RecordView:
    """A view of one kind of record: what the user may read, and whether the user may do this."""

    model = None
    action = "view"

    def dispatch(self, request, *args, **kwargs):
        if not self.may(self.action, self.record if "pk" in kwargs else None):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may(self, action, record=None):
        options = self.model._meta
        return self.request.user.has_perm(f"{options.app_label}.{action}_{options.model_name}", record)

    def get_queryset(self):
        return self.model.objects.visible_to(self.request.user)

    @cached_property
    def record(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def url(self, name, *args):
        return reverse(f"{self.model._meta.app_label}:{url_stem(self.model)}-{name}", args=args)

    def template_names(self, role):
        options = self.model._meta
        return [f"{options.app_label}/{options.model_name}_{role}.html", f"ui/object_{role}.html"]

    def get_context_data(self, **kwargs):
        options = self.model._meta
        labels = {"model_name": options.verbose_name, "model_name_plural": options.verbose_name_plural}
        return super().get_context_data(**labels, **kwargs)


class RecordList(RecordView, TemplateView):
    filterset_class = None
    columns = ()
    sort = ""
    related = ()
    empty_icon = "inbox"
    empty_text = ""

    def get_template_names(self):
        return self.template_names("list")

    @cached_property
    def filterset(self):
        return self.filterset_class(self.request.GET, queryset=self.get_queryset(), request=self.request)

    @cached_property
    def sorted_by(self):
        wanted = self.request.GET.get("sort", "")
        sortable = {column.name for column in self.columns if column.order}
        return wanted if wanted.removeprefix("-") in sortable else self.sort

    @property
    def order(self):
        column = next(c for c in self.columns if c.name == self.sorted_by.removeprefix("-"))
        return reverse_order(column.order) if self.sorted_by.startswith("-") else column.order

    @cached_property
    def page(self):
        number = self.request.GET.get("page", "1")
        return Page(
            self.filterset.qs, order=self.order, number=int(number) if number.isdecimal() else 1, related=self.related
        )

    def address(self, **changes):
        query = self.request.GET.copy()
        for key, value in changes.items():
            query.pop(key, None)
            if value:
                query[key] = value
        return f"?{query.urlencode()}" if query else self.request.path

    def headings(self):
        for column in self.columns:
            if not column.order:
                yield Heading(column)
                continue
            is_sorted = self.sorted_by.removeprefix("-") == column.name
            ascending = is_sorted and not self.sorted_by.startswith("-")
            aria = ("ascending" if ascending else "descending") if is_sorted else ""
            target = f"-{column.name}" if ascending else column.name
            yield Heading(column, self.address(sort=target, page=None), aria)

    def rows(self):
        headings = list(self.headings())
        return [Row(record, headings) for record in self.page.objects]

    def active_filters(self):
        form = self.filterset.form
        for name, field in form.fields.items():
            if self.request.GET.get(name) and name in form.cleaned_data:
                label = field.label or name
                yield {"label": label, "remove_url": self.address(**{name: None, "page": None})}

    def empty(self):
        if any(True for _row in self.active_filters_list):
            return {
                "icon": "search",
                "title": _("Nothing matches these filters"),
                "text": _("Loosen a filter or clear them all."),
                "action_url": self.request.path,
                "action_label": _("Clear filters"),
            }
        may_add = self.create_url()
        return {
            "icon": self.empty_icon,
            "title": _("Nothing here yet"),
            "text": self.empty_text,
            "action_url": may_add,
            "action_label": _("Add") if may_add else "",
        }

    @cached_property
    def active_filters_list(self):
        return list(self.active_filters()) if self.filterset.is_valid() else []

    def create_url(self):
        return self.url("create") if self.may("add") else ""

    def exports(self):
        """Addresses of the list as a file."""
        return []

    def page_context(self):
        page = self.page
        return {
            "number": page.number,
            "last_number": page.last_number,
            "has_previous": page.has_previous,
            "has_next": page.has_next,
            "first_url": self.address(page=None),
            "previous_url": self.address(page=page.number - 1 if page.number > 2 else None),
            "next_url": self.address(page=page.number + 1),
            "last_url": self.address(page=page.last_number),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page_title=str(self.model._meta.verbose_name_plural).capitalize(),
            filter=self.filterset,
            columns=list(self.headings()),
            rows=self.rows(),
            count_text=self.page.count_text,
            page=self.page_context(),
            create_url=self.create_url(),
            exports=self.exports(),
            empty=self.empty(),
            active_filters=self.active_filters_list,
            **kwargs,
        )


class RecordDetail(RecordView, TemplateView):
    def get_template_names(self):
        return self.template_names("detail")

    def facts(self):
        """(label, value) pairs at the top of the page; empty values are left out."""
        return []

    def get_context_data(self, **kwargs):
        record = self.record
        return super().get_context_data(
            object=record,
            page_title=str(record),
            facts=[fact for fact in self.facts() if fact[1] not in (None, "")],
            list_url=self.url("list"),
            edit_url=self.url("edit", record.pk) if self.may("change", record) else "",
            delete_url=self.url("delete", record.pk) if self.may("delete", record) else "",
            history_url=self.url("history", record.pk),
            **kwargs,
        )


class RecordFormView(RecordView, FormView):
    """Create and edit with one form; parts (parties, members, milestones) come as formsets."""

    formset_classes = ()
    record = None

    def get_template_names(self):
        return self.template_names("form")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.record, "user": self.request.user}

    def get_initial(self):
        return {**super().get_initial(), **self.request.GET.dict()}

    def get_formsets(self, form):
        data = self.request.POST if self.request.method == "POST" else None
        return [
            formset_class(data, instance=form.instance, form_kwargs={"user": self.request.user})
            for formset_class in self.formset_classes
        ]

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        formsets = self.get_formsets(form)
        if all([form.is_valid(), *(formset.is_valid() for formset in formsets)]):
            return self.save(form, formsets)
        return self.render_to_response(self.get_context_data(form=form, formsets=formsets))

    @transaction.atomic
    def save(self, form, formsets):
        record = form.save()
        for formset in formsets:
            formset.instance = record
            formset.save()
        self.saved(record)
        messages.success(self.request, _("Saved: %(record)s") % {"record": record})
        return redirect(record)

    def saved(self, record):
        """What else follows from a saved record; inside the same transaction."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context.setdefault("formsets", self.get_formsets(context["form"]))
        return context


class RecordCreate(RecordFormView):
    action = "add"

    def get_context_data(self, **kwargs):
        title = _("New: %(kind)s") % {"kind": self.model._meta.verbose_name}
        return super().get_context_data(
            page_title=title, submit_label=_("Create"), cancel_url=self.url("list"), **kwargs
        )


class RecordEdit(RecordFormView):
    action = "change"
    record = RecordView.record

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            object=self.record,
            page_title=_("Edit: %(record)s") % {"record": self.record},
            submit_label=_("Save"),
            cancel_url=self.record.get_absolute_url(),
            **kwargs,
        )


class RecordDelete(RecordView, View):
    """Marks the record deleted and offers to undo it, rather than asking first."""

    action = "delete"
    http_method_names = ["post"]

    def post(self, request, pk):
        self.record.mark_deleted()
        text = _("Deleted: %(record)s") % {"record": self.record}
        messages.success(request, text, extra_tags=f"undo:{self.url('restore', pk)}")
        return redirect(self.url("list"))


class RecordRestore(RecordView, View):
    action = "delete"
    http_method_names = ["post"]

    def get_queryset(self):
        return self.model.objects.of_departments_of(self.request.user)

    def post(self, request, pk):
        try:
            with transaction.atomic():
                self.record.restore()
        except IntegrityError:
            text = _("Another record has taken the place of this one meanwhile: delete that first, then restore.")
            messages.error(request, text)
            return redirect(self.url("list"))
        messages.success(request, _("Restored: %(record)s") % {"record": self.record})
        return redirect(self.record)


class RecordHistory(RecordView, TemplateView):
    template_name = "ui/history.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            object=self.record,
            page_title=_("History: %(record)s") % {"record": self.record},
            entries=changes(self.record),
            back_url=self.record.get_absolute_url(),
            **kwargs,
        )


def url_stem(model):
    """What the names of a record's addresses begin with."""
    return getattr(model, "url_stem", model._meta.model_name)


def with_query(address, **parameters):
    return f"{address}?{urlencode(parameters)}"
