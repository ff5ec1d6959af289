"""csv and tsv: Python reads a row for each claim, with the text and the places that the article has.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import csv
import io

import cases

FORMULA = ('=', '+', '-', '@', '\t', '\r')
DEFUSABLE = FORMULA + ('\n', '＝', '＋', '－', '＠')


def undo(cell):
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip("' ").startswith(DEFUSABLE) else cell


def check(case, name, dialect):
    rows = list(csv.DictReader(io.StringIO(case.read(name), newline=''), dialect=dialect, strict=True))
    claims = [annotation for annotation in case.annotations if annotation.type == 'claim']
    assert len(rows) == len(claims), case.name
    for row in rows:
        assert None not in row and None not in row.values(), row
        for cell in row.values():
            assert not cell.startswith(FORMULA), cell
    expected = collections.Counter(
        (tuple((span.start, span.end) for span in claim.spans), ' … '.join(span.text for span in claim.spans), claim.note or '')
        for claim in claims)
    found = collections.Counter(
        (tuple(tuple(map(int, place.split('..'))) for place in row['claim_at'].split(';')), undo(row['claim']), undo(row['note']))
        for row in rows)
    cases.same(case.name, expected, found)


for case in cases.cases():
    check(case, 'csv', 'excel')
    check(case, 'tsv', 'excel-tab')
