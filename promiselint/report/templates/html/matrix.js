// Features across, documents down: where each is spoken of, and where not as the roadmap has it.

function crossings() {
  const by = new Map();
  const at = (feature, doc) => {
    const key = `${feature} ${doc}`;
    if (!by.has(key)) by.set(key, {found: 0, weight: 9, stand: 0});
    return by.get(key);
  };
  for (const one of OPEN) {
    if (one.feature < 0) continue;
    const cross = at(one.feature, one.document);
    cross.found += 1;
    cross.weight = Math.min(cross.weight, one.weight);
  }
  R.documents.forEach((doc) => doc.statements.forEach((said) => {
    if (said.feature >= 0 && said.fate === 'stands') at(said.feature, doc.i).stand += 1;
  }));
  return by;
}

function matrixView() {
  const by = crossings();
  const used = new Set([...by.keys()].map((key) => Number(key.split(' ')[0])));
  const features = R.features.map((_, i) => i).filter((i) => used.has(i));
  const docs = R.documents.filter((doc) => features.some((i) => by.has(`${i} ${doc.i}`)));
  const head = [el('h1', {class: 'view-name'}, t('view_matrix')), el('p', {class: 'lead'}, t('matrix_lead'))];
  if (!docs.length) return [...head, el('p', {class: 'empty'}, t('no_features'))];
  const body = el('tbody', null);
  const row_ = (doc) => el('tr', null, el('th', {scope: 'row'},
    el('a', {href: linkTo({view: 'document', doc: doc.path})}, title(doc)), el('span', {class: 'doc-path'}, doc.path)),
  features.map((i) => crossing(by.get(`${i} ${doc.i}`), R.features[i], doc)));
  const made_ = el('div', {class: 'scroll matrix-box', tabindex: '0', role: 'region', 'aria-label': t('view_matrix')},
    el('table', {class: 'matrix'}, el('thead', null, el('tr', null, el('td', null, el('span', {class: 'away'}, t('document'))),
      features.map((i) => el('th', {scope: 'col'}, el('span', {class: 'column-name'}, R.features[i].name),
        el('span', {class: 'hint'}, t(`status_${R.features[i].status}`)))))), body));
  grownRows(body, made_, docs, row_);
  return [...head, el('ul', {class: 'legend'}, SEVERITIES.map((one) => el('li', null, el('span', {class: `cross ${one}`}, 'n'), ' ', t(`many_${one}`))),
    el('li', null, el('span', {class: 'cross stand'}, 'n'), ' ', t('do_stand'))), made_];
}

// The box scrolls in itself, so that names stay in view; more rows come as it does.
function grownRows(body, box, docs, make) {
  let done = 0;
  const more = () => {
    const to = Math.min(done + 50, docs.length);
    for (; done < to; done += 1) body.append(make(docs[done]));
  };
  more();
  box.addEventListener('scroll', () => { if (box.scrollTop + box.clientHeight > box.scrollHeight - 600) more(); }, {passive: true});
}

function crossing(cross, feature, doc) {
  if (!cross) return el('td', null);
  const told = [cross.found && many('findings_n', cross.found), cross.stand && many('hold', cross.stand)].filter(Boolean).join(', ');
  const name = `${feature.name}, ${title(doc)}: ${told}`;
  const href = cross.found ? linkTo({view: 'document', doc: doc.path, path: doc.path, feature: feature.id})
    : linkTo({view: 'document', doc: doc.path, stand: '1'});
  return el('td', null, el('a', {class: 'crossing', href, 'aria-label': name, title: told},
    cross.found > 0 && el('span', {class: `cross ${SEVERITIES[cross.weight]}`}, cross.found),
    cross.stand > 0 && el('span', {class: 'cross stand'}, cross.stand)));
}
