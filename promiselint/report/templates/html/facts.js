// The report's value, with what is asked of it often worked out once.

const R = JSON.parse(byId('report').textContent);
const SEVERITIES = ['error', 'warning', 'info'];
const NOBODY = {id: '', name: '', email: ''};

R.findings.forEach((one, i) => {
  const doc = R.documents[one.document];
  const rule = R.rules[one.code];
  const who = R.people[one.owner] || NOBODY;
  one.i = i;
  one.doc = doc;
  one.who = who;
  one.about = R.features[one.feature] || null;
  one.open = !one.silenced;
  one.family = (/^PL([1-7])\d\d$/.exec(one.code) || [0, '9'])[1];
  one.weight = SEVERITIES.indexOf(one.severity);
  one.key = `${doc.seen}#${one.fingerprint}`;
  one.hay = [one.code, rule.name, one.excerpt, one.message, one.suggestion, doc.path, doc.customer, who.name,
    who.email, one.about ? one.about.name : ''].join('\n').toLowerCase();
});
R.documents.forEach((doc, i) => { doc.i = i; doc.found = []; });
R.findings.forEach((one) => one.doc.found.push(one));
// In a document findings stand in the order of the text; what is about all of it stands first.
R.documents.forEach((doc) => {
  const at = (one) => (one.at.length ? one.at[0] : [-1, 0, 0]);
  doc.found.sort((a, b) => at(a)[0] - at(b)[0] || at(a)[1] - at(b)[1] || a.i - b.i);
  doc.found.forEach((one, i) => { one.n = i + 1; });
});
const IN_ORDER = R.documents.flatMap((doc) => doc.found);
const OPEN = R.findings.filter((one) => one.open);

// What a document is called: its own title, else its first heading, else its file's name.
function title(doc) {
  if (doc.named) return doc.named;
  const named = doc.blocks.find((one) => one && (one.scope === 'title' || one.scope === 'heading') && one.text.trim());
  doc.named = named ? named.text.trim() : doc.path.split('/').pop();
  return doc.named;
}
const ownerName = (one) => one.who.name || (one.open ? t('nobody') : t('not_asked'));
const ruleTold = (code) => R.rules[code][language] || R.rules[code].en || ['', ''];
const ruleTitle = (code) => R.rules[code].name.replaceAll('-', ' ');

// Where it stands, in the reader's words.
function place(one) {
  if (!one.place) return t('at_line', {n: one.line[0]});
  return located(one.place) || one.doc.path;
}

const placeWord = (key) => (Object.hasOwn(WORDS[language], `place_${key}`) ? t(`place_${key}`) : key);

function located(where) {
  const told = [];
  for (const [key, value] of Object.entries(where)) {
    if (key === 'heading') told.push(t('under', {what: value}));
    else if (key === 'quote') continue;
    else if (key === 'hidden') { if (value) told.push(t('hidden')); }
    else if (key === 'shape' || key === 'cell_name') told.push(String(value));
    else told.push(`${placeWord(key)} ${value}`);
  }
  return told.join(', ');
}

// Days since 1970, to reckon with.
const dayNumber = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86400000);
const dayOf = (n) => new Date(n * 86400000).toISOString().slice(0, 10);

function dateTold(date) {
  if (date.customer) return t('customers_date');
  if (!date.from && !date.to) return t('no_day');
  if (!date.from) return t('up_to', {day: day(date.to)});
  if (!date.to) return t('from_on', {day: day(date.from)});
  return date.from === date.to ? day(date.from) : t('from_to', {from: day(date.from), to: day(date.to)});
}

// How a dated promise stands to what the roadmap plans: early, inside, late or missed.
function verdict(feature, date) {
  if (!date.to) return 'open';  // "from June on": no last day that could be early or late
  const last = date.to;
  if (feature.stage === 'unreleased' && last < R.roadmap.as_of) return 'missed';
  const end = feature.target && feature.target[2];
  if (!end) return 'untold';
  if (last < end) return 'early';
  return dayNumber(last) < dayNumber(end) + R.roadmap.buffer || last === end ? 'inside' : 'late';
}
