"""cas-json and cas-xmi: dkpro-cassis finds every mark, with the text that the article has there, and every link.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import os
import re
import warnings

import cassis

import cases

TYPES = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '..', 'data', 'sayso-typesystem.xml')
PACKAGE = 'webanno.custom.'
LINKS = {'saidBy': 'said-by', 'foundIn': 'found-in', 'cuedBy': 'cued-by'}
ILLEGAL = re.compile('[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]')
warnings.simplefilter('ignore')


def load_json(case):
    with open(case.path('cas-json'), 'rb') as file:
        return cassis.load_cas_from_json(file), case.text


def load_xmi(case):
    with open(TYPES, 'rb') as file:
        types = cassis.load_typesystem(file)
    with open(case.path('cas-xmi'), 'rb') as file:
        return cassis.load_cas_from_xmi(file, typesystem=types), ILLEGAL.sub('\ufffd', case.text)


def check(case, load):
    cas, text = load(case)
    assert cas.sofa_string == text, case.name
    parts = {link.Dependent.xmiID for link in cas.select(PACKAGE + 'SaysoLink') if link.label == 'part'}
    marks, notes = collections.Counter(), collections.Counter()
    for mark in cas.select(PACKAGE + 'SaysoMark'):
        assert mark.get_covered_text() == text[mark.begin:mark.end]
        marks[(mark.begin, mark.end, mark.label.lower())] += 1
        if mark.xmiID not in parts and mark.note is not None:
            notes[mark.note] += 1
    cases.same(case.name, case.marks(), marks)
    cases.same(case.name, collections.Counter(ILLEGAL.sub('\ufffd', a.note) if load is load_xmi else a.note
                                              for a in case.annotations if a.note is not None), notes)
    links = collections.Counter(
        (LINKS[link.label], link.Governor.begin, link.Governor.end, link.Dependent.begin, link.Dependent.end)
        for link in cas.select(PACKAGE + 'SaysoLink') if link.label != 'part')
    cases.same(case.name, case.link_places(), links)


def type_shape(system):
    return {kind.name: (kind.supertype.name, {(f.name, f.rangeType.name) for f in kind.features})
            for kind in system.get_types() if kind.name.startswith(PACKAGE)}


for one in cases.cases():
    check(one, load_json)
    check(one, load_xmi)
with open(TYPES, 'rb') as types_file:
    declared = type_shape(cassis.load_typesystem(types_file))
assert declared and declared == type_shape(load_json(one)[0].typesystem)
