from io import StringIO

from django.core.management import call_command


def test_the_bench_of_reading_prints_a_row_for_each_length():
    out = StringIO()
    call_command("bench_reading", times=[1, 2], stdout=out)
    head, *rows = out.getvalue().splitlines()
    assert "CPU s" in head
    letters = [int(row.split()[0].replace(",", "")) for row in rows]
    drafts = [int(row.split()[1].replace(",", "")) for row in rows]
    assert len(rows) == 2 and 1.9 < letters[1] / letters[0] < 2.1
    assert drafts[1] > drafts[0] > 10
