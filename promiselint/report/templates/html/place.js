// Which view, which filters, which finding: all of it stands in the address, so that it can be sent.

const VIEWS = ['overview', 'findings', 'document', 'timeline', 'matrix', 'decisions'];
const FILTERS = ['severity', 'family', 'rule', 'owner', 'customer', 'channel', 'path', 'feature', 'sure', 'status', 'q'];
const KEYS = [...FILTERS, 'sort', 'at', 'doc', 'stand', 'lang'];

function reading(fragment) {
  const told = new URLSearchParams(fragment.replace(/^#/, ''));
  const state = {view: VIEWS.includes(told.get('view')) ? told.get('view') : 'overview'};
  for (const key of KEYS) state[key] = told.get(key) || '';
  return state;
}

function address(state) {
  const told = new URLSearchParams();
  if (state.view !== 'overview') told.set('view', state.view);
  for (const key of KEYS) if (state[key]) told.set(key, state[key]);
  return `#${told}`;
}

let state = reading(location.hash);
const none = () => Object.fromEntries(FILTERS.map((key) => [key, '']));
const linkTo = (change) => address({...none(), lang: state.lang, ...change});

// Go somewhere: `quiet` leaves no step in the browser's history.
function go(change, quiet) {
  state = {...state, ...change};
  const where = address(state);
  try {
    if (where !== (location.hash || '#')) history[quiet ? 'replaceState' : 'pushState'](null, '', where);
  } catch { /* a preview of a mail's attachment may forbid it: then the address stays as it was */ }
  draw(change);
}

// The value that a finding has under each filter.
const VALUE = {
  severity: (one) => one.severity,
  family: (one) => one.family,
  rule: (one) => one.code,
  owner: (one) => one.who.id || '-',
  customer: (one) => one.doc.customer || '-',
  channel: (one) => one.doc.channel || '-',
  path: (one) => one.doc.path,
  feature: (one) => (one.about ? one.about.id : '-'),
  sure: (one) => one.sure,
};
const NAMED = Object.keys(VALUE);

function found(from = IN_ORDER) {
  const asked = NAMED.filter((key) => state[key]).map((key) => [VALUE[key], state[key]]);
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  const status = state.status || 'open';
  const kept = from.filter((one) => inStatus(one, status) && asked.every(([value, wanted]) => value(one) === wanted)
    && words.every((word) => one.hay.includes(word)));
  return state.sort ? kept.sort(ORDERS[Object.hasOwn(ORDERS, state.sort) ? state.sort : 'path']) : kept;
}

function inStatus(one, status) {
  if (status === 'all') return true;
  if (status === 'silenced') return !one.open;
  if (!one.open) return false;
  if (status === 'open') return true;
  const made = decisionOf(one);
  return status === 'undecided' ? !made : Boolean(made) && made.what === status;
}

const compared = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const inText = (a, b) => a.document - b.document || a.n - b.n;
const ORDERS = {
  path: inText,
  severity: (a, b) => a.weight - b.weight || inText(a, b),
  rule: (a, b) => compared(a.code, b.code) || inText(a, b),
  owner: (a, b) => compared(a.who.name || '\uffff', b.who.name || '\uffff') || inText(a, b),
  feature: (a, b) => compared(a.about ? a.about.name : '\uffff', b.about ? b.about.name : '\uffff') || inText(a, b),
  customer: (a, b) => compared(a.doc.customer || '\uffff', b.doc.customer || '\uffff') || inText(a, b),
};

const active = () => (state.at ? R.findings.find((one) => marker(one) === state.at) || null : null);
// What names a finding in an address: its document's number, as one sentence may stand in two.
const marker = (one) => `${one.fingerprint}.${one.document}`;
