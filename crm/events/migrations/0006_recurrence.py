import crm.events.recurrence
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_initial'),
        ('agreements', '0003_days_of_our_times'),
        ('events', '0005_days_of_our_times'),
        ('partners', '0003_days_of_our_times'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='excluded_days',
            field=models.JSONField(blank=True, default=list, help_text='First days of the times that do not take place, for example ["2027-06-12"].', validators=[crm.events.recurrence.validate_days], verbose_name='except on'),
        ),
        migrations.AddField(
            model_name='event',
            name='recurrence',
            field=models.CharField(blank=True, help_text='A rule of RFC 5545: FREQ=YEARLY is every year on the same days.', max_length=200, validators=[crm.events.recurrence.validate_recurrence], verbose_name='comes again'),
        ),
        migrations.AddField(
            model_name='historicalevent',
            name='excluded_days',
            field=models.JSONField(blank=True, default=list, help_text='First days of the times that do not take place, for example ["2027-06-12"].', validators=[crm.events.recurrence.validate_days], verbose_name='except on'),
        ),
        migrations.AddField(
            model_name='historicalevent',
            name='recurrence',
            field=models.CharField(blank=True, help_text='A rule of RFC 5545: FREQ=YEARLY is every year on the same days.', max_length=200, validators=[crm.events.recurrence.validate_recurrence], verbose_name='comes again'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('deleted_at', None), models.Q(('recurrence', ''), _negated=True)), fields=['starts_on', 'id'], name='event_recurring'),
        ),
    ]
