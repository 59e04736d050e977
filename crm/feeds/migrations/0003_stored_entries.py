import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_initial'),
        ('events', '0006_recurrence'),
        ('feeds', '0002_sources_and_expiry'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Store',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.BigIntegerField(default=0)),
                ('year', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'store of entries',
                'verbose_name_plural': 'stores of entries',
            },
        ),
        migrations.AddField(
            model_name='feedsubscription',
            name='approximate',
            field=models.CharField(choices=[('first', 'on the first day, with the words'), ('span', 'as a bar over the whole time'), ('none', 'not at all')], default='first', max_length=5, verbose_name='approximate dates'),
        ),
        migrations.AddField(
            model_name='feedsubscription',
            name='delegation',
            field=models.ForeignKey(blank=True, help_text='Whose programme is shown by the hour.', null=True, on_delete=django.db.models.deletion.SET_NULL, to='events.delegation', verbose_name='delegation'),
        ),
        migrations.AddField(
            model_name='feedsubscription',
            name='has_alarms',
            field=models.BooleanField(default=False, help_text='15 hours before: at nine in the morning of the day before.', verbose_name='alarms'),
        ),
        migrations.AddField(
            model_name='feedsubscription',
            name='list_query',
            field=models.CharField(blank=True, max_length=500, verbose_name='other filters of the list'),
        ),
        migrations.AddField(
            model_name='feedsubscription',
            name='seen',
            field=models.CharField(blank=True, editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name='feedsubscription',
            name='series',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='events.eventseries', verbose_name='series'),
        ),
        migrations.AddField(
            model_name='feedsubscription',
            name='shows_names',
            field=models.BooleanField(default=False, help_text='Whoever has the link reads who takes part and who is responsible. Give it to nobody else.', verbose_name='show names of people'),
        ),
        migrations.AddField(
            model_name='feedsubscription',
            name='site',
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AlterField(
            model_name='feedsubscription',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='subscriptions', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='PublicCalendar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', models.CharField(blank=True, editable=False, max_length=200)),
                ('seen', models.CharField(blank=True, editable=False, max_length=40)),
                ('body_hash', models.CharField(blank=True, editable=False, max_length=64)),
                ('body_changed_at', models.DateTimeField(editable=False, null=True)),
                ('is_open', models.BooleanField(default=False, verbose_name='open to everybody')),
                ('department', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='public_calendar', to='accounts.department')),
            ],
            options={
                'verbose_name': 'public calendar',
                'verbose_name_plural': 'public calendars',
            },
        ),
        migrations.CreateModel(
            name='Rendering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', models.CharField(max_length=200)),
                ('language', models.CharField(max_length=2)),
                ('spans', models.BooleanField(default=False)),
                ('names', models.BooleanField(default=False)),
                ('alarms', models.BooleanField(default=False)),
                ('public', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'way of writing entries',
                'verbose_name_plural': 'ways of writing entries',
                'constraints': [models.UniqueConstraint(fields=('site', 'language', 'spans', 'names', 'alarms', 'public'), name='one_rendering_of_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16)),
                ('record_id', models.BigIntegerField()),
                ('rendering', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='feeds.rendering')),
                ('tells', models.BooleanField(db_default=True)),
            ],
            options={
                'verbose_name': 'stale record',
                'verbose_name_plural': 'stale records',
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=16)),
                ('record', models.CharField(max_length=16)),
                ('record_id', models.BigIntegerField()),
                ('part', models.CharField(blank=True, max_length=24)),
                ('kind', models.CharField(blank=True, max_length=20)),
                ('status', models.CharField(blank=True, max_length=20)),
                ('is_approximate', models.BooleanField(default=False)),
                ('is_cancelled', models.BooleanField(default=False)),
                ('series_id', models.BigIntegerField(null=True)),
                ('delegation_id', models.BigIntegerField(null=True)),
                ('shown_until', models.DateField()),
                ('zone', models.CharField(blank=True, max_length=60)),
                ('digest', models.BigIntegerField()),
                ('body', models.BinaryField()),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.department')),
                ('rendering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='feeds.rendering')),
            ],
            options={
                'verbose_name': 'calendar entry',
                'verbose_name_plural': 'calendar entries',
                'indexes': [models.Index(fields=['rendering', 'source', 'shown_until', 'digest'], name='entry_in_order')],
                'constraints': [models.UniqueConstraint(fields=('rendering', 'record', 'record_id', 'part'), name='one_entry_of_a_part')],
            },
        ),
    ]
