// Every dated promise against its feature's target window and buffer, with today's line.

const VERDICTS = ['early', 'inside', 'late', 'missed', 'open', 'untold'];

const DATED = ['unreleased', 'preview', 'unbacked'];
// What is promised for a day, and no entry of the roadmap is about.
const UNBACKED = {id: '', name: '', status: '', stage: 'unbacked', target: null};
const laneName = (about) => about.name || t('unbacked');

// Promises of one feature that mean the same window, counted together.
function promised() {
  const by = new Map();
  for (const doc of R.documents) {
    for (const said of doc.statements) {
      const about = R.features[said.feature] || (said.kind === 'delivery' ? UNBACKED : null);
      if (!about || !said.dates || !DATED.includes(about.stage)) continue;
      for (const date of said.dates) {
        if (!date.from && !date.to) continue;
        const key = `${said.feature} ${date.from} ${date.to}`;
        if (!by.has(key)) by.set(key, {about, date, verdict: verdict(about, date), docs: [], n: 0});
        const one = by.get(key);
        one.n += 1;
        if (!one.docs.some((each) => each.doc === doc)) one.docs.push({doc, said});
      }
    }
  }
  return [...by.values()];
}

function timelineView() {
  const all = promised();
  const head = [el('h1', {class: 'view-name'}, t('view_timeline')), el('p', {class: 'lead'}, t('timeline_lead'))];
  if (!all.length) return [...head, el('p', {class: 'empty'}, t(R.totals.known ? 'no_dated' : 'text_not_kept'))];
  const rows = new Map();
  for (const one of all) rows.set(one.about, [...(rows.get(one.about) || []), one]);
  const order = [...rows].sort((a, b) => compared(end(a[0]), end(b[0])) || compared(laneName(a[0]), laneName(b[0])));
  const span = spanOf(order);
  return [...head, legend(all), el('div', {class: 'timeline'},
    el('div', {class: 'timeline-axis', 'aria-hidden': 'true'}, axis(span)),
    order.map(([about, those]) => lane(about, those, span)))];
}

const end = (about) => (about.target && about.target[2]) || '9999';

function spanOf(rows) {
  const days = rows.flatMap(([about, those]) => [about.target && about.target[1], about.target && about.target[2],
    ...those.flatMap((one) => [one.date.from, one.date.to])]).filter(Boolean).map(dayNumber);
  const today = dayNumber(R.today);
  // A date hundreds of years off shall not squeeze all others into one point.
  const near = days.filter((one) => Math.abs(one - today) < 366 * 8);
  const low = Math.min(today, ...near) - 20;
  const high = Math.max(today, ...near) + 20 + R.roadmap.buffer;
  return {low, high, x: (one) => `${Math.min(Math.max((100 * (one - low)) / (high - low), 0), 100)}%`};
}

function ticks({low, high}) {
  const months = (high - low) / 30.4;
  const step = months <= 9 ? 1 : months <= 30 ? 3 : 12;
  const told = [];
  const when = new Date(low * 86400000);
  when.setUTCDate(1);
  when.setUTCMonth(Math.ceil((when.getUTCMonth() + 1) / step) * step);
  while (when.getTime() / 86400000 < high) {
    const [year, month] = [when.getUTCFullYear(), when.getUTCMonth()];
    const name = step === 12 ? String(year) : step === 3 ? `${t('quarter')}${month / 3 + 1} ${year}`
      : when.toLocaleDateString(language === 'sv' ? 'sv-SE' : 'en-GB', {month: 'short', year: 'numeric', timeZone: 'UTC'});
    told.push([Math.round(when.getTime() / 86400000), name]);
    when.setUTCMonth(month + step);
  }
  return told;
}

function axis(span) {
  const today = dayNumber(R.today);
  return svg('svg', {width: '100%', height: 40, focusable: 'false'},
    ticks(span).map(([at, name]) => [svg('line', {x1: span.x(at), x2: span.x(at), y1: 30, y2: 40, class: 'tick-line'}),
      Math.abs(at - today) > (span.high - span.low) / 14 && svg('text', {x: span.x(at), y: 26, class: 'tick-name'}, name)]),
    svg('line', {x1: span.x(today), x2: span.x(today), y1: 15, y2: 40, class: 'today'}),
    svg('text', {x: span.x(today), y: 10, class: 'today-name'}, t('today')));
}

function lane(about, those, span) {
  const told = about.target ? `${t('target')} ${about.target[0]}` : t('no_target');
  const name = `lane-${about.id.replace(/[^\w-]/g, '_')}-${R.features.indexOf(about)}`;
  const sorted = those.slice().sort((a, b) => compared(a.date.to || a.date.from, b.date.to || b.date.from));
  const tall = 26 + 22 * Math.min(sorted.length, 6);
  return el('section', {class: 'lane', 'aria-labelledby': name},
    el('div', {class: 'lane-name'}, el('h2', {id: name}, laneName(about)), about.status && el('p', {class: 'hint'}, `${t(`status_${about.status}`)} · ${told}`)),
    svg('svg', {width: '100%', height: tall, role: 'img', 'aria-label': laneTold(about, sorted), class: 'lane-svg'}, laneDrawn(about, sorted, span, tall)),
    el('ul', {class: 'lane-list'}, sorted.slice(0, 40).map(promise)));
}

const laneTold = (about, those) => `${laneName(about)}: ${those.map((one) => `${one.date.text} ${t(`verdict_${one.verdict}`)}`).join('; ')}`;

function laneDrawn(about, those, span, tall) {
  const parts = ticks(span).map(([at]) => svg('line', {x1: span.x(at), x2: span.x(at), y1: 0, y2: tall, class: 'grid'}));
  if (about.target && about.target[1] && about.target[2]) {
    const [from, to] = [dayNumber(about.target[1]), dayNumber(about.target[2]) + 1];
    parts.push(stretch(span, from, to, 0, tall, 'window'), stretch(span, to, to + R.roadmap.buffer, 0, tall, 'buffer'));
  }
  const today = dayNumber(R.today);
  parts.push(svg('line', {x1: span.x(today), x2: span.x(today), y1: 0, y2: tall, class: 'today'}));
  those.slice(0, 6).forEach((one, i) => {
    const to = dayNumber(one.date.to || one.date.from);
    const from = dayNumber(one.date.from || one.date.to);
    const y = 24 + 22 * i;
    parts.push(stretch(span, from, Math.max(to + 1, from + 1), y - 3, 6, `said ${one.verdict}`));
    parts.push(sign(one.verdict, span.x(to), y));
    const left = parseFloat(span.x(to)) > 82;  // no room on the right
    parts.push(svg('text', {x: span.x(to), y: left ? y - 6 : y + 4, class: left ? 'said-text before' : 'said-text', dx: left ? -12 : 12}, one.n > 1 ? `${one.date.text} ×${one.n}` : one.date.text));
  });
  return parts;
}

const stretch = (span, from, to, y, height, name) => {
  const x = parseFloat(span.x(from));
  return svg('rect', {class: name, x: `${x}%`, y, height, width: `${Math.max(parseFloat(span.x(to)) - x, 0.15)}%`});
};

// A shape for each verdict, so that none rests on colour alone.
function sign(verdict_, x, y) {
  const shapes = {early: 'M-7 0 L5 -7 L5 7 Z', late: 'M7 0 L-5 -7 L-5 7 Z', missed: 'M-6 -6 L6 6 M6 -6 L-6 6',
    inside: 'M0 -7 L7 0 L0 7 L-7 0 Z', untold: 'M-5 -5 H5 V5 H-5 Z', open: 'M-4 -7 L7 0 L-4 7'};
  return svg('svg', {x, y, overflow: 'visible', width: 1, height: 1}, svg('path', {d: shapes[verdict_], class: `sign ${verdict_}`}));
}

function promise(one) {
  const first = one.docs[0];
  const hit = first.said.findings && first.doc.found.find((each) => first.said.findings.includes(each.fingerprint));
  const href = linkTo({view: 'document', doc: first.doc.path, at: hit ? marker(hit) : '', stand: hit ? '' : '1'});
  return el('li', null, el('span', {class: `verdict ${one.verdict}`}, t(`verdict_${one.verdict}`)), ' ',
    el('a', {href}, `“${one.date.text}”`), ` ${dateTold(one.date)} – ${first.doc.path}`,
    one.docs.length > 1 && ` ${many('and_more', one.docs.length - 1)}`);
}

const legend = (all) => el('ul', {class: 'legend'}, VERDICTS.filter((one) => all.some((each) => each.verdict === one)).map((one) => el('li', null,
  svg('svg', {width: 20, height: 16, 'aria-hidden': 'true', focusable: 'false'}, sign(one, 10, 8)), ' ', t(`legend_${one}`))),
el('li', null, svg('svg', {width: 20, height: 16, 'aria-hidden': 'true', focusable: 'false'}, svg('rect', {class: 'window', width: 20, height: 16})), ' ', t('window')),
R.roadmap.buffer > 0 && el('li', null, svg('svg', {width: 20, height: 16, 'aria-hidden': 'true', focusable: 'false'}, svg('rect', {class: 'buffer', width: 20, height: 16})), ' ', t('buffer')));
