// w3c: Recogito's own adapter reads every annotation and finds the same quotes at the same places.
//
// Its positions count UTF-16, the specification's count code points: the adapter takes the numbers as they are, so
// they are held against the code points of the article.
//
// SPDX-License-Identifier: GPL-3.0-or-later
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { JSDOM } from 'jsdom';

const dom = new JSDOM('<!DOCTYPE html><body></body>');
globalThis.window = dom.window;
globalThis.document = dom.window.document;
for (const name of ['navigator', 'Node', 'NodeFilter', 'Range', 'HTMLElement', 'CSSStyleSheet', 'DOMRect', 'KeyboardEvent'])
  if (!(name in globalThis))
    globalThis[name] = dom.window[name];
const { W3CTextFormat } = await import('@recogito/text-annotator');

const folder = process.argv[2];
for (const file of readdirSync(folder).filter((name) => name.endsWith('.w3c')).sort()) {
  const name = file.slice(0, -'.w3c'.length);
  const truth = JSON.parse(readFileSync(join(folder, `${name}.truth.json`), 'utf8'));
  const characters = Array.from(readFileSync(join(folder, `${name}.txt`), 'utf8'));
  const annotations = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const expected = new Map(truth.annotations.map((annotation) => [`urn:uuid:${annotation.id}`, annotation]));
  let read = 0;
  for (const annotation of annotations.filter((one) => one.motivation !== 'linking')) {
    const { parsed, error } = W3CTextFormat('harbour.txt').parse(annotation);
    assert.equal(error, undefined, `${name}: ${error}`);
    const wanted = expected.get(annotation.id);
    const found = parsed.target.selector.map(({ start, end, quote }) => [start, end, quote]);
    assert.deepEqual(found, wanted.spans, name);
    for (const [start, end, quote] of found)
      assert.equal(characters.slice(start, end).join(''), quote, name);
    assert.equal(parsed.bodies.find((body) => body.purpose === 'classifying').value, wanted.type);
    read++;
  }
  assert.equal(read, truth.annotations.length, name);
  const links = annotations.filter((one) => one.motivation === 'linking');
  for (const link of links)
    assert.ok(link.target.length === 2 && link.target.every((id) => expected.has(id)), name);
}
