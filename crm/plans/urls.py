from django.urls import path

from crm.plans import calendar_views, views
from crm.plans.forms import CommitmentForm, PreparationPlanForm
from crm.plans.models import Commitment, PreparationPlan
from crm.ui.urls import record_urls

app_name = "plans"
urlpatterns = [
    path("preparation/calendar-data/", calendar_views.MilestoneData.as_view(), name="milestone-data"),
    *record_urls("commitments/", Commitment, CommitmentForm, list=views.CommitmentList, detail=views.CommitmentDetail),
    path("commitments/<int:pk>/status/", views.CommitmentStatus.as_view(), name="commitment-status"),
    *record_urls(
        "preparation/",
        PreparationPlan,
        PreparationPlanForm,
        list=views.PlanList,
        detail=views.PlanDetail,
        create=views.PlanCreate,
        edit=views.PlanEdit,
    ),
    path(
        "preparation/<int:pk>/milestones/<int:milestone_pk>/status/",
        views.MilestoneStatus.as_view(),
        name="milestone-status",
    ),
]
