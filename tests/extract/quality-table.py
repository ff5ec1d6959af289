#!/usr/bin/env python3
"""Measures the extractor and writes the tables of the manual's page: quality-table.py MEASURE-QUALITY [PREDICTIONS].

Cross-fits on the news corpus (or takes cross-fitted PREDICTIONS), judges the shipped weights on the other
corpora, and puts the tables, the date and the revision between the marks of data/manual/quality.md. The corpora lie in
$SAYSO_SHARED, or in "shared" beside the source tree. Takes two minutes on two idle cores.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import json
import os
import subprocess
import sys
import tempfile

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('SAYSO_SHARED') or os.path.join(os.path.dirname(SOURCE), 'shared')
CORPORA = os.path.join(SHARED, 'corpora')
NEWS = os.path.join(CORPORA, 'polnear.dev.jsonl')
PAGE = os.path.join(SOURCE, 'data', 'manual', 'quality.md')
BEGIN, END = '<!-- measured: begin -->\n', '<!-- measured: end -->\n'

sys.path.insert(0, CORPORA)
sys.dont_write_bytecode = True


def score(gold, predictions, *options):
    text = subprocess.run([sys.executable, '-B', os.path.join(CORPORA, 'score.py'), gold, predictions, '--json', *options],
                          check=True, capture_output=True, text=True).stdout
    return json.loads(text)


def percent(share):
    return 'n/a' if share is None else '%.1f' % (100 * share)


def news_table(result):
    content, kinds = result['content'], result['by_kind']
    recall = ' / '.join(percent(kinds[kind]['match']['r']) for kind in ('direct', 'indirect', 'mixed'))
    return ('| | match F1 | exact F1 | attributed F1 | recall direct / indirect / mixed | speaker accuracy |\n'
            '| --- | --- | --- | --- | --- | --- |\n'
            '| Sayso | %s | %s | %s | %s | %s |\n'
            '| one trained annotator against another | 92.5 | 86.2 | 89.6 | 98.0 / 84.8 / 94.0 | 97.7 |\n'
            '| a few regular expressions | 61.0 | 46.4 | 41.7 | 78.8 / 20.3 / 45.1 | 68.6 |\n'
            % (percent(content['match']['f1']), percent(content['exact']['f1']), percent(result['attributed']['f1']),
               recall, percent(result['speaker']['accuracy'])))


def others_table(program, folder):
    rows = ''
    for name, what in (('gumnews', 'Wikinews'), ('litbank', 'novels, direct speech'),
                       ('factappeal', 'single sentences, claims of fact')):
        gold, predictions = os.path.join(CORPORA, name + '.dev.jsonl'), os.path.join(folder, name)
        subprocess.run([program, 'predict', gold, predictions], check=True)
        result = score(gold, predictions)
        source = result.get('source') or {}
        rows += '| %s | %s | %s | %s | %s |\n' % (
            what, percent(result['content']['match'].get('f1')), percent(result['content']['match']['r']),
            percent(result['attributed'].get('f1')), percent(source.get('r')) if source.get('n_gold') else '')
    return '| | match F1 | match recall | attributed F1 | source recall |\n| --- | --- | --- | --- | --- |\n' + rows


def words(text, spans):
    found, at = set(), 0
    for start, end in spans:
        for at in range(start, end):
            if text[at].isalnum() and (at == 0 or not text[at - 1].isalnum()):
                found.add(at)
    return found


def is_right(quote, text, gold):
    mine = words(text, quote['spans'])
    return any(4 * len(mine & other) >= len(mine) + len(other) and mine for other in gold)


def reliability(predictions):
    """Ten bins of confidence: how many suggestions, how many right, and the expected calibration error."""
    articles = {article['id']: article for article in map(json.loads, open(NEWS, encoding='utf-8'))}
    bins = [[0, 0, 0.0] for _ in range(10)]
    for line in map(json.loads, open(predictions, encoding='utf-8')):
        article = articles[line['id']]
        gold = [words(article['text'], [span]) for quote in article['quotes'] for span in quote['spans'] if quote['reporting']]
        gold += [words(article['text'], quote['spans']) for quote in article['quotes'] if quote['reporting']]
        for quote in line['quotes']:
            entry = bins[min(quote['confidence'] // 100, 9)]
            entry[0] += 1
            entry[1] += is_right(quote, article['text'], gold)
            entry[2] += quote['confidence'] / 1000
    total = sum(n for n, _, _ in bins)
    error = sum(abs(right - sure) for n, right, sure in bins) / total
    rows = [(10 * i, n, right) for i, (n, right, _) in enumerate(bins) if n]
    table = ('| given as | %s |\n' % ' | '.join('%d–%d' % (low, low + 9 if low < 90 else 100) for low, _, _ in rows)
             + '| --- %s|\n' % ('| --- ' * len(rows))
             + '| right, in percent | %s |\n' % ' | '.join('%.0f' % (100 * right / n) for _, n, right in rows)
             + '| suggestions | %s |\n' % ' | '.join('{:,}'.format(n) for _, n, _ in rows))
    return table, error


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        predictions = sys.argv[2] if len(sys.argv) > 2 else os.path.join(folder, 'news')
        if len(sys.argv) < 3:
            subprocess.run([program, 'cross-fit', NEWS, predictions], check=True)
        news = news_table(score(NEWS, predictions, '--reporting-only'))
        others = others_table(program, folder)
        bins, error = reliability(predictions)
    revision = subprocess.run(['git', '-C', SOURCE, 'rev-parse', '--short', 'HEAD'], capture_output=True, text=True).stdout.strip()
    measured = ('%sMeasured on %s at revision %s.\n\n%s\nThe shipped weights on other texts:\n\n%s\n'
                'Confidence against truth; the expected calibration error is %.3f:\n\n%s%s'
                % (BEGIN, datetime.date.today(), revision, news, others, error, bins, END))
    with open(PAGE, encoding='utf-8') as page:
        text = page.read()
    head, rest = text.split(BEGIN)
    with open(PAGE, 'w', encoding='utf-8') as page:
        page.write(head + measured + rest.split(END)[1])


main()
