// Finds every piece of Camel YAML that this repository shows to people.
import { readFileSync, readdirSync, existsSync, statSync } from 'node:fs';
import { join, relative, sep, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

const SKIPPED = new Set(['target', 'node_modules', '.git', 'generated']);
const TOP_LEVEL = new Set([
  'beans', 'errorHandler', 'from', 'intercept', 'interceptFrom', 'interceptSendToEndpoint', 'onCompletion',
  'onException', 'rest', 'restConfiguration', 'route', 'routeConfiguration', 'routeTemplate', 'templatedRoute',
]);

/** The component's metadata as the build writes it. */
export const componentJson = join(root, 'src/generated/resources/META-INF/app/waping/camel/waping.json');

/** The folder of the Kamelets that go into the jar. */
export const kameletFolder = join(root, 'src/main/resources/kamelets');

export function files(folder, test) {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder)
    .sort()
    .flatMap(name => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) {
        return SKIPPED.has(name) ? [] : files(path, test);
      }
      return test(name) ? [path] : [];
    });
}

export const kamelets = () => files(kameletFolder, name => name.endsWith('.kamelet.yaml'));

/**
 * What a text is to Camel: 'flows' (a list of routes, beans, configurations), 'steps' (a list of steps shown alone),
 * 'Kamelet', 'Pipe' or 'Integration', or undefined for YAML that is none of Camel's.
 */
export function kindOf(text, steps = new Set()) {
  const documents = parseAllDocuments(text);
  const value = documents[0]?.toJS();
  if (Array.isArray(value) && value.length > 0) {
    const keys = value.map(item => (item && typeof item === 'object' ? Object.keys(item)[0] : undefined));
    const dashless = key => key?.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    if (keys.every(key => TOP_LEVEL.has(dashless(key)))) {
      return 'flows';
    }
    return keys.every(key => steps.has(dashless(key))) ? 'steps' : undefined;
  }
  return /^camel\.apache\.org\//.test(value?.apiVersion ?? '') ? value.kind : undefined;
}

/** The fenced yaml blocks of a Markdown text. A block marked `yaml no-designer` shows what the designers cannot do. */
export function snippets(markdown) {
  const found = [];
  const fence = /^([ \t]*)```ya?ml([^\n]*)\n([\s\S]*?)^[ \t]*```/gm;
  for (const [, indent, info, body] of markdown.matchAll(fence)) {
    if (!info.includes('no-designer')) {
      found.push(body.split('\n').map(line => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n'));
    }
  }
  return found;
}

/** Everything to check: {name, text, kind, stable}; `stable` files come back from Karavan byte for byte. */
export function samples(steps) {
  const yaml = [...kamelets(), ...files(join(root, 'examples'), name => /\.ya?ml$/.test(name))].map(path => ({
    name: relative(root, path).split(sep).join('/'),
    text: readFileSync(path, 'utf8'),
  }));
  const pages = [
    join(root, 'README.md'),
    ...files(join(root, 'docs'), name => name.endsWith('.md')),
    ...files(join(root, 'examples'), name => name.endsWith('.md')),
  ].filter(existsSync);
  const shown = pages.flatMap(path =>
    snippets(readFileSync(path, 'utf8')).map((text, index) => ({
      name: `${relative(root, path).split(sep).join('/')}#yaml-${index + 1}`,
      text,
    })));
  return [...yaml, ...shown]
    .map(sample => ({ ...sample, kind: kindOf(sample.text, steps) }))
    .filter(sample => sample.kind)
    .map(sample => ({ ...sample, stable: isStable(sample) }));
}

function isStable({ name, kind }) {
  return kind !== 'Pipe' && (name.startsWith('src/main/resources/kamelets/') || name.startsWith('examples/karavan/'))
    && !name.includes('#');
}
