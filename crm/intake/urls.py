from django.urls import path

from crm.intake import decisions, review, views
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
    path("<int:pk>/read-again/", views.DocumentReadAgain.as_view(), name="document-read-again"),
    path("<int:pk>/reading/", views.DocumentReading.as_view(), name="document-reading"),
    path("<int:pk>/differences/", views.DocumentDifferences.as_view(), name="document-differences"),
    path("<int:pk>/passage/", decisions.DocumentPassage.as_view(), name="document-passage"),
    path("<int:pk>/undo/", views.DocumentUndo.as_view(), name="document-undo"),
    path("<int:pk>/undo-last/", views.DocumentUndoLast.as_view(), name="document-undo-last"),
    path("drafts/<int:pk>/", review.DraftReview.as_view(), name="draft-review"),
    path("drafts/<int:pk>/accept/", decisions.DraftAccept.as_view(), name="draft-accept"),
    path("drafts/<int:pk>/reject/", decisions.DraftReject.as_view(), name="draft-reject"),
    path("drafts/<int:pk>/link/", decisions.DraftLink.as_view(), name="draft-link"),
    path("drafts/<int:pk>/update/", decisions.DraftUpdate.as_view(), name="draft-update"),
    path("drafts/<int:pk>/undo/", decisions.DraftUndo.as_view(), name="draft-undo"),
]
