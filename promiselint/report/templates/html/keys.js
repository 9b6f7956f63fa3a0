// The keyboard: j and k from finding to finding, / to search, ? for help; to be switched off for those whom it disturbs.

const KEYS_OFF = 'keys-off';
const SHOWN_KEYS = [['j / k', 'key_next'], ['Enter', 'key_open'], ['x', 'key_tick'], ['a', 'accept'], ['w', 'waive'],
  ['s', 'send'], ['u', 'undo'], ['c', 'key_copy'], ['/', 'search'], ['1 – 6', 'key_view'], ['?', 'help'], ['Esc', 'key_shut']];

function help() {
  const off = store.get(KEYS_OFF) === '1';
  const box = el('input', {type: 'checkbox', checked: !off, on: {change: () => store.set(KEYS_OFF, box.checked ? '' : '1')}});
  const shown = dialog(t('help'), [
    el('p', null, t('help_text')),
    el('dl', {class: 'key-list'}, SHOWN_KEYS.map(([key, what]) => el('div', null, el('dt', null, el('kbd', null, key)), el('dd', null, t(what))))),
    el('label', {class: 'switch'}, box, ' ', t('keys_on')),
    el('div', {class: 'row end'}, button(t('close'), () => shown.close(), {class: 'main'})),
  ]);
}

// One step on in what the filters let through; in a document the next document's first comes after its last.
function step(by) {
  const shown = state.view === 'findings' && list ? list.shown : found();
  if (!shown.length) return;
  const now = shown.indexOf(active());
  const there = now < 0 ? (by > 0 ? firstHere(shown) : shown.length - 1) : Math.min(Math.max(now + by, 0), shown.length - 1);
  const one = shown[there];
  if (state.view === 'findings') go({at: marker(one)}, true);
  else go({view: 'document', doc: one.doc.path, at: marker(one)}, true);
}

function firstHere(shown) {
  const at = page && state.view === 'document' ? shown.findIndex((one) => one.doc === page.doc) : 0;
  return Math.max(at, 0);
}

function onFinding(what) {
  const one = active();
  const those = state.view === 'findings' && chosen.size ? OPEN.filter((each) => chosen.has(each.key)) : one ? [one] : [];
  if (!those.length) return;
  if (what === 'waive') askWaiver(those);
  else decide(those, what);
}

const ON_KEY = {
  j: () => step(1),
  k: () => step(-1),
  '/': () => { const box = byId('search'); if (box) { box.focus(); box.select(); } else { go({view: 'findings'}); byId('search').focus(); } },
  '?': help,
  a: () => onFinding('accept'),
  w: () => onFinding('waive'),
  s: () => onFinding('send'),
  u: () => onFinding(null),
  c: () => { const one = active(); if (one) copy(one.rewrite || one.suggestion); },
  x: () => { const one = active(); const there = one && document.querySelector(`[data-row="${one.i}"] .tick input`); if (there) there.click(); },
};

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog[open]')) return;
  const {target} = event;
  const typed = target instanceof Element && target.closest('input:not([type=checkbox]), textarea, select');
  if (event.key === 'Escape') {
    if (typed && target.id === 'search' && target.value) { target.value = ''; go({q: ''}, true); }
    else if (typed) target.blur();
    else if (state.at) go({at: ''}, true);
    return;
  }
  if (typed || store.get(KEYS_OFF) === '1') return;
  const view = /^[1-6]$/.test(event.key) && VIEWS[Number(event.key) - 1];
  const run = view ? () => go({view, at: ''}) : ON_KEY[event.key];
  if (!run) return;
  event.preventDefault();
  run();
});
