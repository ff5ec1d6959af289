"""tei: an XML parser resolves every pointer to the words that are marked, and finds every link.

Elements are held against those that the TEI Guidelines allow where we put them.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import re
import xml.etree.ElementTree as tree

import cases

TEI = '{http://www.tei-c.org/ns/1.0}'
ID = '{http://www.w3.org/XML/1998/namespace}id'
POINTER = re.compile(r'#string-range\((\w+),(\d+),(\d+)\)')
ILLEGAL = re.compile('[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]')
CHILDREN = {
    'TEI': ['teiHeader', 'standOff', 'text'], 'standOff': ['annotation', 'linkGrp'], 'annotation': ['note'],
    'linkGrp': ['link'], 'text': ['body'], 'body': ['ab'], 'teiHeader': ['fileDesc'],
    'fileDesc': ['titleStmt', 'publicationStmt', 'sourceDesc'], 'titleStmt': ['title'], 'publicationStmt': ['p'],
    'sourceDesc': ['bibl'], 'bibl': ['title', 'idno', 'date'],
}

for case in cases.cases():
    root = tree.parse(case.path('tei')).getroot()
    for element in root.iter():
        allowed = CHILDREN.get(element.tag.replace(TEI, ''), [])
        order = [allowed.index(child.tag.replace(TEI, '')) for child in element]
        assert order == sorted(order), element.tag
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
