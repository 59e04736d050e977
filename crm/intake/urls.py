from django.urls import path

from crm.intake import views
from crm.ui.urls import record_urls

app_name = "intake"
urlpatterns = [
    *record_urls(
        "",
        "document",
        list=views.DocumentList,
        create=views.DocumentUpload,
        detail=views.ReviewPage,
        edit=views.DocumentEdit,
        delete=views.DocumentDelete,
        restore=views.DocumentRestore,
        history=views.DocumentHistory,
    ),
    path("<int:pk>/file/", views.DocumentFile.as_view(), name="document-file"),
    path("<int:pk>/accept-all/", views.DocumentAcceptAll.as_view(), name="document-accept-all"),
    path("<int:pk>/undo/", views.DocumentUndo.as_view(), name="document-undo"),
    path("drafts/<int:pk>/", views.DraftReview.as_view(), name="draft-review"),
    path("drafts/<int:pk>/accept/", views.DraftAccept.as_view(), name="draft-accept"),
    path("drafts/<int:pk>/reject/", views.DraftReject.as_view(), name="draft-reject"),
    path("drafts/<int:pk>/link/", views.DraftLink.as_view(), name="draft-link"),
    path("drafts/<int:pk>/undo/", views.DraftUndo.as_view(), name="draft-undo"),
]
