"""webanno-tsv: read as the format's description says, every mark and link is there.

Marks are compared without white space at their ends, which belongs to no token.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import re

import cases

LINKS = {'saidBy': 'said-by', 'foundIn': 'found-in', 'cuedBy': 'cued-by'}
CELL = re.compile(r'(?<!\\)\|')
NUMBERED = re.compile(r'(.*)\[(\d+)\]', re.S)
RELATION = re.compile(r'(\d+-\d+)\[(\d+)_(\d+)\]')
ESCAPE = re.compile(r'\\(->|.)', re.S)
NAMED = {'t': '\t', 'n': '\n', 'r': '\r'}


def plain(text):
    return ESCAPE.sub(lambda match: NAMED.get(match[1], match[1]), text)


def trimmed(case, start, end):
    while start < end and case.text[start].isspace():
        start += 1
    while end > start and case.text[end - 1].isspace():
        end -= 1
    return start, end


def read(case):
    lines = case.read('webanno-tsv').split('\n')
    assert lines[0] == '#FORMAT=WebAnno TSV 3.3'
    layers = [line for line in lines if line.startswith('#T_')]
    assert [layer[:5] for layer in layers] == ['#T_SP', '#T_RL']
    n_columns = 3 + layers[0].count('|') + layers[1].count('|')
    units = case.text.encode('utf-16-le')
    marks, notes, relations, addresses = {}, {}, [], {}
    last = 0
    for line in lines:
        if not line or line.startswith('#'):
            continue
        cells = line.split('\t')
        assert len(cells) == n_columns + 1 and cells[-1] == '', line
        begin, end = map(int, cells[1].split('-'))
        assert begin >= last
        last = end
        assert units[2 * begin:2 * end].decode('utf-16-le') == plain(cells[2]), line
        place = [len(units[:2 * offset].decode('utf-16-le')) for offset in (begin, end)]
        if cells[3] != '_':
            for label, note in zip(CELL.split(cells[3]), CELL.split(cells[9])):
                label, number = NUMBERED.fullmatch(label).groups()
                note, same_number = NUMBERED.fullmatch(note).groups()
                assert number == same_number
                start = marks[number][1] if number in marks else place[0]
                marks[number] = (label.lower(), start, place[1])
                addresses.setdefault(number, cells[0])
                if note != '*':
                    notes[number] = plain(note)
        if cells[10] != '_':
            for label, source in zip(CELL.split(cells[10]), CELL.split(cells[11])):
                relations.append((label, cells[0], *RELATION.fullmatch(source).groups()))
    return marks, notes, relations, addresses


def check(case):
    marks, notes, relations, addresses = read(case)
    expected = collections.Counter()
    for (start, end, kind), n in case.marks().items():
        start, end = trimmed(case, start, end)
        if start < end:
            expected[(kind, start, end)] += n
    cases.same(case.name, expected, collections.Counter((kind, *trimmed(case, a, b)) for kind, a, b in marks.values()))
    cases.same(case.name, collections.Counter(a.note for a in case.annotations if a.note and any(span.text.strip() for span in a.spans[:1])),
               collections.Counter(notes.values()))
    links = collections.Counter()
    for label, target_address, source_address, source, target in relations:
        assert addresses[source] == source_address and addresses[target] == target_address
        if label != 'part':
            links[(LINKS[label], *trimmed(case, *marks[source][1:]), *trimmed(case, *marks[target][1:]))] += 1
    assert sum(links.values()) <= sum(case.link_places().values())
    first = {a.id: [trimmed(case, s.start, s.end) for s in a.spans if s.text.strip()] for a in case.annotations}
    wanted = collections.Counter((kind, *first[a][0], *first[b][0]) for kind, a, b in set(case.links) if first[a] and first[b])
    cases.same(case.name, wanted, links)


for one in cases.cases():
    check(one)
