// Elements are made here and nowhere else: what a document says becomes a text node, never markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(node, kids) {
  for (const kid of kids.flat(Infinity)) {
    if (kid === null || kid === undefined || kid === false || kid === '') continue;
    node.append(kid instanceof Node ? kid : document.createTextNode(String(kid)));
  }
  return node;
}

function set(node, props) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
    else if (name === 'value' || name === 'checked' || name === 'indeterminate') node[name] = value;
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  return node;
}

const el = (tag, props, ...kids) => fill(set(document.createElement(tag), props), kids);
const svg = (tag, props, ...kids) => fill(set(document.createElementNS(SVG, tag), props), kids);
const button = (label, run, props, ...kids) => el('button', {type: 'button', on: {click: run}, ...props}, label, ...kids);
const refill = (node, ...kids) => { node.replaceChildren(); return fill(node, kids); };
const byId = (id) => document.getElementById(id);

const STORE = 'promiselint:';

// Some browsers keep nothing for a file that was opened from a disk: then all lasts as long as the page.
const store = (() => {
  const held = new Map();
  let works = true;
  const tried = (run, otherwise) => {
    try { return run(); } catch { works = false; return otherwise(); }
  };
  return {
    get works() { return works; },
    get: (key) => tried(() => localStorage.getItem(STORE + key), () => held.get(key) ?? null),
    set: (key, value) => {
      held.set(key, value);
      tried(() => localStorage.setItem(STORE + key, value), () => undefined);
    },
  };
})();

const WORDS = JSON.parse(byId('words').textContent);
let language = 'en';

// The words for a key, with {name} filled; a value is never read as a template.
function t(key, values) {
  const text = WORDS[language][key] ?? WORDS.en[key] ?? key;
  return values ? text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole)) : text;
}

// A word that a document or a roadmap uses for itself ("web"), in the reader's language where it is one of ours.
const word = (value) => (Object.hasOwn(WORDS[language], value) ? WORDS[language][value] : value);

// "1 finding", "3 findings": the words of KEY_one or KEY_many.
const many = (key, n) => t(`${key}_${n === 1 ? 'one' : 'many'}`, {n: number(n)});
const number = (n) => n.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB');

function day(iso, short) {
  if (!iso) return '';
  const [year, month, date] = iso.slice(0, 10).split('-').map(Number);
  const shape = {year: 'numeric', month: short ? 'short' : 'long', day: 'numeric', timeZone: 'UTC'};
  const when = new Date(Date.UTC(2000, month - 1, date));
  when.setUTCFullYear(year);
  return when.toLocaleDateString(language === 'sv' ? 'sv-SE' : 'en-GB', shape);
}

let sayer = 0;
// Said aloud by a screen reader, and shown for a moment.
function announce(text) {
  const spot = byId('said');
  spot.textContent = text;
  spot.classList.add('shown');
  clearTimeout(sayer);
  sayer = setTimeout(() => spot.classList.remove('shown'), 4000);
}

function download(name, type, text) {
  const where = URL.createObjectURL(new Blob([text], {type: `${type};charset=utf-8`}));
  const link = el('a', {href: where, download: name, class: 'away', tabindex: '-1', 'aria-hidden': 'true'});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(where), 10000);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {  // not allowed for a file that was opened from a disk: then as it was done before
    const box = el('textarea', {class: 'away', readonly: true, value: text});
    (document.querySelector('dialog[open]') || document.body).append(box);
    const before = document.activeElement;
    box.select();
    document.execCommand('copy');
    box.remove();
    if (before instanceof HTMLElement) before.focus();
  }
  announce(t('copied'));
}

// A list that grows as it comes into view: `make(i)` gives the i-th of `count`; `reach(i)` makes all up to i.
function growing(list, count, make, step) {
  let done = 0;
  const end = el('div', {class: 'sentinel', 'aria-hidden': 'true'});
  const grow = (to) => {
    const some = document.createDocumentFragment();
    for (; done < Math.min(to, count); done += 1) fill(some, [make(done)]);
    list.append(some);
    if (done >= count) { watcher.disconnect(); end.remove(); }
  };
  const watcher = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    grow(done + step);
    watcher.unobserve(end);  // looked at anew: it may still be in view
    if (done < count) watcher.observe(end);
  }, {rootMargin: '800px'});
  grow(step);
  if (done < count) { list.after(end); watcher.observe(end); }
  return {reach: (i) => { if (i >= done) grow(i + step); }, stop: () => { watcher.disconnect(); end.remove(); }};
}
