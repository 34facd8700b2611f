// The forms we make for Kaoto are the forms Kaoto would make.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import * as catalog from '../lib/catalog.mjs';

// Their defaults are numbers for enum values, or too large for JavaScript; ours has neither.
const oddDefaults = new Set(['cometd', 'cometds', 'grpc', 'snmp']);

for (const version of catalog.camelVersions) {
  test(`the form of each component of Camel ${version} equals Kaoto's own`, () => {
    const components = catalog.runtime(version).catalog('components');
    const different = Object.keys(components).filter(name => {
      const { propertiesSchema, ...component } = components[name];
      return !isDeepStrictEqual(catalog.componentSchema(component), propertiesSchema);
    });
    assert.deepEqual(different.filter(name => !oddDefaults.has(name)), []);
  });

  test(`the form of each Kamelet that comes with Camel ${version} equals Kaoto's own`, () => {
    const kamelets = catalog.runtime(version).catalog('kamelets');
    const different = Object.keys(kamelets).filter(name => {
      const { propertiesSchema, ...kamelet } = kamelets[name];
      return !isDeepStrictEqual(catalog.kameletSchema(kamelet), propertiesSchema);
    });
    assert.deepEqual(different, []);
  });
}
