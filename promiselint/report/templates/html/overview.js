// The first screen: what was read, what stands, what does not; by rule, person, customer, document and feature.

const LONGEST = 8;  // bars of a chart before the rest is folded

function overview() {
  const told = R.totals;
  return [
    el('section', {class: 'hero', 'aria-labelledby': 'hero'},
      el('h1', {id: 'hero'}, headline(told)),
      told.known && standing(told),
      el('p', {class: 'lead'}, lead(told)),
      figures(told)),
    el('section', {'aria-labelledby': 'charts'}, el('h2', {id: 'charts'}, t('where')),
      OPEN.length ? el('div', {class: 'charts'}, ['family', 'owner', 'customer', 'path', 'feature', 'rule'].map(chart))
        : el('p', {class: 'empty'}, t('nothing_found'))),
    unread(),
    made(),
  ];
}

function headline(told) {
  if (!told.known || !told.statements) return many('read', told.statements);
  if (!told.fall) return t('all_stand', {n: number(told.statements)});
  return t('some_fall', {n: number(told.fall), all: number(told.statements)});
}

function lead(told) {
  const parts = [many('in_documents', told.documents)];
  parts.push(t('held_against', {path: R.roadmap.path, day: day(R.roadmap.as_of)}));
  return `${parts.join(' ')}.`;
}

// One bar: what stands, what stands by leave, what does not.
function standing(told) {
  const shares = [['stand', told.stand], ['left', told.silenced_statements], ['fall', told.fall]];
  const all = Math.max(told.statements, 1);
  let x = 0;
  const rects = shares.map(([name, n]) => {
    const wide = (100 * n) / all;
    const rect = svg('rect', {class: `share-${name}`, x: `${x}%`, y: 0, width: `${wide}%`, height: 14});
    x += wide;
    return n ? rect : null;
  });
  const key = ([name, n]) => el('li', {class: `key-${name}`}, el('strong', null, number(n)), ' ', t(`do_${name}`));
  return el('div', {class: 'standing'},
    svg('svg', {class: 'share', width: '100%', height: 14, 'aria-hidden': 'true', focusable: 'false'}, rects),
    el('ul', {class: 'keys'}, shares.filter(([, n]) => n).map(key)));
}

function figures(told) {
  const by = (severity) => OPEN.filter((one) => one.severity === severity).length;
  const cells = [
    [told.findings, 'findings', linkTo({view: 'findings'})],
    ...SEVERITIES.filter((one) => by(one)).map((one) => [by(one), `many_${one}`, linkTo({view: 'findings', severity: one})]),
    [told.documents, 'documents', linkTo({view: 'document'})],
    told.silenced && [told.silenced, 'silenced', linkTo({view: 'findings', status: 'silenced'})],
    told.unsure && [told.unsure, 'unsure_kept', null],
    [told.unread, 'unread', null],
  ].filter(Boolean);
  const figure = ([n, name, href]) => el('li', null, el(href ? 'a' : 'div', {href, class: 'figure'},
    el('span', {class: 'figure-n'}, number(n)), ' ', el('span', {class: 'figure-name'}, t(name))));
  return el('ul', {class: 'figures'}, cells.map(figure));
}

// A chart is a list with a bar beside each name: read aloud it says names and numbers.
function chart(key) {
  const all = counted(key).slice().sort((a, b) => b[1] - a[1]);
  if (!all.length || (all.length === 1 && all[0][0] === '-')) return null;
  const top = all[0][1];
  const rows = (some) => some.map(([value, n]) => bar(key, value, n, top));
  const rest = all.slice(LONGEST);
  const more = el('ul', {class: 'bars'});
  const unfold = () => { if (!more.childNodes.length) fill(more, rows(rest.slice(0, 200))); };
  const name = `chart-${key}`;
  return el('section', {class: 'chart', 'aria-labelledby': name},
    el('h3', {id: name}, t(`chart_${key}`)),
    el('ul', {class: 'bars'}, rows(all.slice(0, LONGEST))),
    rest.length > 0 && el('details', {class: 'rest', on: {toggle: unfold}}, el('summary', null, many('more', rest.length)),
      more, rest.length > 200 && el('p', {class: 'hint'}, t('see_findings'))));
}

const perValue = new Map();
function severitiesOf(key) {
  if (!perValue.has(key)) {
    const by = new Map();
    for (const one of OPEN) {
      const value = VALUE[key](one);
      if (!by.has(value)) by.set(value, [0, 0, 0]);
      by.get(value)[one.weight] += 1;
    }
    perValue.set(key, by);
  }
  return perValue.get(key);
}

function bar(key, value, n, top) {
  const by = severitiesOf(key).get(value);
  let x = 0;
  const rects = by.map((m, i) => {
    const wide = (100 * m) / top;
    const rect = svg('rect', {class: `bar-${SEVERITIES[i]}`, x: `${x}%`, y: 0, width: `${wide}%`, height: 10});
    x += wide;
    return m ? rect : null;
  });
  const split = by.map((m, i) => (m ? `${number(m)} ${t(`many_${SEVERITIES[i]}`)}` : '')).filter(Boolean).join(', ');
  return el('li', null, el('a', {class: 'bar', href: linkTo({view: 'findings', [key]: value}), title: split},
    el('span', {class: 'bar-name'}, called(key, value)), ' ',
    el('span', {class: 'bar-n'}, number(n)),
    svg('svg', {class: 'bar-line', width: '100%', height: 10, 'aria-hidden': 'true', focusable: 'false'}, rects)));
}

function unread() {
  const noted = R.documents.flatMap((doc) => (doc.warnings || []).map((text) => [doc.path, text]));
  const loose = R.warnings.filter((text) => !noted.some(([, one]) => one === text)).map((text) => ['', text]);
  const rows = [...R.errors, ...noted, ...loose];
  return el('section', {'aria-labelledby': 'unread'},
    el('h2', {id: 'unread'}, t('not_read')),
    rows.length === 0 ? el('p', null, t('all_read'))
      : el('ul', {class: 'plain'}, rows.slice(0, 300).map(([path, text]) => el('li', null,
        path && el('strong', null, path), path && ': ', text))),
    R.totals.unsure > 0 && el('p', null, many('kept_back', R.totals.unsure)));
}

function made() {
  const row = (name, value) => value && el('div', null, el('dt', null, name), el('dd', null, value));
  const at = R.made && `${day(R.made)}, ${R.made.slice(11, 16)}`;
  return el('section', {'aria-labelledby': 'made'}, el('h2', {id: 'made'}, t('made')), el('dl', {class: 'about-run'},
    row(t('made_at'), at || day(R.today)), row(t('roadmap'), `${R.roadmap.path} (${many('features', R.roadmap.features)})`),
    row(t('as_of'), day(R.roadmap.as_of)), row(t('configuration'), R.configuration || t('none')),
    row(t('finest'), R.roadmap.finest && t(`grain_${R.roadmap.finest}`)),
    row(t('buffer'), many('days', R.roadmap.buffer)), row(t('program'), `promiselint ${R.version}`)));
}
