from django.urls import path

from crm.partners import forms, organisation_views, person_views, post_views, tenure_views, views
from crm.partners.models import Organisation, Partnership, Person, Post, Tenure
from crm.ui.urls import record_urls

app_name = "partners"
urlpatterns = [
    *record_urls("", Partnership, forms.PartnershipForm, list=views.PartnershipList, detail=views.PartnershipDetail),
    *record_urls(
        "organisations/",
        Organisation,
        forms.OrganisationForm,
        list=organisation_views.OrganisationList,
        detail=organisation_views.OrganisationDetail,
        edit=organisation_views.OrganisationEdit,
    ),
    *record_urls(
        "people/",
        Person,
        forms.PersonForm,
        list=person_views.PersonList,
        detail=person_views.PersonDetail,
        create=person_views.PersonCreate,
        edit=person_views.PersonEdit,
    ),
    *record_urls(
        "posts/",
        Post,
        forms.PostForm,
        list=post_views.PostList,
        detail=post_views.PostDetail,
        edit=post_views.PostEdit,
    ),
    *record_urls(
        "tenures/",
        Tenure,
        forms.TenureForm,
        detail=tenure_views.TenureDetail,
        create=tenure_views.TenureCreate,
        delete=tenure_views.TenureDelete,
        restore=tenure_views.TenureRestore,
    ),
    path("tenures/<int:pk>/end/", tenure_views.TenureEnd.as_view(), name="tenure-end"),
]
