#!/usr/bin/env node
// Usage: kaoto-catalog.mjs <folder>
// Makes a catalog for Kaoto: Camel's own, with the component waping and its Kamelets added.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as catalog from '../lib/catalog.mjs';

const [target] = process.argv.slice(2);
if (!target) {
  console.error('usage: kaoto-catalog.mjs <folder>');
  process.exit(2);
}
const component = catalog.ourComponent();
if (!component) {
  console.error('there is no waping.json yet: build the project first');
  process.exit(1);
}
const folder = resolve(target);
rmSync(folder, { recursive: true, force: true });
const base = catalog.library();
const definitions = base.definitions.flatMap(definition => {
  const { runtime, version } = definition;
  if (['Main', 'Spring Boot'].includes(runtime) && catalog.camelVersions.includes(version)) {
    return [addTo(catalog.runtime(version, runtime))];
  }
  // What Kaoto needs beside Camel: tests with Citrus, functions of XSLT.
  return runtime === 'XSLT' || (runtime === 'Citrus' && version.startsWith('5')) ? [asItIs(definition)] : [];
});
copy(dirname(base.starterTemplates));
write(join(folder, 'index.json'), { ...base, name: 'Camel with WAPing', definitions });
console.log(`${folder}: ${definitions.map(({ name }) => name).join(', ')}`);

function asItIs(definition) {
  copy(dirname(definition.fileName));
  return definition;
}

function copy(part) {
  cpSync(join(catalog.baseFolder, part), join(folder, part), { recursive: true });
}

function addTo({ definition, folder: source, index }) {
  const place = dirname(join(folder, definition.fileName));
  cpSync(source, place, { recursive: true });
  const catalogs = { ...index.catalogs };
  const extend = (name, entries) => {
    const old = join(place, catalogs[name].file);
    const extended = { ...JSON.parse(readFileSync(old, 'utf8')), ...entries };
    rmSync(old);
    catalogs[name] = { ...catalogs[name], file: hashed(place, `camel-catalog-aggregate-${name}`, extended) };
  };
  extend('components', { waping: catalog.componentEntry(component) });
  extend('kamelets', Object.fromEntries(
    catalog.ourKamelets().map(kamelet => [kamelet.metadata.name, catalog.kameletEntry(kamelet)])));
  rmSync(join(folder, definition.fileName));
  const name = `${definition.name} with WAPing`;
  const fileName = join(dirname(definition.fileName), hashed(place, 'index', { ...index, name, catalogs }));
  return { ...definition, name, fileName };
}

/** Kaoto's files carry a digest in their names, so that a browser never shows an old one. */
function hashed(place, name, value) {
  const text = JSON.stringify(value);
  const file = `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}.json`;
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, file), text);
  return file;
}

function write(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(value, null, 2));
}
