#!/usr/bin/env python3
"""The schema of the sidecar accepts what Sayso writes and refuses what it must: test-schema.py SOURCE-ROOT.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import copy
import os
import sys

SOURCE = os.path.abspath(sys.argv[1])
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'tools'))
import schema  # noqa: E402 pylint: disable=wrong-import-position

SAMPLE = schema.load(os.path.join(SOURCE, 'data/samples/lantern-bridge.txt.sayso.json'))
SCHEMA = schema.load(os.path.join(SOURCE, 'data/sayso-sidecar.schema.json'))


def broken():
    """(what is wrong, sidecar), each with one thing wrong."""
    changes = {
        'another format': lambda it: it.update(format='x'),
        'another version': lambda it: it.update(version=2),
        'version true': lambda it: it.update(version=True),
        'no article': lambda it: it.pop('article'),
        'no annotations': lambda it: it.pop('annotations'),
        'links in an object': lambda it: it.update(links={}),
        'a short checksum': lambda it: it['article'].update(sha256='ab'),
        'length in words': lambda it: it['article'].update(length='3095'),
        'UTF-16': lambda it: it['article'].update(unit='utf16'),
        'an id that is none': lambda it: it['annotations'][0].update(id='T1'),
        'an unknown type': lambda it: it['annotations'][0].update(type='quote'),
        'an unknown status': lambda it: it['annotations'][0].update(status='maybe'),
        'an unknown kind': lambda it: it['annotations'][0].update(kind='free'),
        'a span of three': lambda it: it['annotations'][0].update(spans=[[1, 2, 3]]),
        'a negative offset': lambda it: it['annotations'][0].update(spans=[[-1, 2]]),
        'confidence as a fraction': lambda it: it['annotations'][0].update(confidence=0.9),
        'too much confidence': lambda it: it['annotations'][0].update(confidence=1001),
        'tags as words': lambda it: it['annotations'][0].update(tags='a b'),
        'a number for an attribute': lambda it: it['annotations'][0].update(attributes={'verdict': 1}),
        'a date without a time': lambda it: it['annotations'][0].update(modified='2026-03-10'),
        'an unknown link': lambda it: it['links'][0].update(type='said-at'),
        'a link to nothing': lambda it: it['links'][0].pop('to'),
        'an unknown origin': lambda it: it['sets'][0].update(origin='me'),
        'a nameless identity': lambda it: it['identities'][0].pop('name'),
    }
    for name, change in changes.items():
        sidecar = copy.deepcopy(SAMPLE)
        change(sidecar)
        yield name, sidecar


def main():
    results = [('sample', list(schema.problems(SAMPLE, SCHEMA)))]
    extended = copy.deepcopy(SAMPLE)
    extended['later'] = extended['annotations'][0]['later'] = {'x': [1]}
    results.append(('unknown-members-are-kept', list(schema.problems(extended, SCHEMA))))
    for name, sidecar in broken():
        found = list(schema.problems(sidecar, SCHEMA))
        results.append((name.replace(' ', '-'), [] if found else ['was accepted']))
    print('1..%d' % len(results))
    for number, (name, found) in enumerate(results, 1):
        print('%s %d - /schema/%s' % ('not ok' if found else 'ok', number, name))
        for problem in found:
            print('# ' + problem)
    return 1 if any(found for _, found in results) else 0


sys.exit(main())
