// All findings in one list, as many as the filters let through; ticked ones are decided at once.

let list = null;  // {shown, growth, rows}: what stands in the list now

function findingsView() {
  const spot = el('div', {class: 'listing'});
  const tally = el('p', {class: 'tally', role: 'status', tabindex: '-1'});
  const bulk = el('div', {class: 'bulk'});
  list = {spot, tally, bulk, shown: [], growth: null};
  return [el('h1', {class: 'view-name'}, t('view_findings')), filterBar(), tally, bulk, spot];
}

function drawList() {
  if (list.growth) list.growth.stop();
  list.shown = found();
  const all = list.shown;
  refill(list.tally, many('shown', all.length), ' ', chips());
  drawBulk();
  const rows = el('ol', {class: 'rows', 'aria-label': t('view_findings')});
  refill(list.spot, all.length ? rows : el('p', {class: 'empty'}, t('nothing_fits')));
  list.growth = growing(rows, all.length, (i) => row(all[i]), 40);
}

function row(one) {
  const tick = el('input', {type: 'checkbox', checked: chosen.has(one.key), 'aria-label': t('tick', {code: one.code, n: place(one)}),
    on: {change: () => { chosen[tick.checked ? 'add' : 'delete'](one.key); drawBulk(); }}});
  return el('li', {class: `finding ${one.severity}${state.at === marker(one) ? ' now' : ''}`, 'data-row': one.i},
    one.open ? el('label', {class: 'tick'}, tick) : el('span', {class: 'tick'}),
    el('a', {class: 'finding-link', href: address({...state, view: 'document', doc: one.doc.path, at: marker(one)}), 'data-open': one.i},
      el('span', {class: 'finding-head'}, pill(one), ' ', el('span', {class: 'code'}, one.code), ' ', ruleTitle(one.code), ' ', badge(one)),
      el('span', {class: 'finding-text'}, one.excerpt || t('about_all')),
      el('span', {class: 'finding-message', lang: 'en'}, one.message)),
    el('div', {class: 'finding-side'},
      el('span', {class: 'finding-path'}, one.doc.path), el('span', null, place(one)),
      one.open && el('span', {class: 'finding-owner'}, ownerName(one))));
}

function drawBulk() {
  const all = list.shown.filter((one) => one.open);
  const keys = new Set(all.map((one) => one.key));
  chosen = new Set([...chosen].filter((key) => keys.has(key)));
  const those = () => all.filter((one) => chosen.has(one.key));
  const every = chosen.size > 0 && chosen.size === keys.size;
  const box = el('input', {type: 'checkbox', checked: every, id: 'tick-all', indeterminate: chosen.size > 0 && !every,
    on: {change: () => {
      chosen = new Set(box.checked ? keys : []);
      for (const tick of list.spot.querySelectorAll('.tick input')) tick.checked = box.checked;
      drawBulk();
      byId('tick-all').focus();
    }}});
  refill(list.bulk, all.length > 0 && [el('label', {class: 'tick-all'}, box, ' ', t('tick_all', {n: number(all.length)})),
    chosen.size > 0 && [el('span', {class: 'bulk-n'}, many('ticked', chosen.size)), answers(those, null)]]);
}

// After a decision: the rows that it changes, and no others, unless the filters ask for decisions.
function redrawRows(those) {
  if (state.status && state.status !== 'all') { drawList(); return; }
  for (const one of those) {
    const there = list.spot.querySelector(`[data-row="${one.i}"]`);
    if (!there) continue;
    const held = there.contains(document.activeElement);
    const made_ = row(one);
    there.replaceWith(made_);
    if (held) made_.querySelector('a').focus({preventScroll: true});
  }
  drawBulk();
}

function showRow(one) {
  const at = list.shown.indexOf(one);
  if (at < 0) return;
  list.growth.reach(at);
  for (const there of list.spot.querySelectorAll('.now')) there.classList.remove('now');
  const there = list.spot.querySelector(`[data-row="${one.i}"]`);
  there.classList.add('now');
  const link = there.querySelector('a');
  link.focus({preventScroll: true});
  there.scrollIntoView({block: 'nearest'});
}
