"""html: a strict HTML parser finds no error, the article's own text with every mark, a card for each claim, and
nothing that a page could fetch or run.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import re

import html5lib

import cases

BAD = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]')
NAME = '{http://www.w3.org/1999/xhtml}'


def shown(text):
    return BAD.sub('\ufffd', text.replace('\r\n', '\n').replace('\r', '\n'))


def walk(element, classes, pieces):
    """Pieces of text with the classes of the marks around them; numbers left out."""
    pieces.append((element.text or '', classes))
    for child in element:
        if child.tag == NAME + 'mark':
            walk(child, set(child.get('class').split()), pieces)
        pieces.append((child.tail or '', classes))


def check(case):
    parser = html5lib.HTMLParser(strict=True)
    root = parser.parse(case.read('html'))
    for element in root.iter():
        assert element.tag.replace(NAME, '') not in ('script', 'img', 'link', 'iframe', 'object', 'form'), element.tag
        for name, value in element.attrib.items():
            assert not name.startswith('on') and name not in ('src', 'srcset'), name
            assert name != 'href' or value.startswith(('#', 'https://', 'http://')), value
    ids = [element.get('id') for element in root.iter() if element.get('id')]
    assert len(ids) == len(set(ids))
    targets = {element.get('href')[1:] for element in root.iter() if element.get('href', '').startswith('#')}
    assert targets <= set(ids), targets - set(ids)
    article, = (element for element in root.iter() if element.get('class') == 'article')
    pieces = []
    walk(article, set(), pieces)
    assert ''.join(text for text, _ in pieces) == shown(case.text), case.name
    check_marks(case, pieces)
    quotes = [''.join(element.itertext()) for element in root.iter(NAME + 'blockquote')]
    claims = [shown(' … '.join(span.text for span in a.spans)) for a in case.annotations if a.type == 'claim']
    assert sorted(quotes) == sorted(claims), case.name


def check_marks(case, pieces):
    """Character by character: which types cover it."""
    found = [classes - {'deep'} for text, classes in pieces for _ in text]
    covering = [set() for _ in case.text]
    for annotation in case.annotations:
        for span in annotation.spans:
            for i in range(span.start, span.end):
                covering[i].add(annotation.type)
    kept = [types for i, types in enumerate(covering) if case.text[i:i + 2] != '\r\n']
    assert found == kept, case.name


for one in cases.cases():
    check(one)
