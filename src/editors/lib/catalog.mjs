// Kaoto's catalog: what it holds, and the entries we add to it.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { parse } from 'yaml';
import { componentJson, kamelets } from './repository.mjs';

const read = path => JSON.parse(readFileSync(path, 'utf8'));

/** The folder of the catalogs that Kaoto itself ships. */
export const baseFolder = join(
  dirname(createRequire(import.meta.url).resolve('@kaoto/camel-catalog/package.json')), 'dist/camel-catalog');

/** The releases of Camel we make a catalog for and check against. */
export const camelVersions = ['4.18.4', '4.22.1'];

/** The list of all catalogs that Kaoto itself ships. */
export const library = (folder = baseFolder) => read(join(folder, 'index.json'));

/** One runtime's catalog: its folder, index, and the parts of it by name. */
export function runtime(camelVersion, name = 'Main', folder = baseFolder) {
  const definition = library(folder).definitions.find(
    ({ runtime, version }) => runtime === name && version === camelVersion);
  const indexFile = join(folder, definition.fileName);
  const index = read(indexFile);
  const part = file => read(join(dirname(indexFile), file));
  return {
    definition,
    folder: dirname(indexFile),
    index,
    catalog: name => part(index.catalogs[name].file),
    schema: name => part(index.schemas[name].file),
  };
}

const MAPS = /^java\.util\.Map\b/;

function optionSchema(option) {
  const schema = { title: option.displayName, description: option.description };
  switch (option.type) {
    case 'object':
      schema.type = MAPS.test(option.javaType) ? 'object' : 'string';
      break;
    case 'array':
      Object.assign(schema, { type: 'array', items: { type: 'string' } });
      break;
    case 'enum':
      Object.assign(schema, { type: 'string', enum: option.enum });
      break;
    case 'duration':
      schema.type = 'string';
      break;
    default:
      schema.type = option.type;
  }
  if (option.deprecated) {
    schema.deprecated = true;
  }
  schema.$comment = `group:${option.group}`;
  const formats = [
    ...(option.type === 'object' && schema.type === 'string' ? [`bean:${option.javaType}`] : []),
    ...(option.type === 'duration' ? ['duration'] : []),
    ...(option.secret ? ['password'] : []),
  ];
  if (formats.length > 0) {
    schema.format = formats.join('|');
  }
  if (option.defaultValue !== undefined) {
    schema.default = defaultOf(option);
  }
  return schema;
}

function defaultOf({ type, defaultValue }) {
  if (type === 'number') {
    return Number.isInteger(defaultValue) ? `${defaultValue}.0` : String(defaultValue);
  }
  return type === 'enum' ? String(defaultValue) : defaultValue;
}

/** The form Kaoto draws for a step with this component. */
export function componentSchema({ properties }) {
  const schema = { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', properties: {} };
  for (const [name, option] of Object.entries(properties)) {
    schema.properties[name] = optionSchema(option);
  }
  const required = Object.keys(properties).filter(name => properties[name].required);
  return required.length > 0 ? { ...schema, required } : schema;
}

export const componentEntry = component => ({ ...component, propertiesSchema: componentSchema(component) });

/** The form Kaoto draws for a step with this Kamelet. */
export function kameletSchema({ spec: { definition } }) {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    title: definition.title,
    description: definition.description,
  };
  for (const [name, property] of Object.entries(definition.properties ?? {})) {
    schema.properties ??= {};
    schema.properties[name] = propertySchema(property);
  }
  return definition.required?.length > 0 ? { ...schema, required: definition.required } : schema;
}

function propertySchema({ type, title, description, format, default: initial, enum: values }) {
  const schema = { type: type === 'binary' ? 'string' : type, title, description, format, default: initial, enum: values };
  if (type === 'binary') {
    schema.$comment = 'type:binary';
  }
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}

export const kameletEntry = kamelet => ({ ...kamelet, propertiesSchema: kameletSchema(kamelet) });

/** Our component's metadata, or undefined before the first build. */
export const ourComponent = () => (existsSync(componentJson) ? read(componentJson) : undefined);

export const ourKamelets = () => kamelets().map(path => parse(readFileSync(path, 'utf8')));
