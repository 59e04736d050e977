from django.urls import path

from crm.agreements import views
from crm.agreements.forms import AgreementForm
from crm.agreements.models import Agreement
from crm.ui.urls import record_urls

app_name = "agreements"
urlpatterns = [
    *record_urls(
        "",
        Agreement,
        AgreementForm,
        list=views.AgreementList,
        detail=views.AgreementDetail,
        create=views.AgreementCreate,
        edit=views.AgreementEdit,
    ),
    path("<int:pk>/actions/", views.ActionAdd.as_view(), name="agreement-action-add"),
    path("<int:pk>/actions/<int:action_pk>/delete/", views.ActionDelete.as_view(), name="agreement-action-delete"),
    path("<int:pk>/snooze/", views.Snooze.as_view(), name="agreement-snooze"),
]
