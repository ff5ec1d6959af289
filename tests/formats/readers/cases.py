"""What all readers share: the cases that were exported, and what is true of them.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import glob
import json
import os
import sys

Span = collections.namedtuple('Span', 'start end text')


class Annotation:
    def __init__(self, record):
        self.id = record['id']
        self.type = record['type']
        self.status = record['status']
        self.note = record.get('note')
        self.spans = [Span(*span) for span in record['spans']]


class Case:
    """An article, its truth, and the path of its export in each format."""

    def __init__(self, folder, name):
        self.name = name
        self._folder = folder
        with open(self.path('txt'), encoding='utf-8', newline='') as file:
            self.text = file.read()
        truth = json.loads(self.read('truth.json'))
        self.annotations = [Annotation(record) for record in truth['annotations']]
        self.links = [(link['type'], link['from'], link['to']) for link in truth['links']]
        for annotation in self.annotations:
            for span in annotation.spans:
                assert self.text[span.start:span.end] == span.text, (name, span)

    def path(self, format_name):
        return os.path.join(self._folder, f'{self.name}.{format_name}')

    def read(self, format_name):
        with open(self.path(format_name), encoding='utf-8', newline='') as file:
            return file.read()

    def marks(self, types=None):
        """Every span of every annotation: (start, end, type), with how often."""
        return collections.Counter(
            (span.start, span.end, annotation.type)
            for annotation in self.annotations if types is None or annotation.type in types
            for span in annotation.spans)

    def link_places(self):
        """Links by the first spans of their ends: (type, start, end, start, end), with how often."""
        first = {annotation.id: annotation.spans[0] for annotation in self.annotations}
        return collections.Counter(
            (kind, first[a].start, first[a].end, first[b].start, first[b].end) for kind, a, b in set(self.links))


def cases():
    folder = sys.argv[1]
    names = sorted(os.path.basename(path)[:-len('.truth.json')] for path in glob.glob(os.path.join(folder, '*.truth.json')))
    assert names, folder
    return [Case(folder, name) for name in names]


def same(what, expected, found):
    """Two counters; says what differs."""
    missing, extra = expected - found, found - expected
    assert not missing and not extra, f'{what}: missing {list(missing)[:3]}, not expected {list(extra)[:3]}'
