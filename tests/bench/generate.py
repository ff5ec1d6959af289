#!/usr/bin/env python3
"""Makes articles of any size, with sidecars, from the sample articles and a seed.

generate.py [--seed S] --marks N FOLDER      FOLDER/article.txt, about ten words a mark, with N annotations, N/2 links
generate.py [--seed S] --stream N            N articles as JSON Lines on standard output
generate.py [--seed S] --one-line BYTES FOLDER   FOLDER/line.txt: one line of that size

The same seed makes the same bytes. Sentences come from data/samples, recombined.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import argparse
import hashlib
import json
import os
import random
import re
import sys
import uuid

SAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data', 'samples')
NAMES = ('lantern-bridge.txt', 'glass-orchard.txt')
CONTEXT = 64
WORDS_A_PAIR = 20
WHEN = '2026-01-01T00:00:00Z'


def paragraphs():
    found = []
    for name in NAMES:
        with open(os.path.join(SAMPLES, name), encoding='utf-8', newline='') as file:
            found += [part.strip() for part in file.read().split('\n\n') if len(part.split()) > 12]
    return found


def text_of(rng, n_words, joint='\n\n'):
    """At least n_words words."""
    pool, chosen, count = paragraphs(), [], 0
    while count < n_words:
        chosen.append(rng.choice(pool))
        count += len(chosen[-1].split())
    return joint.join(chosen) + '\n'


def new_id(rng):
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def annotation(rng, text, set_id, kind, start, end):
    record = {'id': new_id(rng), 'set': set_id, 'type': kind, 'spans': [[start, end]], 'exact': text[start:end],
              'prefix': text[max(0, start - CONTEXT):start], 'suffix': text[end:end + CONTEXT]}
    if kind == 'claim':
        record['kind'] = rng.choice(('direct', 'indirect', 'mixed'))
        record['status'] = rng.choice(('accepted', 'accepted', 'suggested'))
        record['confidence'] = rng.randrange(1000)
    else:
        record['status'] = 'accepted'
    record.update(by='bench', modified=WHEN)
    return record


def marked(rng, n_marks):
    """Text, annotations and links: a speaker of two words and a claim of eight in each twenty."""
    n_pairs = max(n_marks // 2, 1)
    text = text_of(rng, n_pairs * WORDS_A_PAIR)
    words = [match.span() for match in re.finditer(r'\S+', text)]
    set_id, annotations, links = new_id(rng), [], []
    for pair in range(n_pairs):
        first = pair * WORDS_A_PAIR
        speaker = annotation(rng, text, set_id, 'speaker', words[first][0], words[first + 1][1])
        claim = annotation(rng, text, set_id, 'claim', words[first + 4][0], words[first + 11][1])
        annotations += [speaker, claim]
        links.append({'id': new_id(rng), 'set': set_id, 'type': 'said-by', 'from': claim['id'], 'to': speaker['id']})
    links.sort(key=lambda link: (link['from'], link['type'], link['to'], link['id']))
    return text, set_id, annotations, links


def dump(value):
    return json.dumps(value, ensure_ascii=False)


def write_table(file, name, records, last=False):
    file.write('  "%s": [' % name)
    file.write(','.join('\n    ' + dump(record) for record in records))
    file.write(('\n  ]' if records else ']') + ('\n' if last else ',\n'))


def write_marked(rng, n_marks, folder):
    text, set_id, annotations, links = marked(rng, n_marks)
    path = os.path.join(folder, 'article.txt')
    with open(path, 'w', encoding='utf-8', newline='') as file:
        file.write(text)
    article = {'file': 'article.txt', 'sha256': hashlib.sha256(text.encode()).hexdigest(), 'length': len(text),
               'unit': 'codepoint', 'bom': False}
    with open(path + '.sayso.json', 'w', encoding='utf-8', newline='') as file:
        file.write('{\n  "format": "sayso-sidecar",\n  "version": 1,\n  "article": %s,\n  "text": %s,\n' % (dump(article), dump(text)))
        write_table(file, 'sets', [{'id': set_id, 'name': 'bench', 'origin': 'manual', 'annotator': 'bench', 'created': WHEN}])
        write_table(file, 'identities', [])
        write_table(file, 'annotations', annotations)
        write_table(file, 'links', links, last=True)
        file.write('}\n')


def write_stream(rng, n_articles, out):
    for number in range(n_articles):
        out.write(json.dumps({'id': number, 'text': text_of(rng, rng.randrange(40, 160))}, ensure_ascii=False) + '\n')


def write_line(rng, size, folder):
    text = text_of(rng, size // 4, joint=' ').replace('\n', ' ')
    with open(os.path.join(folder, 'line.txt'), 'wb') as file:
        file.write(text.encode()[:size].decode(errors='ignore').encode())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--seed', type=int, default=7)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument('--marks', type=int)
    what.add_argument('--stream', type=int)
    what.add_argument('--one-line', type=int)
    parser.add_argument('folder', nargs='?', default='.')
    options = parser.parse_args()
    rng = random.Random(options.seed)
    if options.stream is not None:
        sys.stdout.reconfigure(encoding='utf-8')
        write_stream(rng, options.stream, sys.stdout)
        return
    os.makedirs(options.folder, exist_ok=True)
    if options.marks is not None:
        write_marked(rng, options.marks, options.folder)
    else:
        write_line(rng, options.one_line, options.folder)


if __name__ == '__main__':
    main()
