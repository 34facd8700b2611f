// Adds a component to the file in which Karavan keeps all the components it knows.

/** The list with this component in it, once: an earlier version of it is replaced. */
export function withComponent(components, component) {
  const name = component.component.name;
  const entry = {
    component: component.component,
    headers: component.headers,
    properties: component.properties,
  };
  return [...components.filter(known => known.component.name !== name), entry];
}
