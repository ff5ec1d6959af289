#!/usr/bin/env python3
"""The picture of the layers is true: test-architecture.py SOURCE-ROOT.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

SOURCE = os.path.abspath(sys.argv[1])
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'style'))
import rules  # noqa: E402 pylint: disable=wrong-import-position


def included():
    """{layer: the layers that it includes}, from the sources."""
    found = {}
    tree = rules.Tree(SOURCE)
    for path in tree.matching(r'^src/[^/]+/.*\.[ch]$'):
        layer = path.split('/')[1]
        names = {match.group(2).split('/')[0] for match in rules.INCLUDE.finditer(rules.strip_comments(tree.text(path)))
                 if match.group(1) == '"' and '/' in match.group(2)}
        found.setdefault(layer, set()).update(names - {layer})
    return found


def drawn():
    root = ElementTree.parse(os.path.join(SOURCE, 'data', 'manual', 'architecture.svg')).getroot()
    boxes = {element.get('data-layer') for element in root.iter() if element.get('data-layer')}
    arrows = {(element.get('data-from'), element.get('data-to')) for element in root.iter() if element.get('data-from')}
    labels = {(text.text or '') for text in root.iter('{http://www.w3.org/2000/svg}text')}
    return boxes, arrows, labels


def reachable(arrows, start):
    found, todo = set(), [start]
    while todo:
        at = todo.pop()
        for source, target in arrows:
            if source == at and target not in found:
                found.add(target)
                todo.append(target)
    return found


def problems(real, boxes, arrows, labels):
    for layer in sorted(set(real) - boxes):
        yield '%s is a layer and no box of the picture' % layer
    for layer in sorted(boxes - set(rules.LAYERS)):
        yield '%s is a box and no layer' % layer
    for layer in sorted(boxes - labels):
        yield '%s: the box does not say its name' % layer
    for layer, names in sorted(real.items()):
        for name in sorted(names - reachable(arrows, layer)):
            yield '%s includes %s, and no arrow leads there' % (layer, name)
    for source, target in sorted(arrows):
        if source in real and target in real and target not in real[source]:
            yield 'an arrow leads from %s to %s, and nothing there includes it' % (source, target)


def pages():
    """Each layer stands in the page's table; the headers that it names exist."""
    with open(os.path.join(SOURCE, 'data', 'manual', 'architecture.md'), encoding='utf-8') as file:
        text = file.read()
    for layer in rules.LAYERS:
        row = re.search(r'^\| `%s` \|[^|]*\|([^|]*)\|$' % layer, text, re.M)
        if not row:
            yield 'architecture.md: no row for %s' % layer
            continue
        for name in re.findall(r'`([^`]+\.h)`', row.group(1)):
            if not os.path.exists(os.path.join(SOURCE, 'src', layer, name)):
                yield 'architecture.md: there is no %s/%s' % (layer, name)


def planted(real, boxes, arrows, labels):
    """The test itself sees what is wrong."""
    wrong = {name: set(names) for name, names in real.items()}
    wrong['text'] = wrong['text'] | {'model'}
    if not any('text includes model' in each for each in problems(wrong, boxes, arrows, labels)):
        yield 'an include upwards was not seen'
    if not any('nothing there includes it' in each for each in problems(real, boxes, arrows | {('text', 'app')}, labels)):
        yield 'an arrow to nowhere was not seen'
    if not any('no box' in each for each in problems(real, boxes - {'model'}, arrows, labels)):
        yield 'a missing box was not seen'


def main():
    real = included()
    results = (('picture', list(problems(real, *drawn()))), ('page', list(pages())), ('planted', list(planted(real, *drawn()))))
    print('1..%d' % len(results))
    for number, (name, found) in enumerate(results, 1):
        print('%s %d - /architecture/%s' % ('not ok' if found else 'ok', number, name))
        for problem in found:
            print('# ' + problem)
    return 1 if any(found for _, found in results) else 0


sys.exit(main())
