#!/usr/bin/env python3
"""The colours of each look, computed from the style sheets: test-contrast.py UI-FOLDER.

Text keeps 4.5:1 on whatever it may stand on (WCAG 2.1, 1.4.3), lines and bars 3:1 (1.4.11); in high contrast 7:1 (1.4.6)
and 4.5:1. What is behind speakers,
claims and sources stays apart for eyes without red, green or blue cones, and with them.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import itertools
import math
import os
import re
import sys

UI = sys.argv[1]
LOOKS = ('light', 'dark', 'contrast-light', 'contrast-dark')
# What words may stand on where a rule gives them a colour alone, by the beginning of its selector.
SURFACES = (
    ('window.sayso headerbar', ('pane',)),
    ('.start-pane', ('pane',)), ('.filter-bar', ('pane',)), ('.placeholder', ('pane',)), ('.legend', ('pane',)),
    ('.segmented .count', ('well', 'raised')),
    ('claim-card', ('card',)),
    ('inspector .note', ('card',)), ('inspector', ('pane',)),
    ('review-bar', ('card',)), ('.article', ('article',)),
    ('.history-row', ('pane',)), ('listview.history', ('pane',)), ('.dialog-content', ('pane',)),
)
ANYWHERE = ('pane', 'card', 'article')
FILLS = ('speaker_fill', 'claim_fill', 'source_fill')
# Of the most a simulation of colour blindness leaves between fills; below it two of them would look alike.
LEAST_DIFFERENCE = 8.9


def read(name):
    with open(os.path.join(UI, name), encoding='utf-8') as file:
        return re.sub(r'/\*.*?\*/', '', file.read(), flags=re.S)


def palette(look):
    found = re.findall(r'@define-color sayso_(\w+) (\S+);', read(look + '.css'))
    assert found, look
    return {name: tuple(int(value[i:i + 2], 16) / 255 for i in (1, 3, 5)) for name, value in found if value != 'transparent'}


def rules():
    """(selector, declarations) of the style sheet, each selector of a list for itself."""
    for selectors, body in re.findall(r'([^{}]+)\{([^}]*)\}', read('sayso.css')):
        declarations = dict(re.findall(r'([\w-]+)\s*:\s*([^;]+)', body))
        for selector in selectors.split(','):
            yield selector.strip(), declarations


def named(value):
    found = re.fullmatch(r'@sayso_(\w+)', (value or '').strip())
    return found.group(1) if found else None


def linear(colour):
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour]


def contrast(one, other):
    bright = sorted(sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear(colour)))
                    for colour in (one, other))
    return (bright[1] + 0.05) / (bright[0] + 0.05)


def blend(front, back, alpha):
    return tuple(alpha * one + (1 - alpha) * other for one, other in zip(front, back))


def text_pairs():
    """(colour of the words, what they stand on, where from) that the style sheet brings about."""
    for selector, declarations in rules():
        words = named(declarations.get('color'))
        ground = named(declarations.get('background-color')) or named(declarations.get('background'))
        if words and ground:
            yield words, ground, selector
        elif ground and ground not in ('selection', 'accent'):
            yield 'text', ground, selector
        elif words:
            surfaces = next((there for start, there in SURFACES if selector.startswith(start)), ANYWHERE)
            for surface in surfaces:
                yield words, surface, selector


def least(look, usual, high):
    return high if look.startswith('contrast') else usual


def test_every_colour():
    """Each look defines the same colours, and the style sheet uses no other."""
    # Outlines are there in the looks of high contrast alone.
    names = [set(palette(look)) | {'outline'} for look in LOOKS]
    assert all(other == names[0] for other in names), 'the looks differ in their colours'
    used = set(re.findall(r'@sayso_(\w+)', read('sayso.css')))
    assert used <= names[0], 'not defined: %s' % sorted(used - names[0])


def test_text():
    pairs = sorted(set(text_pairs()))
    assert len(pairs) > 40, 'only %d pairs were found in the style sheet' % len(pairs)
    # A colour that a rule uses for words alone must be looked at.
    assert {'text', 'dim', 'accent_text', 'on_accent', 'good', 'warning', 'source_line'} <= {words for words, _, _ in pairs}
    lowest = 21
    for look in LOOKS:
        colours = palette(look)
        for words, ground, selector in pairs:
            if 'icon' in selector:
                continue
            ratio = contrast(colours[words], colours[ground])
            lowest = min(lowest, ratio)
            assert ratio >= least(look, 4.5, 7), '%s: %s on %s is %.2f (%s)' % (look, words, ground, ratio, selector)
    return 'lowest %.2f' % lowest


def test_marked_text():
    """The article's words on each mark, also nested and selected."""
    lowest = 21
    for look in LOOKS:
        colours = palette(look)
        for fill in FILLS + ('selection',):
            for ground in (colours[fill], blend(colours[fill], colours['article'], 0.35)):
                ratio = contrast(colours['text'], ground)
                lowest = min(lowest, ratio)
                assert ratio >= least(look, 4.5, 7), '%s: text on %s is %.2f' % (look, fill, ratio)
    return 'lowest %.2f' % lowest


def test_lines():
    """Underlines, bars, rings and icons against what they are drawn on."""
    lowest = 21
    for look in LOOKS:
        colours = palette(look)
        pairs = [(line, ground) for line, fill in (('speaker_line', 'speaker_fill'), ('claim_line', 'claim_fill'),
                                                   ('source_line', 'source_fill')) for ground in (fill, 'article', 'card', 'pane')]
        pairs += [('cue_line', 'article'), ('good', 'card'), ('bad', 'card'), ('warning', 'card')]
        pairs += [('accent_text', ground) for ground in ANYWHERE]
        for line, ground in pairs:
            ratio = contrast(colours[line], colours[ground])
            lowest = min(lowest, ratio)
            assert ratio >= least(look, 3, 4.5), '%s: %s on %s is %.2f' % (look, line, ground, ratio)
    return 'lowest %.2f' % lowest


# How colours look without the cones for long, middle or short waves (Machado, Oliveira and Fernandes 2009).
SIGHTS = {
    'all cones': ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    'protan': ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    'deutan': ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    'tritan': ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def lab(linear_colour):
    red, green, blue = (min(max(value, 0), 1) for value in linear_colour)
    xyz = ((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
           0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
           (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
    x, y, z = (value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116 for value in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def hue(a, b):
    return math.degrees(math.atan2(b, a)) % 360 if a or b else 0


def difference(one, other):
    """CIEDE2000."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - math.sqrt(mean ** 7 / (mean ** 7 + 25 ** 7)))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = hue(a1 * stretch, b1), hue(a2 * stretch, b2)
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    hue_mean = h1 + h2 if not c1 * c2 else (h1 + turn / 2) % 360
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    big_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    weight = (1 - 0.17 * math.cos(math.radians(hue_mean - 30)) + 0.24 * math.cos(math.radians(2 * hue_mean))
              + 0.32 * math.cos(math.radians(3 * hue_mean + 6)) - 0.2 * math.cos(math.radians(4 * hue_mean - 63)))
    s_l = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    s_c, s_h = 1 + 0.045 * chroma, 1 + 0.015 * chroma * weight
    rotation = (-2 * math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7))
                * math.sin(math.radians(60 * math.exp(-((hue_mean - 275) / 25) ** 2))))
    parts = ((l2 - l1) / s_l, (c2 - c1) / s_c, big_h / s_h)
    return math.sqrt(sum(part ** 2 for part in parts) + rotation * parts[1] * parts[2])


def test_difference_formula():
    """Against pairs of the paper by Sharma, Wu and Dalal (2005)."""
    for one, other, wanted in (((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
                               ((50, 2.5, 0), (73, 25, -18), 27.1492),
                               ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
                               ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373)):
        assert abs(difference(one, other) - wanted) < 1e-3, (one, other, difference(one, other))


def test_apart():
    lowest = 100
    for look in LOOKS:
        colours = palette(look)
        for sight, matrix in SIGHTS.items():
            seen = {fill: lab([sum(weight * value for weight, value in zip(row, linear(colours[fill]))) for row in matrix])
                    for fill in FILLS}
            for one, other in itertools.combinations(FILLS, 2):
                apart = difference(seen[one], seen[other])
                lowest = min(lowest, apart)
                assert apart >= LEAST_DIFFERENCE, '%s, %s: %s and %s are %.1f apart' % (look, sight, one, other, apart)
    return 'least %.1f' % lowest


def main():
    tests = [value for name, value in globals().items() if name.startswith('test_')]
    failed = 0
    print('1..%d' % len(tests))
    for number, test in enumerate(tests, 1):
        name = '/view/contrast/' + test.__name__[5:].replace('_', '-')
        try:
            measured = test()
            print('ok %d - %s' % (number, name))
            if measured:
                print('# ' + measured)
        except AssertionError as error:
            failed += 1
            print('not ok %d - %s\n# %s' % (number, name, error))
    return 1 if failed else 0


sys.exit(main())
