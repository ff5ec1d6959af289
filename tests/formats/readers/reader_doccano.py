"""doccano: what its importer takes for an entity and a relation is there, and points at the right text.

doccano itself is a web application; this holds the records against the fields and types of its own data model.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import json

import cases

for case in cases.cases():
    record, = (json.loads(line) for line in case.read('doccano').split('\n') if line)
    assert record['text'] == case.text
    entities = {entity['id']: entity for entity in record['entities']}
    assert len(entities) == len(record['entities'])
    found = collections.Counter()
    for entity in entities.values():
        assert all(type(entity[key]) is int for key in ('id', 'start_offset', 'end_offset')) and type(entity['label']) is str
        assert 0 <= entity['start_offset'] < entity['end_offset'] <= len(case.text)
        found[(entity['start_offset'], entity['end_offset'], entity['label'])] += 1
    cases.same(case.name, case.marks(), found)
    links = collections.Counter()
    for relation in record['relations']:
        ends = [entities[relation[key]] for key in ('from_id', 'to_id')]
        links[(relation['type'], *(end[key] for end in ends for key in ('start_offset', 'end_offset')))] += 1
    cases.same(case.name, case.link_places(), links)
