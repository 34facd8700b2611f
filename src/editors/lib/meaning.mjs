// Two spellings of the same flow are equal here; whatever else differs is a loss.
//
// Rewrites that change nothing for Camel, and are therefore taken as equal:
//   - the order of the top-level elements; ids that a tool adds where there was none
//   - `simple: x` for `simple: {expression: x}`, and the wrapper `expression:` around a language
//   - `to: x` for `to: {uri: x}`; path options among the parameters or in the uri of a component the tool knows
//   - `from:` at the top level or in a Kamelet's template, for a route holding it
//   - nested maps of bean properties for dotted keys
const LANGUAGES = new Set([
  'constant', 'csimple', 'datasonnet', 'exchangeProperty', 'groovy', 'header', 'hl7terser', 'java', 'joor', 'jq', 'js',
  'jsonpath', 'language', 'method', 'mvel', 'ognl', 'python', 'ref', 'simple', 'spel', 'tokenize', 'variable', 'wasm',
  'xpath', 'xquery', 'xtokenize',
]);
const ENDPOINTS = new Set(['to', 'toD', 'from', 'wireTap', 'poll', 'enrich', 'pollEnrich', 'interceptSendToEndpoint']);

const isMap = value => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The one spelling of a flow that stands for all its equal spellings. */
export function meaningOf(value, components = new Map()) {
  if (Array.isArray(value)) {
    return value
      .map(flow => (isMap(flow) && flow.from ? { route: { from: flow.from } } : flow))
      .map(flow => canonical(flow, undefined, components))
      .sort((a, b) => key(a).localeCompare(key(b)));
  }
  const copy = structuredClone(value);
  if (copy?.spec?.template?.from) {
    const { from, ...rest } = copy.spec.template;
    copy.spec.template = { ...rest, route: { from } };
  }
  if (copy?.spec?.flows) {
    copy.spec.flows = meaningOf(copy.spec.flows, components);
  }
  return { ...copy, spec: { ...copy.spec, template: canonical(copy.spec?.template, undefined, components) } };
}

const key = flow => Object.keys(flow ?? {})[0] ?? '';

function canonical(node, name, components) {
  if (Array.isArray(node)) {
    return node.map(item => canonical(item, name === 'beans' ? 'bean' : undefined, components));
  }
  if (!isMap(node)) {
    return ENDPOINTS.has(name) && typeof node === 'string' ? endpoint({ uri: node }, components) : node;
  }
  let result = {};
  for (const [child, value] of Object.entries(node)) {
    const expression = LANGUAGES.has(child) && typeof value === 'string';
    if (child === 'parameters') {
      result[child] = value;
    } else {
      result[child] = expression ? { expression: value } : canonical(value, child, components);
    }
  }
  if (isMap(result.expression)) {
    const { expression, ...rest } = result;
    result = { ...expression, ...rest };
  }
  if (name === 'bean' && isMap(result.properties)) {
    result.properties = flat(result.properties);
  }
  for (const [child, value] of Object.entries(result)) {
    if (child === 'parameters' && isMap(value) && Object.keys(value).length === 0) {
      delete result[child];
    }
  }
  return typeof result.uri === 'string' ? endpoint(result, components) : result;
}

function flat(properties, prefix = '') {
  return Object.assign({}, ...Object.entries(properties).map(([name, value]) =>
    (isMap(value) ? flat(value, `${prefix}${name}.`) : { [prefix + name]: value })));
}

/** Moves path options from the parameters into the uri, by the syntax of a known component. */
function endpoint(node, components) {
  const syntax = components.get(node.uri)?.component.syntax;
  if (!syntax || !node.parameters) {
    return node;
  }
  const parameters = { ...node.parameters };
  const [scheme, ...options] = syntax.split(/:\/\/|\/\/|[:/#]/);
  let uri = scheme;
  let rest = syntax.slice(scheme.length);
  for (const option of options) {
    const separator = rest.slice(0, rest.indexOf(option));
    rest = rest.slice(separator.length + option.length);
    if (parameters[option] !== undefined) {
      uri += separator + parameters[option];
      delete parameters[option];
    }
  }
  const { parameters: _, ...others } = node;
  return Object.keys(parameters).length === 0 ? { ...others, uri } : { ...others, uri, parameters };
}

/** The differences between what was written and what came back, as readable lines. */
export function losses(before, after, path = '') {
  if (Array.isArray(before) && Array.isArray(after)) {
    const counts = before.length === after.length ? [] : [`${path}: ${before.length} elements became ${after.length}`];
    return [...counts, ...before.slice(0, after.length).flatMap((item, i) => losses(item, after[i], `${path}[${i}]`))];
  }
  if (isMap(before) && isMap(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(name => {
      const child = path ? `${path}.${name}` : name;
      if (!(name in after)) {
        return [`${child}: lost`];
      }
      if (!(name in before)) {
        return name === 'id' ? [] : [`${child}: added`];
      }
      return losses(before[name], after[name], child);
    });
  }
  return Object.is(before, after) ? [] : [`${path}: ${JSON.stringify(before)} became ${JSON.stringify(after)}`];
}
