from django.urls import path

from crm.agreements import views
from crm.ui.urls import record_urls

app_name = "agreements"
urlpatterns = [
    *record_urls(
        "",
        "agreement",
        list=views.AgreementList,
        create=views.AgreementCreate,
        detail=views.AgreementDetail,
        edit=views.AgreementEdit,
        delete=views.AgreementDelete,
        restore=views.AgreementRestore,
        history=views.AgreementHistory,
    ),
    path("<int:pk>/actions/", views.ActionAdd.as_view(), name="agreement-action-add"),
    path("<int:pk>/actions/<int:action_pk>/delete/", views.ActionDelete.as_view(), name="agreement-action-delete"),
    path("<int:pk>/snooze/", views.Snooze.as_view(), name="agreement-snooze"),
]
