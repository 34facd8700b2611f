// Every route, Kamelet and snippet of this repository survives both designers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { ourComponent, camelVersions } from '../lib/catalog.mjs';
import { Kaoto, karavanProblems, shapeProblems } from '../lib/checks.mjs';
import * as karavan from '../lib/karavan.mjs';
import { kamelets, samples } from '../lib/repository.mjs';

const kaotos = camelVersions.map(version => new Kaoto(version));
const all = samples(kaotos[0].steps);
const kameletTexts = kamelets().map(path => readFileSync(path, 'utf8'));
const stock = karavan.stockComponents();
const extended = ourComponent() ? [...stock, ourComponent()] : stock;

const none = problems => assert.deepEqual(problems.map(({ code, detail }) => `${code}: ${detail}`), []);

for (const sample of all) {
  test(`${sample.name} has no shape that a designer breaks`, () => none(shapeProblems(sample)));

  for (const [edition, components] of [['as it is', stock], ['that knows waping:', extended]]) {
    const promise = sample.stable ? 'comes back byte for byte from' : 'loses nothing in';
    test(`${sample.name} ${promise} Karavan ${edition}`, () => {
      karavan.know(components, kameletTexts);
      none(karavanProblems(sample, new Map(components.map(known => [known.component.name, known]))));
    });
  }

  for (const kaoto of kaotos) {
    test(`${sample.name} fits Kaoto's catalog of Camel ${kaoto.version}`, () => none(kaoto.problems(sample)));
  }
}
