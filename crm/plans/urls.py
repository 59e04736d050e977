from django.urls import path

from crm.plans import views
from crm.ui.urls import record_urls

app_name = "plans"
urlpatterns = [
    *record_urls(
        "commitments/",
        "commitment",
        list=views.CommitmentList,
        create=views.CommitmentCreate,
        detail=views.CommitmentDetail,
        edit=views.CommitmentEdit,
        delete=views.CommitmentDelete,
        restore=views.CommitmentRestore,
        history=views.CommitmentHistory,
    ),
    path("commitments/<int:pk>/status/", views.CommitmentStatus.as_view(), name="commitment-status"),
    *record_urls(
        "preparation/",
        "plan",
        list=views.PlanList,
        create=views.PlanCreate,
        detail=views.PlanDetail,
        edit=views.PlanEdit,
        delete=views.PlanDelete,
        restore=views.PlanRestore,
        history=views.PlanHistory,
    ),
    path(
        "preparation/<int:pk>/milestones/<int:milestone_pk>/status/",
        views.MilestoneStatus.as_view(),
        name="milestone-status",
    ),
]
