// Karavan and Kaoto draw our component and Kamelets with all their fields.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as catalog from '../lib/catalog.mjs';
import { withComponent } from '../lib/karavan-component.mjs';
import * as karavan from '../lib/karavan.mjs';
import { kamelets } from '../lib/repository.mjs';

const FIELD_TYPES = ['string', 'integer', 'int', 'number', 'duration', 'boolean', 'enum', 'object'];
const component = catalog.ourComponent();
const kameletTexts = kamelets().map(path => readFileSync(path, 'utf8'));
const icons = join(dirname(fileURLToPath(import.meta.url)), '..', 'icons');

test('adding the component twice leaves it there once, in its newest form', () => {
  const once = withComponent(karavan.stockComponents(), { ...component, headers: {} });
  const twice = withComponent(once, component);
  assert.equal(twice.length, once.length);
  const added = twice.find(known => known.component.name === 'waping');
  assert.deepEqual(added.headers, component.headers);
});

test('Karavan offers a field for each option of a step that sends', () => {
  karavan.know(withComponent(karavan.stockComponents(), component));
  const fields = karavan.karavan.ComponentApi.getComponentProperties('waping', 'producer');
  const options = Object.entries(component.properties).filter(([, option]) => !option.label.includes('consumer'));
  assert.deepEqual(fields.map(field => field.name).sort(), options.map(([name]) => name).sort());
  assert.deepEqual(fields.filter(field => !FIELD_TYPES.includes(field.type)), []);
  assert.equal(fields[0].name, 'operation');
  assert.deepEqual(fields.filter(field => field.secret).map(field => field.name), ['apiKey']);
});

test('Karavan reads the operation out of an inline URI once it knows the component', () => {
  karavan.know(withComponent(karavan.stockComponents(), component));
  assert.deepEqual([...karavan.karavan.ComponentApi.getUriParts('waping:devices')], [['operation', 'devices']]);
});

test("Karavan's palette has each Kamelet with its title, icon, kind and fields", () => {
  karavan.know(karavan.stockComponents(), kameletTexts);
  const { KameletApi } = karavan.karavan;
  for (const kamelet of catalog.ourKamelets()) {
    const shown = KameletApi.findKameletByName(kamelet.metadata.name);
    assert.equal(shown.title(), kamelet.spec.definition.title);
    assert.ok(shown.icon().startsWith('data:image/svg+xml;base64,'));
    assert.equal(shown.type(), kamelet.metadata.labels['camel.apache.org/kamelet.type']);
    const fields = KameletApi.getKameletProperties(kamelet.metadata.name);
    assert.deepEqual(fields.map(field => field.id), Object.keys(kamelet.spec.definition.properties));
    assert.ok(fields.every(field => field.title && field.description && field.type));
  }
});

test('a Kamelet marks its secrets, and asks for none of them', () => {
  for (const { metadata, spec } of catalog.ourKamelets()) {
    for (const [name, property] of Object.entries(spec.definition.properties)) {
      assert.equal(property.format === 'password', /key|token|secret|password/i.test(name) && name !== 'idempotencyKey',
        `${metadata.name}.${name}`);
    }
    const required = spec.definition.required ?? [];
    assert.deepEqual(required.filter(name => spec.definition.properties[name].format === 'password'), []);
  }
});

test('each Kamelet has one of the icons in this folder', () => {
  const known = ['send', 'devices', 'error', 'replay'].map(name => readFileSync(join(icons, `${name}.svg`), 'utf8').trimEnd());
  for (const { metadata } of catalog.ourKamelets()) {
    const icon = metadata.annotations['camel.apache.org/kamelet.icon'].replace('data:image/svg+xml;base64,', '');
    assert.ok(known.includes(Buffer.from(icon, 'base64').toString()), metadata.name);
  }
});

test('each file is named after its Kamelet, and its kind', () => {
  kamelets().forEach((path, index) => {
    const { metadata } = catalog.ourKamelets()[index];
    assert.ok(path.endsWith(`/${metadata.name}.kamelet.yaml`));
    assert.ok(metadata.name.endsWith(`-${metadata.labels['camel.apache.org/kamelet.type']}`));
  });
});
