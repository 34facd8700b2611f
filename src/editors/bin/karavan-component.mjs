#!/usr/bin/env node
// Usage: karavan-component.mjs <components.json of Karavan> [<waping.json>]
// Adds the component waping to Karavan's components, or brings it up to date. Run again after each upgrade of Karavan.
import { readFileSync, writeFileSync } from 'node:fs';
import { componentJson } from '../lib/repository.mjs';
import { withComponent } from '../lib/karavan-component.mjs';

const [target, source = componentJson] = process.argv.slice(2);
if (!target) {
  console.error('usage: karavan-component.mjs <components.json of Karavan> [<waping.json>]');
  process.exit(2);
}
const read = path => JSON.parse(readFileSync(path, 'utf8'));
const before = read(target);
if (!Array.isArray(before) || !before.every(({ component }) => component?.name)) {
  console.error(`${target} is not a list of components; nothing was changed`);
  process.exit(1);
}
const after = withComponent(before, read(source));
writeFileSync(target, JSON.stringify(after));
console.log(`${target}: ${after.length} components, among them waping`);
