// The report on paper: figures, timeline, and a page for each owner with what is theirs; as filtered on the screen.

function paperReport() {
  const shown = found(IN_ORDER).filter((one) => one.open || state.status === 'silenced' || state.status === 'all');
  const by = new Map();
  for (const one of shown) by.set(one.who.id, [...(by.get(one.who.id) || []), one]);
  const owners = [...by.values()].sort((a, b) => b.length - a.length || compared(ownerName(a[0]), ownerName(b[0])));
  return [
    el('header', {class: 'paper-title'}, el('p', null, R.vendor), el('h1', null, t('report_of')),
      el('p', null, `${lead(R.totals)} ${anyFilter() ? t('filtered_to', {what: filteredTo()}) : ''}`)),
    el('p', {class: 'paper-read'}, headline(R.totals)),
    R.totals.known && standing(R.totals), figures(R.totals),
    el('section', null, el('h2', null, t('where')), el('div', {class: 'charts'},
      ['family', 'owner', 'customer', 'path', 'feature'].map((key) => plainChart(key)))),
    paperTimeline(),
    unread(), made(),
    owners.map(ownerPage),
  ].map(withoutIds);
}

const filteredTo = () => FILTERS.filter((key) => state[key]).map((key) => `${t(`by_${key}`)}: ${key === 'status' ? t(`status_is_${state[key]}`) : called(key, state[key])}`).join('; ');

function plainChart(key) {
  const one = chart(key);
  if (one) for (const rest of one.querySelectorAll('details')) rest.remove();
  return one;
}

function paperTimeline() {
  const drawn = timelineView();
  return el('section', {class: 'paper-timeline'}, el('h2', null, t('view_timeline')), drawn.slice(1));
}

const ownerPage = (those) => el('section', {class: 'owner-page'},
  el('h2', null, ownerName(those[0])),
  el('p', {class: 'hint'}, those[0].who.email && `${those[0].who.email} · `, many('findings_n', those.length)),
  those.map(paperFinding));

function paperFinding(one) {
  const told = R.histories[one.history];
  const by = told && told.by && told.by.name;
  const since = one.about && one.about.released.join(' · ');
  const target = one.about && (since || (one.about.target ? `${t('target')} ${one.about.target[0]}` : t('no_target')));
  return el('article', {class: `paper-finding ${one.severity}`},
    el('p', {class: 'paper-head'}, pill(one), ' ', el('strong', null, `${one.code} ${ruleTitle(one.code)}`), ` – ${one.doc.path}, ${place(one)}`, ' ', badge(one)),
    one.excerpt && el('blockquote', null, one.excerpt),
    el('p', null, one.message),
    one.about && line(t('roadmap_says'), `${one.about.name}: ${t(`status_${one.about.status}`)}, ${target}`),
    (one.rewrite || one.suggestion) && line(t('say_instead'), one.rewrite || one.suggestion),
    by && line(t('introduced'), by, told.on && `, ${day(told.on)}`));
}

// What is on the screen has these ids already.
function withoutIds(node) {
  if (!(node instanceof Element)) return node;
  for (const one of [node, ...node.querySelectorAll('[id],[aria-labelledby]')]) {
    one.removeAttribute('id');
    one.removeAttribute('aria-labelledby');
  }
  return node;
}

function toPaper() {
  const paper = byId('paper');
  if (paper.childNodes.length) return;
  refill(paper, paperReport().flat(Infinity).map(withoutIds));
  paper.hidden = false;
}

function fromPaper() {
  byId('paper').hidden = true;
  byId('paper').replaceChildren();
}

addEventListener('beforeprint', toPaper);
addEventListener('afterprint', fromPaper);
