"""brat: two independent parsers find every mark, with the text that the article has there, and every relation.

Fragments are split at line ends, as brat does itself; so what is compared is which characters are covered. Both
parsers strip or split at white space inside the covered text, where brat does not; so white space is made visible
in that column first, and the column compared as it is.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections

import brat_parser
from bratly import annotation_types

import cases

LINE_ENDS = set('\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029')
LINKS = {'SaidBy': 'said-by', 'FoundIn': 'found-in', 'CuedBy': 'cued-by'}
TYPES = {'Speaker': 'speaker', 'Claim': 'claim', 'Source': 'source', 'Cue': 'cue'}
VISIBLE = str.maketrans(' \t', '␠␉')


def covered(case, spans):
    return tuple(i for start, end in spans for i in range(start, end) if case.text[i] not in LINE_ENDS)


def covered_by(case, annotation):
    return covered(case, [(span.start, span.end) for span in annotation.spans])


def read_lines(case):
    """Python splits the file into lines exactly where records end, and every line is a record."""
    raw = case.read('brat')
    lines = raw.splitlines()
    assert lines == raw.split('\n')[:-1], case.name
    for i, line in enumerate(lines):
        assert line[0] in 'TRAN#' and '\t' in line, line
        if line[0] == 'T':
            key, place, text = line.split('\t', 2)
            lines[i] = '\t'.join((key, place, text.translate(VISIBLE)))
    return lines


def check_text(case, spans, text):
    assert ' '.join(case.text[start:end] for start, end in spans).translate(VISIBLE) == text, (case.name, spans, text)


def check(case):
    lines = read_lines(case)
    document = brat_parser.parse_string('\n'.join(lines))
    expected = collections.Counter((annotation.type, covered_by(case, annotation)) for annotation in case.annotations)
    for key in [key for key in expected if not key[1]]:
        del expected[key]
    by_parser, by_library, places = collections.Counter(), collections.Counter(), {}
    for entity in document.entities:
        places[entity.id] = covered(case, entity.span)
        check_text(case, entity.span, entity.text)
        by_parser[(TYPES[entity.type], places[entity.id])] += 1
    for line in lines:
        if line[0] == 'T':
            entity = annotation_types.EntityAnnotation.from_line(line)
            spans = [(fragment.start, fragment.end) for fragment in entity.fragments]
            check_text(case, spans, entity.content)
            by_library[(TYPES[entity.label], covered(case, spans))] += 1
    cases.same(case.name, expected, by_parser)
    cases.same(case.name, expected, by_library)
    check_relations(case, document, places)


def check_relations(case, document, places):
    where = {annotation.id: covered_by(case, annotation) for annotation in case.annotations}
    expected = collections.Counter(
        (kind, where[a], where[b]) for kind, a, b in set(case.links) if where[a] and where[b])
    found = collections.Counter((LINKS[relation.type], places[relation.subj], places[relation.obj]) for relation in document.relations)
    cases.same(case.name, expected, found)


for one in cases.cases():
    check(one)
