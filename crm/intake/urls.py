from django.urls import path

from crm.intake import review, views
from crm.intake.forms import DocumentForm
from crm.intake.models import Document
from crm.ui.urls import record_urls

app_name = "intake"
urlpatterns = [
    *record_urls(
        "", Document, DocumentForm, list=views.DocumentList, detail=review.ReviewPage, create=views.DocumentUpload
    ),
    path("<int:pk>/file/", views.DocumentFile.as_view(), name="document-file"),
    path("<int:pk>/accept-all/", views.DocumentAcceptAll.as_view(), name="document-accept-all"),
    path("<int:pk>/undo/", views.DocumentUndo.as_view(), name="document-undo"),
    path("drafts/<int:pk>/", review.DraftReview.as_view(), name="draft-review"),
    path("drafts/<int:pk>/accept/", review.DraftAccept.as_view(), name="draft-accept"),
    path("drafts/<int:pk>/reject/", review.DraftReject.as_view(), name="draft-reject"),
    path("drafts/<int:pk>/link/", review.DraftLink.as_view(), name="draft-link"),
    path("drafts/<int:pk>/undo/", review.DraftUndo.as_view(), name="draft-undo"),
]
