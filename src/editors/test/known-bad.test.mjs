// The checks see what they are there to see: each file in known-bad breaks in the way its first lines say.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { basename, join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ourComponent } from '../lib/catalog.mjs';
import { Kaoto, karavanProblems, shapeProblems } from '../lib/checks.mjs';
import * as karavan from '../lib/karavan.mjs';
import { files, kindOf } from '../lib/repository.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'known-bad');
const kaoto = new Kaoto('4.18.4');
const components = karavan.stockComponents();

for (const path of files(folder, name => name.endsWith('.yaml'))) {
  const written = readFileSync(path, 'utf8');
  const expected = written.match(/^# breaks: (.*)$/m)[1].split(', ');
  const text = written.replace(/^#.*\n/gm, '');
  const sample = { name: basename(path), text, kind: kindOf(text, kaoto.steps), stable: false };

  test(`${sample.name} is found to break: ${expected.join(', ')}`, () => {
    karavan.know(written.includes('# with waping:') && ourComponent() ? [...components, ourComponent()] : components);
    const known = new Map(components.map(one => [one.component.name, one]));
    const found = new Set(
      [...shapeProblems(sample), ...karavanProblems(sample, known), ...kaoto.problems(sample)].map(({ code }) => code));
    for (const code of expected) {
      assert.ok(found.has(code), `${code} not among ${[...found].join(', ') || 'no problems'}`);
    }
  });
}
