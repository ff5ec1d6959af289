#!/usr/bin/env python3
"""The colours of the window can be told apart: test-contrast.py SOURCE-ROOT.

The ratio is that of WCAG 2.1: 4.5 for text, 3 for lines and outlines; in high contrast 7 and 4.5.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sys

SOURCE = os.path.abspath(sys.argv[1])
SURFACES = ('article', 'pane', 'card', 'well', 'raised', 'button', 'bad_fill', 'warning_fill', 'info_fill')
MARKS = ('speaker_fill', 'claim_fill', 'source_fill', 'selection')
# (text, what it stands on)
TEXTS = [('text', surface) for surface in SURFACES + MARKS] + [('dim', surface) for surface in ('article', 'pane', 'card', 'well')] + [
    ('on_accent', 'accent'), ('accent_text', 'pane'), ('accent_text', 'article'), ('warning', 'card'), ('good', 'card'), ('bad', 'card')]
LINES = [(line, 'article') for line in ('speaker_line', 'claim_line', 'source_line', 'cue_line')]


def colours(name):
    """{name: (red, green, blue), or None for what is transparent}."""
    with open(os.path.join(SOURCE, 'ui', name + '.css'), encoding='utf-8') as file:
        return {key: None if value == 'transparent' else tuple(int(value[at:at + 2], 16) / 255 for at in (1, 3, 5))
                for key, value in re.findall(r'@define-color sayso_(\w+) (#[0-9a-f]{6}|transparent);', file.read())}


def luminance(colour):
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(a, b):
    darker, lighter = sorted((luminance(a), luminance(b)))
    return (lighter + 0.05) / (darker + 0.05)


def problems(name):
    found = colours(name)
    high = name.startswith('contrast')
    for pairs, least in ((TEXTS, 7 if high else 4.5), (LINES, 4.5 if high else 3)):
        for front, back in pairs:
            if front not in found or back not in found:
                yield '%s: %s or %s is no colour' % (name, front, back)
            elif ratio(found[front], found[back]) < least:
                yield '%s: %s on %s has %.2f, not %.1f' % (name, front, back, ratio(found[front], found[back]), least)
    if high and ratio(found['border'], found['pane']) < 7:
        yield '%s: the border on the pane has %.2f' % (name, ratio(found['border'], found['pane']))


def main():
    assert abs(ratio((0, 0, 0), (1, 1, 1)) - 21) < 0.01
    names = ('light', 'dark', 'contrast-light', 'contrast-dark')
    results = [(name, list(problems(name))) for name in names]
    results.append(('the-same-names', ['%s: %s' % (name, sorted(set(colours(name)) ^ set(colours('light')))) for name in names
                                       if set(colours(name)) != set(colours('light'))]))
    print('1..%d' % len(results))
    for number, (name, found) in enumerate(results, 1):
        print('%s %d - /contrast/%s' % ('not ok' if found else 'ok', number, name))
        for problem in found:
            print('# ' + problem)
    return 1 if any(found for _, found in results) else 0


sys.exit(main())
