// Draws what the address asks for, and keeps doing so.

const VIEW = {
  overview, findings: findingsView, document: documentView, timeline: timelineView, matrix: matrixView, decisions: decisionsView,
};
const THEMES = ['auto', 'light', 'dark'];
let drawnView = '';

function dress() {
  const theme = store.get('theme');
  document.documentElement.dataset.theme = THEMES.includes(theme) ? theme : 'auto';
  document.documentElement.lang = language;
  document.title = `${t(`view_${state.view}`)} · ${t('report_of')} · ${R.vendor || R.roadmap.path}`;
}

function topBar() {
  const pick = el('select', {id: 'theme', on: {change: () => { store.set('theme', pick.value); dress(); }}},
    THEMES.map((one) => el('option', {value: one, selected: (store.get('theme') || 'auto') === one}, t(`theme_${one}`))));
  const other = language === 'sv' ? 'en' : 'sv';
  const tab = (view) => el('li', null, el('a', {id: `tab-${view}`, href: address({...state, view, at: '', doc: view === 'document' ? state.doc : ''}), 'aria-current': state.view === view ? 'page' : null,
    on: {click: (event) => stay(event, {view, at: ''})}}, t(`view_${view}`), view === 'decisions' && decided().length > 0 && ` (${number(decided().length)})`));
  refill(byId('top'),
    el('p', {class: 'brand'}, el('span', {class: 'brand-name'}, R.vendor || R.roadmap.path), ' ', el('span', {class: 'brand-what'}, t('report_of'))),
    el('nav', {class: 'tabs', 'aria-label': t('views')}, el('ul', null, VIEWS.map(tab))),
    el('div', {class: 'tools'},
      el('label', {class: 'away', for: 'theme'}, t('theme')), pick,
      button(t('other_language'), () => go({lang: other}, true), {lang: other, class: 'quiet', id: 'language'}),
      button(t('print'), () => print(), {class: 'quiet', id: 'print'}),
      button('?', help, {class: 'quiet round', 'aria-label': t('help'), id: 'help', 'aria-keyshortcuts': '?'})));
}

// What changed says how much is drawn anew: a search must not lose its cursor, a decision not its place.
function draw(change) {
  const keys = Object.keys(change);
  const same = drawnView === state.view && !('lang' in change);
  if (same && change.decided) { afterDecision(change.decided); return; }
  if (same && state.view === 'findings' && keys.every((key) => key === 'at')) { showNow(); return; }
  if (same && state.view === 'document' && keys.every((key) => key === 'at' || (key === 'doc' && page && page.doc && state.doc === page.doc.path)
    || (key === 'view' && change.view === 'document'))) {
    const now = active();
    if (now && page && page.doc && now.doc === page.doc && page.shown.has(now)) { openCards(); showFinding(now); return; }
    if (!now && page && page.doc && !('doc' in change)) { openCards(); layOut(); return; }
  }
  language = Object.hasOwn(WORDS, state.lang) ? state.lang : document.documentElement.dataset.first;
  if (same && state.view === 'findings') { keepingFocus(() => { topBar(); drawList(); syncFilters(); }); return; }
  if (same && state.view === 'document') {
    const before = page.doc;
    keepingFocus(() => {
      topBar();
      drawDesk();
      syncFilters();
    });
    if (page.doc !== before && !state.at) scrollTo(0, 0);
    return;
  }
  drawWhole(same);
}

function drawWhole(same) {
  const before = document.activeElement && document.activeElement.id;
  keepingFocus(() => drawView());
  if (!active() && (!same || !before)) scrollTo(0, 0);
}

// What had the focus has it again after it was drawn anew; what is gone leaves it to what tells of the change.
function keepingFocus(drawing) {
  const before = document.activeElement || document.body;
  const {id} = before;
  const listed = Boolean(before.closest('.doc-list'));
  const chip = Boolean(before.closest('.chips'));
  drawing();
  if (before.isConnected) return;
  const there = (id && byId(id)) || (listed && document.querySelector('.doc-list [aria-current]'))
    || (chip && document.querySelector('.tally'));
  if (!there) return;
  there.focus({preventScroll: true});
  if (there.type === 'search') there.setSelectionRange(there.value.length, there.value.length);
}

function drawView() {
  if (list && list.growth) list.growth.stop();
  list = null;
  page = null;
  drawnView = state.view;
  dress();
  topBar();
  byId('skip').textContent = t('skip');
  const main = byId('main');
  main.className = `view-${state.view}`;
  refill(main, VIEW[state.view]());
  if (list) { drawList(); showNow(); }
  if (page) drawDesk();
}

function showNow() {
  const now = active();
  if (now && list) showRow(now);
}

function afterDecision(those) {
  topBar();
  if (state.view === 'findings') redrawRows(those);
  else if (state.view === 'document') { those.forEach(redrawCard); layOut(); } else drawWhole(true);
}

function syncFilters() {
  for (const box of document.querySelectorAll('[data-filter]')) {
    const value = state[box.dataset.filter] || '';
    if (box.value === value) continue;
    if (![...box.options].some((one) => one.value === value)) box.append(el('option', {value}, called(box.dataset.filter, value)));
    box.value = value;
  }
  const box = byId('search');
  if (box && document.activeElement !== box) box.value = state.q;
}

addEventListener('popstate', () => { state = reading(location.hash); draw({lang: state.lang}); });
addEventListener('resize', () => layOut());
slim.addEventListener('change', () => { if (state.view === 'document') draw({doc: state.doc}); });
addEventListener('storage', () => { decisions = readDecisions(); draw({lang: state.lang}); });
byId('skip').addEventListener('click', () => byId('main').focus());

document.documentElement.dataset.first = document.documentElement.lang;
draw({lang: state.lang});
