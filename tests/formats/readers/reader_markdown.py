"""markdown: two parsers with footnotes show the article's own words, as plain text, and a footnote for each claim.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import html
import re

import html5lib
import markdown
import markdown_it
from mdit_py_plugins.footnote import footnote_plugin

import cases

BAD = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]')
NAME = '{http://www.w3.org/1999/xhtml}'


def words(text):
    return ' '.join(BAD.sub('\ufffd', text.replace('\r', '\n')).split())


def render(case):
    source = case.read('markdown')
    yield markdown_it.MarkdownIt('commonmark').enable('table').use(footnote_plugin).render(source)
    yield markdown.markdown(source, extensions=['footnotes', 'tables'])


def check(case, page):
    body = html5lib.parse(page)
    allowed = {'html', 'head', 'body', 'h1', 'p', 'br', 'sup', 'a', 'hr', 'section', 'div', 'ol', 'li', 'strong'}
    tags = {element.tag.replace(NAME, '') for element in body.iter()}
    assert tags <= allowed, (case.name, tags - allowed)
    # What comes before the footnotes, without the title and the references.
    before = re.split(r'<hr class="footnotes-sep"|<div class="footnote"', page)[0]
    before = re.sub(r'<h1>.*?</h1>', '', before, count=1, flags=re.S)
    before = re.sub(r'<sup.*?</sup>', '', before, flags=re.S)
    shown = html.unescape(re.sub(r'<[^>]*>', '', before))
    assert words(shown) == words(case.text), (case.name, words(shown), words(case.text))
    notes = [words(''.join(element.itertext())) for element in body.iter(NAME + 'li')]
    claims = [words(' … '.join(span.text for span in a.spans)) for a in case.annotations if a.type == 'claim']
    assert len(notes) == len(claims), case.name
    for claim in claims:
        assert any(note.startswith(claim) for note in notes), (case.name, claim)


for one in cases.cases():
    for rendered in render(one):
        check(one, rendered)
