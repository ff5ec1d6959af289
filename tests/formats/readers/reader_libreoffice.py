"""csv: LibreOffice opens it, runs none of it as a formula, and saves the same cells.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import io
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import cases

SOFFICE = shutil.which('soffice') or shutil.which('libreoffice')
# Comma, quotation mark, UTF-8, from the first line: what its dialog offers for such a file.
FILTER = 'Text - txt - csv (StarCalc):44,34,76,1'
# What a spreadsheet may write otherwise: numbers and dates.
COLUMNS = ('claim', 'speaker', 'identity', 'source', 'cue', 'kind', 'status', 'note', 'tags', 'by', 'claim_at', 'speaker_at', 'article')

if SOFFICE is None:
    print('LibreOffice is not installed')
    sys.exit(77)


def convert(folder, names, kind):
    out = os.path.join(folder, kind.split(':')[0])
    subprocess.run([SOFFICE, '-env:UserInstallation=' + pathlib.Path(folder, 'profile').as_uri(), '--headless', '--infilter=' + FILTER,
                    '--convert-to', kind, '--outdir', out, *names],
                   cwd=folder, check=True, timeout=100, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return out


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text, newline=''), strict=True))


def read(path):
    with open(path, encoding='utf-8', newline='') as file:
        return file.read()


def lines(cell):
    """It keeps lines, but not how they end, and drops a carriage return that stands alone at the end of a cell."""
    return cell.replace('\r\n', '\n').replace('\r', '\n').rstrip('\n')


with tempfile.TemporaryDirectory() as folder:
    exported = cases.cases()
    for case in exported:
        shutil.copy(case.path('csv'), os.path.join(folder, case.name + '.csv'))
    with open(os.path.join(folder, 'control.csv'), 'w', encoding='utf-8') as file:
        file.write('claim\n=1+1\n')
    names = [case.name + '.csv' for case in exported] + ['control.csv']
    sheets = convert(folder, names, 'fods')
    # That this finds formulas at all is what the control shows.
    assert 'table:formula' in read(os.path.join(sheets, 'control.fods'))
    for case in exported:
        assert 'table:formula' not in read(os.path.join(sheets, case.name + '.fods')), case.name
    saved = convert(folder, names, 'csv:' + FILTER)
    for case in exported:
        before, after = rows_of(case.read('csv')), rows_of(read(os.path.join(saved, case.name + '.csv')))
        assert len(before) == len(after), case.name
        for one, other in zip(before, after):
            for column in COLUMNS:
                assert lines(one[column]) == lines(other[column]), (case.name, column, one[column], other[column])
