// A document as its reader knows it: in reading order, what was found marked in the text, the card beside it.

const slim = matchMedia('(max-width: 1279px)');  // then the documents are a choice, no list
let page = null;  // {doc, text, cards, grown}: the document that is drawn now

function documentView() {
  page = {spot: el('div')};
  return [filterBar(), page.spot];
}

// What the filters and the address ask for: the documents, and the one that is read now.
function drawDesk() {
  const {spot} = page;
  const shown = found();
  const docs = docsOf(shown);
  const doc = docNow(docs);
  if (page.grown) page.grown.stop();
  page = {spot};
  if (!doc || (anyFilter() && !docs.length)) {
    refill(spot, el('h1', {class: 'view-name'}, t('view_document')), chips(), el('p', {class: 'empty'}, t('nothing_fits')));
    return;
  }
  const text = el('article', {class: 'sheet', 'aria-labelledby': 'doc-name', lang: doc.language || null});
  page = {spot, doc, text, shown: new Set(shown.filter((one) => one.doc === doc)), cards: new Map(), grown: null};
  refill(spot, el('div', {class: 'desk'}, docList(docs, doc, shown), el('div', {class: 'desk-doc'}, docHead(doc), text)));
  drawDocument();
}

function docNow(docs) {
  const asked = R.documents.find((one) => one.path === state.doc);
  return docs.includes(asked) ? asked : docs[0] || asked || R.documents[0];
}

// The documents that hold what the filters let through; all of them, where nothing is filtered.
function docsOf(shown) {
  if (!anyFilter()) return R.documents;
  const held = new Set(shown.map((one) => one.doc));
  return R.documents.filter((doc) => held.has(doc));
}

function docList(docs, doc, shown) {
  const by = new Map();
  for (const one of shown) by.set(one.doc, (by.get(one.doc) || 0) + 1);
  const item = (one) => el('li', null, el('a', {class: 'doc-link', href: address({...state, doc: one.path, at: ''}),
    'aria-current': one === doc ? 'page' : null, on: {click: (event) => stay(event, {doc: one.path, at: ''})}},
  el('span', {class: 'doc-title'}, title(one)), el('span', {class: 'doc-path'}, one.path),
  el('span', {class: 'doc-n'}, el('span', {class: 'away'}, `${t('findings')}: `), number(by.get(one) || 0))));
  const rows = el('ul', {class: 'docs'});
  const nav = el('nav', {class: 'doc-list', 'aria-label': t('documents')}, rows);
  growing(rows, docs.length, (i) => item(docs[i]), 60).reach(Math.max(docs.indexOf(doc), 0));
  const pick = el('select', {id: 'doc-pick', on: {change: () => go({doc: pick.value, at: ''})}},
    slim.matches && docs.map((one) => el('option', {value: one.path, selected: one === doc}, `${title(one)} (${by.get(one) || 0})`)));
  return [nav, el('div', {class: 'field doc-pick'}, el('label', {for: 'doc-pick'}, t('document')), pick)];
}

// A press with the plain mouse button goes there without a new page; with others the browser does as it does.
function stay(event, change) {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  go(change);
}

function docHead(doc) {
  const facts = [word(doc.channel), doc.customer, doc.version, doc.date && day(doc.date)].filter(Boolean);
  const n = (fate) => doc.statements.filter((one) => one.fate === fate).length;
  const box = el('input', {type: 'checkbox', checked: state.stand === '1', id: 'stand',
    on: {change: () => go({stand: box.checked ? '1' : ''}, true)}});
  return el('header', {class: 'doc-head'},
    el('h1', {id: 'doc-name'}, title(doc)),
    el('p', {class: 'doc-facts'}, doc.path, facts.length > 0 && ` · ${facts.join(' · ')}`),
    el('div', {class: 'row'}, el('span', {class: 'tally', role: 'status', tabindex: '-1'}, many('found_here', page.shown.size)),
      n('stands') > 0 && el('label', {class: 'switch'}, box, ' ', many('hold', n('stands'))),
      chips()),
    (doc.warnings || []).map((text) => el('p', {class: 'note'}, text)));
}

function drawDocument() {
  const {doc, text} = page;
  page.marks = marksOf(doc);
  const whole = doc.found.filter((one) => page.shown.has(one) && !one.at.length);
  if (whole.length) text.append(el('div', {class: 'whole'}, el('p', {class: 'hint'}, t('about_all')), whole.map(place_)));
  const units = unitsOf(doc);
  if (!units.length) {
    text.append(el('p', {class: 'empty'}, t(doc.blocks.length ? 'empty_doc' : 'text_not_kept')));
    for (const one of doc.found) if (page.shown.has(one) && one.at.length) text.append(place_(one));
  }
  page.unitOf = new Map();
  units.forEach((unit, i) => unit.numbers.forEach((n) => page.unitOf.set(n, i)));
  page.level = 1;
  const inner = el('div', {class: 'sheet-text'});
  text.append(inner);
  const watched = new MutationObserver(() => layOut());
  watched.observe(inner, {childList: true});
  page.grown = growing(inner, units.length, (i) => units[i].make(), 80);
  const now = active();
  if (now && now.doc === doc) showFinding(now, true);
  layOut();
}

// The card of a finding, kept where its place in the text is; a wide page moves it beside.
function place_(one) {
  const holder = el('aside', {class: 'beside', 'data-card-of': one.i, 'aria-label': t('finding_n', {n: one.n, code: one.code})});
  holder.append(card(one, state.at === marker(one)));
  page.cards.set(one.i, holder);
  return holder;
}

// For each block: what is marked in it.
function marksOf(doc) {
  const by = new Map();
  const add = (block, mark) => by.set(block, [...(by.get(block) || []), mark]);
  for (const one of doc.found) {
    if (!page.shown.has(one)) continue;
    one.at.forEach(([block, start, end], i) => add(block, {start, end, one, last: i === one.at.length - 1}));
  }
  if (state.stand === '1') {
    for (const said of doc.statements) {
      if (said.fate === 'stands') for (const [block, start, end] of said.at) add(block, {start, end, said});
    }
  }
  return by;
}

const LONGEST_UNIT = 600;  // cells or items: a sheet of thousands of rows is drawn piece by piece

// Whether a block begins another row or item than the one before it.
const fresh = (doc, n, block) => (block.cell ? doc.blocks[n].cell[1] !== block.cell[1] : doc.blocks[n].item[1] !== block.item[1]);

// Blocks that make one thing: a list, a table, a paragraph with the pages and slides told between them.
function unitsOf(doc) {
  const units = [];
  let before = '';
  let open = null;
  doc.blocks.forEach((block, n) => {
    if (!block || (!block.text.trim() && !block.cell)) return;
    const where = leaf(block.place);
    if (where && where !== before) { units.push({numbers: [], make: () => el('p', {class: 'leaf'}, where)}); open = null; }
    before = where || before;
    const key = block.cell ? `t${block.cell[0]}` : block.item ? `l${block.item[0]}` : '';
    if (key && open && open.key === key && !(open.numbers.length > LONGEST_UNIT && fresh(doc, open.numbers.at(-1), block))) {
      open.numbers.push(n);
      return;
    }
    const unit = {key, numbers: [n]};
    unit.make = block.cell ? () => table(doc, unit.numbers) : block.item ? () => items(doc, unit.numbers) : () => paragraph(doc, n);
    units.push(unit);
    open = key ? unit : null;
  });
  return units;
}

function leaf(where) {
  if (!where) return '';
  const key = ['slide', 'page', 'sheet', 'cell'].find((one) => where[one] !== undefined);
  return key && key !== 'cell' ? `${placeWord(key)} ${where[key]}` : '';
}

const after = (doc, n) => doc.found.filter((one) => page.shown.has(one) && one.at.length && one.at[0][0] === n).map(place_);
const attributes = (block, more) => ({lang: block.language || null, ...more,
  class: [more && more.class, block.quoted ? 'quoted' : ''].filter(Boolean).join(' ') || null});

function paragraph(doc, n) {
  const block = doc.blocks[n];
  const content = runs(block, n);
  const cards = after(doc, n);
  if (block.scope === 'heading' || block.scope === 'title') {
    page.level = Math.min(block.scope === 'title' ? 2 : Math.max(2, (block.level || 1) + 1), page.level + 1, 6);
    return [el(`h${page.level}`, attributes(block, {class: `block ${block.scope} level-${block.level || 1}`}), content), cards];
  }
  const label = ['caption', 'alt', 'footnote', 'note', 'margin', 'description', 'title'].includes(block.scope)
    && el('span', {class: 'scope'}, t(`scope_${block.scope}`));
  const tag = block.scope === 'quote' || block.quoted ? 'blockquote' : 'p';
  return [el(tag, attributes(block, {class: `block ${block.scope}`}), label, content), cards];
}

function items(doc, numbers) {
  const rows = new Map();
  for (const n of numbers) rows.set(doc.blocks[n].item[1], [...(rows.get(doc.blocks[n].item[1]) || []), n]);
  return el('ul', {class: 'block items'}, [...rows.values()].map((those) => el('li', null,
    those.map((n) => [el('div', attributes(doc.blocks[n]), runs(doc.blocks[n], n)), after(doc, n)]))));
}

function table(doc, numbers) {
  const rows = new Map();
  for (const n of numbers) {
    const [, row_, column] = doc.blocks[n].cell;
    if (!rows.has(row_)) rows.set(row_, new Map());
    const held = rows.get(row_);
    held.set(column, [...(held.get(column) || []), n]);
  }
  const wide = Math.max(...[...rows.values()].map((one) => Math.max(...one.keys()))) + 1;
  const cellAt = (held, column, head) => {
    const those = held.get(column) || [];
    const content = those.map((n) => [el('span', attributes(doc.blocks[n], {class: 'cell'}), runs(doc.blocks[n], n))]);
    return head && content.length ? el('th', {scope: 'col'}, content) : el('td', null, content);
  };
  const made_ = [...rows].sort((a, b) => a[0] - b[0]).map(([, held]) => {
    const head = [...held.values()].flat().every((n) => doc.blocks[n].scope === 'header-cell');
    return el('tr', null, Array.from({length: Math.min(wide, 60)}, (_, column) => cellAt(held, column, head)));
  });
  return [el('div', {class: 'block scroll', tabindex: '0', role: 'group', 'aria-label': t('table')}, el('table', null, el('tbody', null, made_))),
    numbers.flatMap((n) => after(doc, n))];
}

// The text of a block, cut where a mark, a bold run or code begins or ends.
function runs(block, n) {
  const marks = page.marks.get(n) || [];
  const bold = block.strong || [];
  const code = block.code || [];
  const cuts = new Set([0, block.text.length]);
  for (const {start, end} of marks) cuts.add(start).add(end);
  for (const [start, end] of [...bold, ...code]) cuts.add(start).add(end);
  const points = [...cuts].filter((at) => at >= 0 && at <= block.text.length).sort((a, b) => a - b);
  const made_ = [];
  for (let i = 0; i + 1 < points.length || i === 0; i += 1) {
    const [start, end = start] = [points[i], points[i + 1]];
    const here = marks.filter((mark) => mark.start <= start && end <= mark.end && mark.start < mark.end);
    let kid = block.text.slice(start, end);
    if (code.some(([a, b]) => a <= start && end <= b)) kid = el('code', null, kid);
    if (bold.some(([a, b]) => a <= start && end <= b)) kid = el('strong', null, kid);
    made_.push(pen(kid, here));
    for (const mark of marks) if (mark.one && mark.last && mark.end === end && (start < end || mark.start === end)) made_.push(reference(mark.one));
  }
  return el('bdi', null, made_);
}

function pen(kid, here) {
  const those = here.filter((mark) => mark.one).map((mark) => mark.one);
  if (!those.length) return here.length ? el('mark', {class: 'pen stands'}, kid) : kid;
  const heaviest = those.reduce((a, b) => (b.weight < a.weight ? b : a));
  const open = those.some((one) => one.open);
  const now = those.some((one) => state.at === marker(one));
  return el('mark', {class: `pen ${open ? heaviest.severity : 'silenced'}${now ? ' now' : ''}`, 'data-marks': those.map((one) => one.i).join(' '),
    on: {click: () => go({at: marker(now ? those[(those.findIndex((one) => state.at === marker(one)) + 1) % those.length] : heaviest)}, true)}}, kid);
}

// The number after a mark: leads to its card, for those who use no mouse.
const reference = (one) => button(one.n, () => go({at: marker(one)}, true), {class: `ref ${one.severity}`, 'data-ref': one.i,
  'aria-label': t('finding_n', {n: one.n, code: one.code}), 'aria-expanded': String(state.at === marker(one))});

// Another finding is looked at: its card opens, the one before shuts, its mark is stronger.
function showFinding(one, first) {
  if (!page || !page.doc || page.doc !== one.doc) return;
  if (one.at.length && page.grown) page.grown.reach(page.unitOf.get(one.at[0][0]) ?? 0);
  const holder = page.cards.get(one.i);
  if (!first) openCards();
  layOut();
  const spot = page.text.querySelector(`[data-ref="${one.i}"]`) || holder;
  if (spot) spot.scrollIntoView({block: innerWidth > 800 ? 'center' : 'start', behavior: 'auto'});
}

function openCards() {
  for (const [i, holder] of page.cards) {
    const one = R.findings[i];
    const open = state.at === marker(one);
    if (holder.firstChild.classList.contains('open') !== open || holder.dataset.stale) redrawCard(one);
  }
  for (const mark of page.text.querySelectorAll('.pen[data-marks]')) {
    const now = mark.dataset.marks.split(' ').some((i) => state.at === marker(R.findings[i]));
    mark.classList.toggle('now', now);
  }
  for (const ref of page.text.querySelectorAll('.ref')) {
    ref.setAttribute('aria-expanded', String(state.at === marker(R.findings[ref.dataset.ref])));
  }
}

function redrawCard(one) {
  const holder = page && page.cards && page.cards.get(one.i);
  if (!holder) return;
  const held = holder.contains(document.activeElement) && document.activeElement;
  const path = held && (held.dataset.answer ? `[data-answer="${held.dataset.answer}"]` : '.card-head');
  holder.replaceChildren(card(one, state.at === marker(one)));
  if (path) (holder.querySelector(path) || holder.querySelector('.card-head')).focus({preventScroll: true});
}

// Cards stand beside their place, none over another; the one that is open keeps its height, others make way.
function layOut() {
  if (!page || !page.text || !page.text.isConnected) return;
  const there = [...page.cards.values()].filter((one) => one.isConnected);
  const wide = getComputedStyle(page.text).getPropertyValue('--beside').trim() === '1';
  if (!wide) {
    for (const one of there) one.style.top = '';
    page.text.style.minHeight = '';
    return;
  }
  const top = page.text.getBoundingClientRect().top;
  const boxes = there.map((holder) => {
    const ref = page.text.querySelector(`[data-ref="${holder.dataset.cardOf}"]`);
    const from = ref ? ref.getBoundingClientRect().top - top - 12 : 0;
    return {holder, want: Math.max(from, 0), tall: holder.offsetHeight + 10};
  });
  boxes.sort((a, b) => a.want - b.want || Number(a.holder.dataset.cardOf) - Number(b.holder.dataset.cardOf));
  const fixed = Math.max(boxes.findIndex(({holder}) => holder.firstChild.classList.contains('open')), 0);
  let next = 0;
  boxes.forEach((box, i) => {
    if (i < fixed) return;
    box.at = Math.max(box.want, next);
    next = box.at + box.tall;
  });
  let above = boxes.length ? boxes[fixed].at : 0;
  for (let i = fixed - 1; i >= 0; i -= 1) {
    boxes[i].at = Math.min(boxes[i].want, above - boxes[i].tall);
    above = boxes[i].at;
  }
  const short = boxes.length ? Math.min(...boxes.map((box) => box.at)) : 0;
  const down = short < 0 ? -short : 0;  // no card above the sheet
  for (const box of boxes) box.holder.style.top = `${box.at + down}px`;
  const last = boxes.at(-1);
  page.text.style.minHeight = last ? `${last.at + down + last.tall}px` : '';
}
