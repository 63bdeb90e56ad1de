import { byId, el, clock } from './dom.js';

/** Rows by the sequence number of their first request; a row stays, so that one that was opened stays open. */
const rows = new Map();

/** Lists the calls to Intercom, newest first; looks that repeat share a row. */
export function wire(requests) {
  const list = byId('requests');
  const groups = [];
  for (const request of requests) {
    const last = groups.at(-1);
    if (last && alike(last.request, request)) Object.assign(last, { request, times: last.times + 1 });
    else groups.push({ key: request.sequence, request, times: 1 });
  }
  const keys = new Set(groups.map(group => group.key));
  for (const [key, row] of rows) {
    if (keys.has(key)) continue;
    row.remove();
    rows.delete(key);
  }
  for (const group of groups) {
    let row = rows.get(group.key);
    if (!row) {
      row = el('li');
      rows.set(group.key, row);
      list.prepend(row);
    }
    const version = JSON.stringify(group);
    if (row.dataset.version === version) continue;
    row.dataset.version = version;
    draw(row, group);
  }
  if (!groups.length) list.replaceChildren(el('li', { className: 'hint', textContent: 'Nothing yet.' }));
}

const alike = (one, other) => one.path.endsWith('/search')
  && ['method', 'path', 'status', 'fault'].every(field => one[field] === other[field])
  && JSON.stringify(one.request) === JSON.stringify(other.request);

function draw(row, { request, times }) {
  const { method, path, query, status, time, fault } = request;
  const open = row.firstChild?.open ?? false;
  const kind = status === null || (status >= 400 && status !== 429) ? 'bad' : status === 429 ? 'busy' : '';
  row.replaceChildren(el('details', { open },
    el('summary', {},
      el('span', { className: `status ${kind}`, textContent: status ?? '—' }),
      el('span', { className: 'path', title: path }, el('span', { className: 'method', textContent: method }), ` ${path}${query ? `?${query}` : ''}`),
      el('span', { className: 'times', textContent: times > 1 ? `×${times}` : '' }),
      el('time', { textContent: clock(time) })),
    ...part('Request', [
      ...request.authorization ? ['Authorization: Bearer ••••••'] : [],
      ...request.version ? [`Intercom-Version: ${request.version}`] : [],
      ...request.request === null ? [] : ['', JSON.stringify(request.request, null, 2)]
    ].join('\n')),
    ...part(`Response ${status ?? ''}`, request.status === null
      ? `No answer${fault ? `: the double was told to ${fault} the connection` : ' yet'}`
      : JSON.stringify(request.response, null, 2))));
}

function part(title, text) {
  return [el('h3', { textContent: title }), el('pre', { textContent: text.trim(), tabIndex: 0 })];
}
