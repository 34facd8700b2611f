// Karavan's own reader and writer, driven as its designer drives them when a file is opened and saved.
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './repository.mjs';

const here = dirname(createRequire(import.meta.url).resolve('karavan-core/package.json'));

/** KARAVAN_CORE may name the folder karavan-core of a checkout of Karavan, to try a release that npm does not have. */
const core = process.env.KARAVAN_CORE || here;

export const version = JSON.parse(readFileSync(join(core, 'package.json'), 'utf8')).version;

/** The components Karavan brings along; ours is not among them. */
export const stockComponents = () => JSON.parse(readFileSync(join(here, 'test/metadata/components.json'), 'utf8'));

async function load() {
  const folder = join(root, 'target/editors');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `karavan-core-${version}-${process.pid}.mjs`);
  const modules = ['CamelDefinitionYaml', 'CamelUtil', 'ComponentApi', 'KameletApi', 'TopologyUtils'].map(
    name => `export * from './api/${name}';`);
  await build({
    stdin: { contents: modules.join('\n'), resolveDir: join(core, 'src/core'), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    nodePaths: [join(here, '..')],
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile));
}

export const karavan = await load();

/** Replaces what Karavan knows: a list of component objects, and the texts of custom Kamelets. */
export function know(components, kameletTexts = []) {
  karavan.ComponentApi.saveComponents(components.map(component => JSON.stringify(component)), true);
  const { KameletApi } = karavan;
  const save = KameletApi.saveCustomKamelets ?? KameletApi.saveKamelets; // the name in later releases, and in 4.8.0
  save(kameletTexts, true);
}

export const kindOf = text => karavan.CamelDefinitionYaml.yamlIsIntegration(text);

/** Opens and saves a file: what the web designer does as soon as somebody looks at it. */
export function openAndSave(name, text) {
  const opened = karavan.CamelDefinitionYaml.yamlToIntegration(name, text);
  const saved = karavan.CamelDefinitionYaml.integrationToYaml(karavan.CamelUtil.cloneIntegration(opened));
  return version === '4.8.0' ? withoutFaultsOf480(text, saved) : saved;
}

/**
 * Undoes the two faults of karavan-core 4.8.0 that later releases do not have: the onWhen of an onException gets a
 * `when` inside, and the route of a Kamelet gets a new id with each save.
 */
function withoutFaultsOf480(text, saved) {
  const routeId = /^    route:\n      id: (\S+)$/m.exec(text)?.[1];
  const kamelet = routeId ? saved.replace(/^      id: route-[0-9a-f]{4}$/m, `      id: ${routeId}`) : saved;
  return kamelet.replace(/^( +)onWhen:\n\1  when:\n((?:\1    .*\n)+)/gm, (_, indent, inside) =>
    `${indent}onWhen:\n${inside.replaceAll(`\n${indent}    `, `\n${indent}  `).replace(`${indent}    `, `${indent}  `)}`);
}

/** Builds the topology of a file, as Karavan's project page does. */
export function topology(name, text) {
  const integrations = [karavan.CamelDefinitionYaml.yamlToIntegration(name, text)];
  const topologyOf = karavan.TopologyUtils;
  return {
    incoming: topologyOf.findTopologyIncomingNodes(integrations),
    routes: topologyOf.findTopologyRouteNodes(integrations),
    configurations: topologyOf.findTopologyRouteConfigurationNodes(integrations),
    outgoing: topologyOf.findTopologyRouteOutgoingNodes(integrations),
  };
}
