const known = new Map();

/** The example processes by id: name, what they do, the variables that their documentation names, and the diagram's XML. */
export async function processes(list) {
  for (const { id, path } of list) {
    if (!known.has(id)) known.set(id, read(await (await fetch(path)).text(), id));
  }
  return known;
}

function read(xml, id) {
  const bpmn = new DOMParser().parseFromString(xml, 'application/xml');
  const process = [...bpmn.getElementsByTagNameNS('*', 'process')].find(one => one.id === id);
  const documentation = [...process.children].find(child => child.localName === 'documentation')?.textContent ?? '';
  // What it does, at times a word to who deploys it, and from "Variables" on what it takes.
  const [, about, variables] = documentation.match(/^(.*?)\s*(?:Deploy \S+ with it\.\s*)?(Variables\b.*)?$/s);
  const takes = name => new RegExp(`\\b${name}\\b`).test(variables ?? '');
  return { id, xml, name: process.getAttribute('name') || id, about, takes };
}
