from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0002_index'),
    ]

    operations = [
        migrations.AddField(
            model_name='job',
            name='asked',
            field=models.JSONField(null=True),
        ),
        migrations.AlterField(
            model_name='job',
            name='state',
            field=models.CharField(choices=[('waiting', 'Waiting'), ('asking', 'Asking'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], db_index=True, default='waiting', max_length=16),
        ),
    ]
