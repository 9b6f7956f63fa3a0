// Decisions as files: waivers for the configuration, a table, a mail draft for each owner; and back again.

const SIGNS = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]/g;

// A YAML string in double quotes: JSON's escapes are YAML's, and nothing odd stands in it as it is.
const quoted = (text) => JSON.stringify(text).replace(
  /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/g,
  (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

// A path as a gitignore-style pattern that matches nothing else.
const pattern = (path) => `/${path.replace(/[\\*?[\]]/g, '\\$&').replace(/ +$/, (blanks) => '\\ '.repeat(blanks.length))}`;

function waiversYaml() {
  const given = decided().filter((one) => decisionOf(one).what === 'waive');
  const lines = [`# ${t('yaml_head', {day: R.today})}`, given.length ? 'waivers:' : 'waivers: []'];
  for (const one of given) {
    const {reason, until, approver} = decisionOf(one);
    lines.push(`  - path: ${quoted(pattern(one.doc.seen))}`, `    rule: ${one.code}`,
      `    fingerprint: ${quoted(one.fingerprint)}`, `    approver: ${quoted(approver)}`,
      `    reason: ${quoted(reason)}`);
    if (until) lines.push(`    until: ${until}`);
  }
  return `${lines.join('\n')}\n`;
}

const COLUMNS = ['decision', 'path', 'place', 'rule', 'name', 'severity', 'customer', 'owner', 'email', 'sentence',
  'message', 'suggestion', 'reason', 'approver', 'until', 'decided', 'fingerprint'];

// A cell that begins like a formula would be one in a spreadsheet.
function cell(value) {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\n\r']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function decisionsCsv() {
  const rows = decided().map((one) => {
    const made = decisionOf(one);
    return [made.what, one.doc.path, place(one), one.code, R.rules[one.code].name, one.severity, one.doc.customer,
      one.who.name, one.who.email, one.excerpt, one.message, one.suggestion, made.reason, made.approver, made.until,
      made.on, one.fingerprint];
  });
  return `\ufeff${[COLUMNS, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

const flat = (text) => String(text).replace(SIGNS, ' ').trim();
const base64 = (text) => {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
};
const folded = (text) => text.replace(/.{76}/g, '$&\r\n');
// A header's words, in pieces that are short enough and never cut a character.
function header(text) {
  const pieces = [''];
  for (const sign of flat(text)) {
    if (new TextEncoder().encode(pieces.at(-1) + sign).length > 42) pieces.push('');
    pieces[pieces.length - 1] += sign;
  }
  return pieces.map((piece) => `=?UTF-8?B?${base64(piece)}?=`).join('\r\n ');
}

const toSend = () => {
  const by = new Map();
  for (const one of decided()) {
    if (decisionOf(one).what !== 'send') continue;
    by.set(one.who.id, [...(by.get(one.who.id) || []), one]);
  }
  return [...by.values()];
};

function mailText(those) {
  const {name} = those[0].who;
  const lines = [t('mail_hello', {name: flat(name) || t('mail_all')}), '', many('mail_first', those.length), ''];
  those.forEach((one, i) => {
    lines.push(`${i + 1}. ${flat(one.doc.path)}, ${flat(place(one))} (${one.code} ${ruleTitle(one.code)})`);
    if (one.excerpt) lines.push(`   “${flat(one.excerpt)}”`);
    lines.push(`   ${flat(one.message)}`, `   ${t('say_instead')}: ${flat(one.rewrite || one.suggestion)}`, '');
  });
  return [...lines, t('mail_last', {path: R.roadmap.path, day: day(R.roadmap.as_of)})].join('\r\n');
}

const mailSubject = (those) => many('mail_subject', those.length);

function mailDraft(those) {
  const {email} = those[0].who;
  const to = /^[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+$/.test(email) ? [`To: ${email}`] : [];
  return [...to, `Subject: ${header(mailSubject(those))}`, 'X-Unsent: 1', 'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '',
    folded(base64(mailText(those))), ''].join('\r\n');
}

// Reads back what was exported here, YAML or CSV; gives how many findings it marked and how many it did not know.
function takeIn(text) {
  const plain = text.replace(/^\ufeff/, '');
  const told = /^decision,/.test(plain) ? fromCsv(plain) : fromYaml(plain);
  if (!told) return null;
  let marked = 0;
  let unknown = 0;
  for (const one of told) {
    const same = OPEN.filter((each) => each.fingerprint === one.fingerprint && each.code === one.rule);
    // The same sentence may stand in two documents; a pattern that somebody wrote by hand is not read here.
    const there = same.filter((each) => one.path === (one.pattern ? pattern(each.doc.seen) : each.doc.path));
    const hits = there.length ? there : same;
    for (const hit of hits) decisions.set(hit.key, one.made);
    marked += hits.length;
    unknown += hits.length ? 0 : 1;
  }
  keepDecisions();
  return {marked, unknown};
}

const isDay = (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text || '') ? text : '');

function fromCsv(text) {
  const [head, ...rows] = csvRows(text);
  if (COLUMNS.some((name) => !head.includes(name))) return null;
  const bare = (value) => (/^'[=+\-@\t\r]/.test(value) ? value.slice(1) : value);
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, bare(row[i] || '')])))
    .filter((row) => WHATS.includes(row.decision))
    .map((row) => ({...row, made: {what: row.decision, reason: row.reason, approver: row.approver,
      until: isDay(row.until), on: isDay(row.decided)}}));
}

function csvRows(text) {
  const rows = [[]];
  const sign = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|\n|\r|$)/g;
  for (let found = sign.exec(text); found; found = sign.exec(text)) {
    const [, value, end] = found;
    rows.at(-1).push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.some(Boolean));
}

// Only what a list of waivers needs: entries with one key a line, as they are written here and mostly by hand.
function fromYaml(text) {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^waivers:/.test(line));
  if (start < 0) return null;
  const told = [];
  for (const line of lines.slice(start + 1)) {
    if (!line.trim() || /^\s*#/.test(line)) continue;
    const part = /^\s*(-\s+)?(\w+):\s*(.*)$/.exec(line);
    if (!part || /^\S/.test(line) && !part[1]) break;
    if (part[1]) told.push({});
    if (told.length) told.at(-1)[part[2]] = scalar(part[3]);
  }
  const codes = Object.fromEntries(Object.entries(R.rules).map(([code, rule]) => [rule.name, code]));
  return told.filter((one) => one.fingerprint && one.rule).map((one) => ({
    rule: codes[one.rule] || one.rule, fingerprint: one.fingerprint, path: one.path, pattern: true,
    made: {what: 'waive', reason: one.reason || '', approver: one.approver || one.by || '', until: isDay(one.until),
      on: R.today}}));
}

function scalar(text) {
  if (text.startsWith('"')) {
    try { return String(JSON.parse(/^"(?:[^"\\]|\\.)*"/.exec(text)[0])); } catch { return ''; }
  }
  if (text.startsWith("'")) return (/^'((?:[^']|'')*)'/.exec(text) || ['', ''])[1].replaceAll("''", "'");
  return text.replace(/\s+#.*$/, '').trim();
}
