#!/usr/bin/env node
// Usage: kaoto-catalog-server.mjs <folder> [<port>]
// Serves a catalog to Kaoto on this machine, to any page, as Kaoto's editor asks from a page of its own.
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { join, normalize, resolve, sep } from 'node:path';

const [folder = 'target/kaoto-catalog', port = '8099'] = process.argv.slice(2);
const root = resolve(folder);

const server = createServer((request, response) => {
  const path = normalize(join(root, decodeURIComponent(new URL(request.url, 'http://localhost').pathname)));
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (!path.startsWith(root + sep)) {
    response.writeHead(404).end();
    return;
  }
  createReadStream(path)
    .on('error', () => response.writeHead(404).end())
    .once('open', () => response.setHeader('Content-Type', path.endsWith('.json') ? 'application/json' : 'text/plain'))
    .pipe(response);
});
server.listen(Number(port), '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${server.address().port}/index.json serves ${root}`));
