"""prodigy: spaCy makes the very spans of it, on the tokens of it.

spaCy returns None for a span that does not lie on token borders.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import json

import spacy
from spacy.tokens import Doc

import cases

nlp = spacy.blank('xx')
for case in cases.cases():
    lines = case.read('prodigy').split('\n')
    assert lines[-1] == '' and len(lines) == 2, case.name
    task = json.loads(lines[0])
    assert task['text'] == case.text
    doc = Doc(nlp.vocab, words=[token['text'] for token in task['tokens']], spaces=[token['ws'] for token in task['tokens']])
    assert doc.text == case.text, case.name
    found = collections.Counter()
    for span in task['spans']:
        made = doc.char_span(span['start'], span['end'], label=span['label'])
        assert made is not None, (case.name, span)
        assert made.text == span['text'] == case.text[span['start']:span['end']], (case.name, span)
        assert (made.start, made.end - 1) == (span['token_start'], span['token_end']), (case.name, span)
        found[(span['start'], span['end'], span['label'])] += 1
    cases.same(case.name, case.marks(), found)
    doc.spans['sayso'] = [doc.char_span(span['start'], span['end'], label=span['label']) for span in task['spans']]
    # As spaCy's own relation tutorial reads them: a relation names the last token of each end.
    ends = {}
    for span in task['spans']:
        ends.setdefault(span['token_end'], set()).add((span['start'], span['end']))
    links = collections.Counter()
    for relation in task['relations']:
        head, child = relation['head_span'], relation['child_span']
        assert (head['start'], head['end']) in ends[relation['head']]
        assert (child['start'], child['end']) in ends[relation['child']]
        links[(relation['label'], head['start'], head['end'], child['start'], child['end'])] += 1
    cases.same(case.name, case.link_places(), links)
