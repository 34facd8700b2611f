// What a designer would do to a piece of YAML: each check answers a list of problems, {code, detail}; none is well.
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse, parseAllDocuments } from 'yaml';
import * as catalog from './catalog.mjs';
import * as karavan from './karavan.mjs';
import { losses, meaningOf } from './meaning.mjs';

const STEP = 'org.apache.camel.model.ProcessorDefinition';

/** Kaoto's side: one Camel release with our component and Kamelets added. */
export class Kaoto {
  constructor(camelVersion, component = catalog.ourComponent(), kamelets = catalog.ourKamelets()) {
    const runtime = catalog.runtime(camelVersion);
    this.version = camelVersion;
    this.components = runtime.catalog('components');
    if (component) {
      this.components.waping = catalog.componentEntry(component);
    }
    this.kamelets = runtime.catalog('kamelets');
    for (const kamelet of kamelets) {
      this.kamelets[kamelet.metadata.name] = catalog.kameletEntry(kamelet);
    }
    this.dsl = runtime.schema('camelYamlDsl');
    this.ajv = addFormats(new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }));
    for (const format of ['duration', 'password']) {
      this.ajv.addFormat(format, true);
    }
    this.crds = {};
    for (const kind of ['Kamelet', 'Pipe', 'Integration']) {
      this.crds[kind] = this.ajv.compile(runtime.schema(kind));
    }
    this.flows = this.ajv.compile(this.dsl);
    this.forms = new Map();
  }

  /** The names of the steps a route may hold. */
  get steps() {
    return new Set(Object.keys(this.dsl.items.definitions[STEP].properties));
  }

  problems({ text, kind }) {
    const value = parse(text);
    const crd = this.crds[kind];
    const found = crd ? explain('kaoto-schema', crd, value) : [];
    const flows = flowsOf(value, kind);
    return [
      ...found,
      ...(flows.length > 0 ? explain('kaoto-schema', this.flows, flows) : []),
      ...endpointsOf(flows).flatMap(node => this.endpointProblems(node)),
      ...(kind === 'Pipe' ? pipeEnds(value).flatMap(end => this.kameletProblems(end.ref?.name, end.properties)) : []),
    ];
  }

  endpointProblems({ uri, parameters = {} }) {
    if (uri.startsWith('kamelet:')) {
      const name = uri.slice('kamelet:'.length).split(/[/?]/)[0];
      return ['source', 'sink'].includes(name) ? [] : this.kameletProblems(name, parameters);
    }
    const scheme = uri.split(/[:?]/)[0];
    const component = this.components[scheme];
    if (!component) {
      return uri.startsWith('{{') || uri.startsWith('${') ? [] : [{ code: 'unknown-component', detail: uri }];
    }
    const { required, ...schema } = component.propertiesSchema;
    // A path in the uri holds the required path options; Kaoto reads them from there.
    return this.formProblems(scheme, uri === scheme && required ? { ...schema, required } : schema, parameters);
  }

  kameletProblems(name, parameters = {}) {
    const kamelet = this.kamelets[name];
    return kamelet
      ? this.formProblems(`kamelet:${name}`, kamelet.propertiesSchema, parameters)
      : [{ code: 'unknown-kamelet', detail: String(name) }];
  }

  formProblems(name, schema, parameters) {
    const form = JSON.stringify([name, schema.required]);
    if (!this.forms.has(form)) {
      this.forms.set(form, this.ajv.compile({ ...withText(schema), additionalProperties: false }));
    }
    return explain('kaoto-form', this.forms.get(form), parameters, name);
  }
}

/** Camel takes text for every option, and placeholders; but a text option must be given as text. */
function withText(schema) {
  const properties = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, option]) => {
    if (option.enum) {
      return [name, { anyOf: [{ enum: option.enum }, { type: 'string', pattern: '^\\{\\{' }] }];
    }
    return [name, ['integer', 'number', 'boolean'].includes(option.type) ? { type: [option.type, 'string'] } : option];
  }));
  return { ...schema, properties };
}

function explain(code, validate, value, where = '') {
  if (validate(value)) {
    return [];
  }
  const errors = validate.errors.map(({ instancePath, message, params }) =>
    `${where}${instancePath} ${message} ${params.additionalProperty ?? ''}`.trim());
  return [...new Set(errors)].slice(0, 5).map(detail => ({ code, detail }));
}

/** The flows inside whatever the file is. */
function flowsOf(value, kind) {
  switch (kind) {
    case 'flows':
      return value;
    case 'steps':
      return [{ route: { from: { uri: 'direct', parameters: { name: 'snippet' }, steps: value } } }];
    case 'Integration':
      return value.spec?.flows ?? [];
    case 'Kamelet': {
      const { from, route, beans } = value.spec?.template ?? {};
      return [...(route ? [{ route }] : []), ...(from ? [{ from }] : []), ...(beans ? [{ beans }] : [])];
    }
    default:
      return [];
  }
}

const pipeEnds = ({ spec }) => [spec?.source, ...(spec?.steps ?? []), spec?.sink].filter(end => end?.ref);

function endpointsOf(node, name) {
  if (Array.isArray(node)) {
    return node.flatMap(item => endpointsOf(item));
  }
  if (node === null || typeof node !== 'object') {
    return ['to', 'wireTap'].includes(name) && typeof node === 'string' ? [{ uri: node }] : [];
  }
  const here = typeof node.uri === 'string' && name !== 'toD' ? [node] : [];
  const inside = Object.entries(node).filter(([child]) => child !== 'parameters' && child !== 'properties');
  return [...here, ...inside.flatMap(([child, value]) => endpointsOf(value, child))];
}

/** Karavan's side. `know` must have told it the components and Kamelets. */
export function karavanProblems({ name, text, kind, stable }, components = new Map()) {
  if (kind === 'Pipe') {
    return []; // Karavan opens no Pipe, and so breaks none.
  }
  let shown = text;
  if (kind === 'steps') {
    shown = JSON.stringify(flowsOf(parse(text), kind)); // JSON is YAML
  }
  try {
    if (karavan.kindOf(shown) === 'none') {
      return [{ code: 'karavan-opens-nothing', detail: name }];
    }
    const saved = karavan.openAndSave(name, shown);
    karavan.topology(name, shown);
    const again = karavan.openAndSave(name, saved);
    const meaning = value => meaningOf(parse(value), components);
    return [
      ...losses(meaning(shown), meaning(saved)).map(detail => ({ code: 'karavan-loss', detail })),
      ...(again === saved ? [] : [{ code: 'karavan-grows', detail: 'a second save changes the file again' }]),
      ...(stable && saved !== text ? [{ code: 'karavan-bytes', detail: firstDifference(text, saved) }] : []),
    ];
  } catch (error) {
    return [{ code: 'karavan-throws', detail: error.message }];
  }
}

function firstDifference(before, after) {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const line = a.findIndex((text, index) => text !== b[index]);
  return line < 0 ? `${b.length - a.length} more lines` : `line ${line + 1}: "${a[line]}" became "${b[line]}"`;
}

/** Shapes that break beyond the two libraries: in the designers' own pages, or in Camel after a save. */
export function shapeProblems({ text, kind }) {
  const found = [];
  const problem = (code, detail) => found.push({ code, detail });
  if (parseAllDocuments(text).length > 1 || (kind === 'Kamelet' && /^---/m.test(text))) {
    problem('document-separator', 'Karavan cuts a list of Kamelets at ---');
  }
  const value = parse(text);
  const flows = flowsOf(value, kind);
  if (flows.filter(flow => flow?.beans).length > 1) {
    problem('two-beans-blocks', 'Karavan lists the first, and adds new beans to each');
  }
  for (const flow of flows) {
    for (const name of ['onException', 'errorHandler', 'onCompletion', 'intercept', 'interceptFrom']) {
      if (flow?.[name]) {
        problem('global-clause', `top-level ${name}`);
      }
    }
    if (flow?.routeConfiguration && flow.routeConfiguration.id === undefined) {
      problem('global-clause', 'routeConfiguration without id: Kaoto gives it one, and Camel no longer applies it');
    }
  }
  walk(flows, (node, name) => {
    if (node.refErrorHandler !== undefined) {
      problem('ref-error-handler', 'Karavan nests it once more with each save; use errorHandlerRef on the route');
    }
    for (const key of Object.keys(node)) {
      if (key.includes('-') || (/^[A-Z]/.test(key) && ['parameters', 'properties', 'constructors'].includes(name))) {
        problem('key-not-camel-case', key);
      }
    }
    if (name === 'parameters' || name === 'properties') {
      for (const [key, content] of Object.entries(node)) {
        if (content === null || content === '' || Array.isArray(content)) {
          problem('value-dropped', key);
        }
      }
    }
  });
  for (const { uri } of endpointsOf(flows)) {
    if (/^waping[:?]/.test(uri)) {
      problem('inline-uri', uri);
    } else if (/^[\w-]+(:[^{$]*)?\?/.test(uri)) {
      problem('inline-query', uri);
    }
  }
  if (kind === 'Kamelet') {
    kameletShape(value, problem);
  }
  return found;
}

function kameletShape({ metadata, spec }, problem) {
  const needed = {
    'spec.definition.title': spec?.definition?.title,
    'spec.definition.description': spec?.definition?.description,
    'metadata.name': metadata?.name,
    'metadata.labels': metadata?.labels?.['camel.apache.org/kamelet.type'],
    'metadata.annotations': metadata?.annotations?.['camel.apache.org/kamelet.icon'],
  };
  for (const [name, value] of Object.entries(needed)) {
    if (!value) {
      problem('kamelet-incomplete', `${name}: without it Karavan loads no Kamelet of the list`);
    }
  }
  for (const [name, property] of Object.entries(spec?.definition?.properties ?? {})) {
    if (!/^[a-z][A-Za-z0-9]*$/.test(name)) {
      problem('key-not-camel-case', name);
    }
    if (property['x-descriptors']) {
      problem('x-descriptors', `${name}: Karavan renames it to xDescriptors; format: password marks a secret as well`);
    }
    if (!property.title || !property.description || !property.type) {
      problem('kamelet-incomplete', `${name}: title, description and type make the field`);
    }
  }
}

function walk(node, visit, name) {
  if (Array.isArray(node)) {
    node.forEach(item => walk(item, visit, name));
  } else if (node !== null && typeof node === 'object') {
    visit(node, name);
    Object.entries(node).forEach(([child, value]) => walk(value, visit, child));
  }
}
