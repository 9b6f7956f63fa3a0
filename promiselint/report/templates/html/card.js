// The card of a finding: the rule in plain words, what the text says, what the roadmap says, and who answers.

const part = (name, ...kids) => el('section', {class: 'part', 'aria-label': name}, el('p', {class: 'part-name'}, name), kids);
const line = (label, ...kids) => el('p', {class: 'line'}, el('span', {class: 'label'}, label), ' ', kids);
const pill = (one) => el('span', {class: `pill ${one.severity}`}, t(one.severity));

function cardHead(one, open) {
  return el('button', {type: 'button', class: 'card-head', 'aria-expanded': String(open), 'data-card': one.i,
    on: {click: () => go({at: open ? '' : marker(one)}, true)}},
  el('span', {class: 'card-number'}, one.n),
  el('span', {class: 'card-title'},
    el('span', {class: 'card-rule'}, pill(one), ' ', el('span', {class: 'code'}, one.code), ' ', ruleTitle(one.code)),
    el('span', {class: 'card-message', lang: 'en'}, open ? null : one.message),
    el('span', {class: 'card-who'}, one.open && ownerName(one), ' ', badge(one))));
}

function card(one, open) {
  return el('article', {class: `card ${one.severity}${open ? ' open' : ''}${one.open ? '' : ' is-silenced'}`,
    id: `card-${one.i}`, 'aria-label': t('finding_n', {n: one.n, code: one.code})},
  cardHead(one, open), open && cardBody(one));
}

function cardBody(one) {
  const [summary, why] = ruleTold(one.code);
  return el('div', {class: 'card-body'},
    el('p', {class: 'message', lang: 'en'}, one.message),
    summary && el('p', {class: 'why'}, summary, ' ', why),
    one.excerpt && part(t('text_says'), el('blockquote', {class: 'excerpt'}, one.excerpt), said(one)),
    (one.about || one.code.startsWith('PL1')) && part(t('roadmap_says'), roadmapSays(one.about)),
    instead(one),
    one.silenced ? leave(one.silenced) : owner(one),
    story(one),
    el('p', {class: 'sure'}, t(`sure_${one.sure}`), ' · ', place(one)),
    one.open && decision(one));
}

function said(one) {
  const nature = one.said && t('nature', {firmness: t(`firmness_${one.said[1]}`), kind: t(`kind_${one.said[0]}`)});
  return [nature && line(t('read_as'), nature), one.date && line(t('date'), `“${one.date.text}” – ${dateTold(one.date)}`)];
}

function roadmapSays(about) {
  if (!about) return el('p', null, t('no_entry'));
  const target = about.target && `${about.target[0]} (${dateTold({from: about.target[1], to: about.target[2]})})`;
  return [
    el('p', {class: 'feature-name'}, about.name),
    line(t('status'), t(`status_${about.status}`)),
    line(t('target'), target || t('no_target')),
    about.released.length > 0 && line(t('released'), about.released.join(' · ')),
    line(t('visibility'), t(`visibility_${about.visibility}`)),
    about.confidence && line(t('confidence'), about.confidence),
    about.evidence && line(t('evidence'), about.evidence),
    about.dependencies.length > 0 && line(t('dependencies'), about.dependencies.join('; ')),
    about.issues.length > 0 && line(t('issues'), about.issues.join('; ')),
    line(t('as_of'), day(R.roadmap.as_of)),
  ];
}

function instead(one) {
  const text = one.rewrite || one.suggestion;
  if (!text) return null;
  const spoken = one.said ? one.said[2] : one.doc.language || 'en';
  return part(t('say_instead'), el('div', {class: 'instead'}, el('p', {lang: spoken}, text),
    button(t('copy'), () => copy(text), {class: 'small', 'aria-label': t('copy_this')})));
}

function owner(one) {
  const [, steps] = R.steps[one.steps] || ['', []];
  const mail = one.who.email && el('span', {class: 'mail'}, one.who.email);
  return part(t('answers_for'), el('p', {class: 'who'}, el('strong', null, ownerName(one)), ' ', mail),
    steps.length > 0 && el('details', null, el('summary', null, t('why_them')),
      el('ol', {class: 'steps'}, steps.map((step) => el('li', null, step)))));
}

const leave = (given) => part(t('silenced_one'),
  el('p', null, given.reason || t('no_reason')),
  given.by && line(t('approver'), given.by),
  given.until && line(t('until'), day(given.until)),
  line(t('how'), t(`silenced_${given.kind}`)));

function story(one) {
  const told = R.histories[one.history];
  if (!told) return null;
  const name = told.by && told.by.name;
  const first = name && [el('strong', null, name), told.on && `, ${day(told.on)}`,
    told.commit && [' ', el('code', null, told.commit.slice(0, 10))]];
  return part(t('introduced'), el('p', null, first || t('nobody_known')),
    told.turns.length > 1 && el('ol', {class: 'turns'}, told.turns.map(turn)),
    told.why.length > 0 && el('details', null, el('summary', null, t('how_known')),
      el('ul', {class: 'steps'}, told.why.map((why) => el('li', null, why)))));
}

const turn = (one) => el('li', {class: `turn ${one.change}`},
  el('span', {class: 'turn-what'}, t(`turn_${one.change}`)), ' ', one.on && day(one.on, true),
  one.by && one.by.name && ` · ${one.by.name}`, one.said && el('q', null, one.said));

function decision(one) {
  const made = decisionOf(one);
  return el('div', {class: 'decision'}, answers(() => [one], one),
    made && made.what === 'waive' && el('p', {class: 'hint'}, made.reason, ' – ', made.approver,
      made.until && `, ${t('until').toLowerCase()} ${day(made.until, true)}`));
}
