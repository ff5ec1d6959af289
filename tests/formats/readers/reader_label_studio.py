"""label-studio: the converter of its own SDK takes the tasks and gives the same marks back.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import json
import os
import tempfile

from label_studio_sdk.converter import Converter

import cases

CONFIG = '''<View><Labels name="label" toName="text"><Label value="speaker"/><Label value="claim"/>
<Label value="source"/><Label value="cue"/></Labels><Text name="text" value="$text"/></View>'''


def convert(case, folder):
    converter = Converter(CONFIG, folder)
    converter.convert(case.path('label-studio'), folder, 'JSON_MIN', is_dir=False)
    with open(os.path.join(folder, 'result.json'), encoding='utf-8') as file:
        return json.load(file)


def check_task(case):
    task, = json.loads(case.read('label-studio'))
    assert task['data']['text'] == case.text
    found = collections.Counter()
    for results in task['annotations'] + task['predictions']:
        regions = {item['id']: item for item in results['result'] if item['type'] == 'labels'}
        for item in results['result']:
            if item['type'] == 'relation':
                assert item['from_id'] in regions and item['to_id'] in regions
            else:
                value = item['value']
                assert case.text[value['start']:value['end']] == value['text'], (case.name, item)
                found[(value['start'], value['end'], value['labels'][0])] += 1
    cases.same(case.name, case.marks(), found)


for case in cases.cases():
    check_task(case)
    with tempfile.TemporaryDirectory() as folder:
        tasks = convert(case, folder)
    expected = collections.Counter(
        (span.start, span.end, annotation.type) for annotation in case.annotations
        if annotation.status != 'suggested' for span in annotation.spans)
    found = collections.Counter(
        (mark['start'], mark['end'], mark['labels'][0]) for task in tasks for mark in task.get('label', []))
    cases.same(case.name, expected, found)
