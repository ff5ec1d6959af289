"""gate: gatenlp loads the document, and finds every mark, feature and link.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections

import gatenlp

import cases

LINKS = {'saidBy': 'said-by', 'foundIn': 'found-in', 'cuedBy': 'cued-by'}

for case in cases.cases():
    document = gatenlp.Document.load(case.path('gate'), fmt='bdocjs')
    assert document.text == case.text, case.name
    marks = document.annset('Sayso')
    found, links, notes = collections.Counter(), collections.Counter(), collections.Counter()
    for mark in marks:
        assert document[mark] == case.text[mark.start:mark.end]
        found[(mark.start, mark.end, mark.type.lower())] += 1
        if 'note' in mark.features:
            notes[mark.features['note']] += 1
        for name, kind in LINKS.items():
            for target in mark.features.get(name, []):
                links[(kind, mark.start, mark.end, marks.get(target).start, marks.get(target).end)] += 1
    cases.same(case.name, case.marks(), found)
    cases.same(case.name, case.link_places(), links)
    cases.same(case.name, collections.Counter(a.note for a in case.annotations if a.note is not None), notes)
