// The filters over the lists: each a plain choice with its number of findings, and a search.

const CHOICES = ['severity', 'family', 'rule', 'owner', 'customer', 'channel', 'path', 'feature', 'sure', 'status', 'sort'];
const STATUSES = ['undecided', 'accept', 'waive', 'send', 'silenced', 'all'];

// What a value of a filter is called.
function called(key, value) {
  if (value === '-') return t(`without_${key}`);
  if (key === 'severity' || key === 'channel') return word(value);
  if (key === 'family') return t(`family_${value}`);
  if (key === 'rule') return `${value} ${R.rules[value] ? ruleTitle(value) : ''}`;
  if (key === 'owner') return (R.people.find((one) => one.id === value) || {name: value}).name;
  if (key === 'feature') return (R.features.find((one) => one.id === value) || {name: value}).name;
  if (key === 'sure') return t(`certainty_${value}`);
  return value;
}

// The values of a filter with how many findings each has, the most frequent first.
const counts = new Map();
function counted(key) {
  if (!counts.has(key)) {
    const by = new Map();
    for (const one of OPEN) by.set(VALUE[key](one), (by.get(VALUE[key](one)) || 0) + 1);
    const fixed = {severity: SEVERITIES, sure: ['certain', 'likely', 'unsure']}[key];
    const order = fixed ? (a, b) => fixed.indexOf(a[0]) - fixed.indexOf(b[0])
      : key === 'family' || key === 'rule' || key === 'path' ? (a, b) => compared(a[0], b[0])
        : (a, b) => b[1] - a[1] || compared(a[0], b[0]);
    counts.set(key, [...by].sort(order));
  }
  return counts.get(key);
}

function options(key) {
  if (key === 'sort') return Object.keys(ORDERS).map((one) => [one === 'path' ? '' : one, t(`sort_${one}`)]);
  if (key === 'status') return [['', t('status_open')], ...STATUSES.map((one) => [one, t(`status_is_${one}`)])];
  const told = counted(key).map(([value, n]) => [value, `${called(key, value)} (${number(n)})`]);
  if (state[key] && !told.some(([value]) => value === state[key])) told.push([state[key], `${state[key]} (0)`]);
  return [['', t('any')], ...told];
}

function choice(key) {
  const box = el('select', {id: `filter-${key}`, 'data-filter': key,
    on: {change: () => go({[key]: box.value, at: ''}, true)}});
  const all = options(key);
  const told = ([value, name]) => el('option', {value}, name);
  let full = all.length <= 60;
  // A choice of 500 documents is made when it is about to be opened.
  const make = () => {
    if (full) return;
    full = true;
    const held = new Set([...box.options].map((one) => one.value));
    fill(box, all.filter(([value]) => !held.has(value)).map(told));
  };
  fill(box, (full ? all : all.filter(([value]) => value === (state[key] || '') || value === '')).map(told));
  box.addEventListener('pointerdown', make);
  box.addEventListener('focus', make);
  box.value = state[key] || '';
  return el('div', {class: 'field'}, el('label', {for: `filter-${key}`}, t(`by_${key}`)), box);
}

function search() {
  const box = el('input', {id: 'search', type: 'search', value: state.q, placeholder: t('search_hint'),
    autocomplete: 'off', spellcheck: 'false', 'aria-keyshortcuts': '/',
    on: {input: () => go({q: box.value, at: ''}, true)}});
  return el('div', {class: 'field search'}, el('label', {for: 'search'}, t('search')), box);
}

const anyFilter = () => FILTERS.some((key) => state[key]);
const narrow = matchMedia('(max-width: 899px)');

// Made once for a view: typing in the search must not lose its place.
function filterBar() {
  const shown = CHOICES.filter((key) => key === 'sort' || key === 'status' || counted(key).length > 1 || state[key]);
  const first = narrow.matches ? [] : shown.filter((key) => ['severity', 'rule', 'owner', 'status'].includes(key));
  const rest = shown.filter((key) => !first.includes(key));
  const named = t(narrow.matches ? 'filters_all' : 'more_filters');
  const more = el('details', {class: 'more', open: !narrow.matches && rest.some((key) => state[key])},
    el('summary', null, named), el('div', {class: 'fields'}, rest.map(choice)));
  return el('form', {class: 'filters', role: 'search', 'aria-label': t('filters'),
    on: {submit: (event) => event.preventDefault()}},
  el('div', {class: 'fields'}, search(), first.map(choice)), more);
}

// What is filtered for now, each to be taken away with one press.
function chips() {
  const set_ = FILTERS.filter((key) => state[key]);
  if (!set_.length) return null;
  const chip = (key) => button([el('span', null, `${t(`by_${key}`)}: `,
    key === 'status' ? t(`status_is_${state[key]}`) : called(key, state[key])), el('span', {'aria-hidden': 'true'}, ' ×')],
  () => go({[key]: ''}, true), {class: 'chip', 'aria-label': t('take_away', {what: `${t(`by_${key}`)} ${state[key]}`})});
  return el('div', {class: 'chips'}, set_.map(chip), button(t('clear_all'), () => go(none(), true), {class: 'quiet small'}));
}
