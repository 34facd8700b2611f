// The catalog we make holds all that its index names, and can be read from a page of another origin.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = join(dirname(fileURLToPath(import.meta.url)), '..', 'bin');
const folder = mkdtempSync(join(tmpdir(), 'kaoto-catalog-'));
let server;
let base;

before(async () => {
  execFileSync(process.execPath, [join(bin, 'kaoto-catalog.mjs'), folder]);
  server = spawn(process.execPath, [join(bin, 'kaoto-catalog-server.mjs'), folder, '0']);
  const [line] = await once(server.stdout, 'data');
  base = String(line).match(/^(http:\S+)\/index\.json/)[1];
});

after(() => {
  server.kill();
  rmSync(folder, { recursive: true });
});

async function get(path) {
  const response = await fetch(`${base}/${path}`);
  assert.equal(response.status, 200, path);
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  return path.endsWith('.json') ? response.json() : response.text();
}

test('every runtime of the index has our component and Kamelets, and every file it names', async () => {
  const { definitions, starterTemplates } = await get('index.json');
  await get(starterTemplates);
  assert.deepEqual([...new Set(definitions.map(({ runtime }) => runtime))].sort(), ['Citrus', 'Main', 'Spring Boot', 'XSLT']);
  for (const { fileName, runtime } of definitions) {
    const index = await get(fileName);
    const place = dirname(fileName);
    for (const { file } of [...Object.values(index.catalogs), ...Object.values(index.schemas ?? {})]) {
      await get(`${place}/${file}`);
    }
    if (runtime === 'Main' || runtime === 'Spring Boot') {
      const components = await get(`${place}/${index.catalogs.components.file}`);
      assert.equal(components.waping.propertiesSchema.properties.apiKey.format, 'password');
      assert.ok(components.kafka);
      const kamelets = await get(`${place}/${index.catalogs.kamelets.file}`);
      assert.ok(kamelets['waping-send-sink'].propertiesSchema.properties.to);
    }
  }
});

test('nothing outside the folder is served', async () => {
  const response = await fetch(`${base}/..%2f..%2fetc%2fpasswd`);
  assert.equal(response.status, 404);
});
