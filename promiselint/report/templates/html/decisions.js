// What a reviewer decides, finding by finding; kept in this browser, under the roadmap's name.

const DECIDED = `decisions:${R.vendor}|${R.roadmap.path}`;
const WHATS = ['accept', 'waive', 'send'];
let decisions = readDecisions();
let chosen = new Set();  // findings that are ticked, to be decided at once

function readDecisions() {
  try {
    const told = JSON.parse(store.get(DECIDED) || '{}');
    const kept = Object.entries(told).filter(([, one]) => one && WHATS.includes(one.what));
    return new Map(kept);
  } catch {
    return new Map();
  }
}

const keepDecisions = () => store.set(DECIDED, JSON.stringify(Object.fromEntries(decisions)));
const decisionOf = (one) => decisions.get(one.key);
const decided = () => OPEN.filter((one) => decisions.has(one.key));

function decide(those, what, more) {
  const open = those.filter((one) => one.open);
  const on = new Date().toISOString().slice(0, 10);
  for (const one of open) {
    if (what) decisions.set(one.key, {what, reason: '', until: '', approver: '', ...more, on});
    else decisions.delete(one.key);
  }
  keepDecisions();
  announce(what ? t(`done_${what}`, {n: open.length}) : t('done_undo', {n: open.length}));
  if (!store.works) announce(t('not_kept'));
  draw({decided: open});
}

// Asks for reason, approver and end before a waiver is given.
function askWaiver(those) {
  const open = those.filter((one) => one.open);
  if (!open.length) return;
  const held = (open.length === 1 && decisionOf(open[0])) || {};
  const problem = el('p', {class: 'problem', role: 'alert', id: 'waive-problem'});
  const reason = el('textarea', {id: 'waive-reason', rows: 3, required: true, value: held.reason || ''});
  const approver = el('input', {id: 'waive-approver', type: 'text', autocomplete: 'off', required: true,
    value: held.approver || store.get('approver') || ''});
  const until = el('input', {id: 'waive-until', type: 'date', min: R.today, value: held.until || ''});
  const given = () => {
    const missing = [reason, approver].find((box) => !box.value.trim());
    for (const box of [reason, approver]) {
      box.setAttribute('aria-invalid', String(box === missing));
      if (box === missing) box.setAttribute('aria-describedby', 'waive-problem');
    }
    if (missing) {
      problem.textContent = t(missing === reason ? 'need_reason' : 'need_approver');
      missing.focus();
      return;
    }
    store.set('approver', approver.value.trim());
    box.close();
    decide(open, 'waive', {reason: reason.value.trim(), until: until.value, approver: approver.value.trim()});
  };
  const box = dialog(t('waive_title', {n: open.length}), [
    el('p', {class: 'hint'}, t('waive_hint')),
    field('waive-reason', t('reason'), reason),
    field('waive-approver', t('approver'), approver),
    field('waive-until', t('until'), until, t('until_hint')),
    problem,
    el('div', {class: 'row end'}, button(t('cancel'), () => box.close()), button(t('waive_now'), given, {class: 'main'})),
  ]);
  reason.focus();
}

const field = (id, label, box, hint) => el('div', {class: 'field'},
  el('label', {for: id}, label), hint && el('span', {class: 'hint'}, hint), box);

// A window over the page; it goes with Escape, and the focus returns to where it was.
function dialog(name, kids) {
  const before = document.activeElement;
  const box = el('dialog', {'aria-labelledby': 'dialog-title'}, el('h2', {id: 'dialog-title'}, name), kids);
  const answer = before.dataset.answer || '';
  box.addEventListener('close', () => {
    box.remove();
    const again = before.isConnected ? before
      : document.querySelector(`.card.open [data-answer="${answer}"]`) || byId('tick-all') || byId('main');
    again.focus({preventScroll: true});
  });
  document.body.append(box);
  box.showModal();
  return box;
}

// The three answers for a finding, or for many; pressed = decided so already, pressing it again takes it back.
function answers(those, single) {
  const now = single ? (decisionOf(single) || {}).what : '';
  const press = (what) => () => {
    if (now === what && what !== 'waive') decide(those(), null);
    else if (what === 'waive') askWaiver(those());
    else decide(those(), what);
  };
  const one = (what) => button(t(what), press(what), {
    'aria-pressed': single ? String(now === what) : null, title: t(`${what}_hint`), 'data-answer': what});
  return el('div', {class: 'answers', role: 'group', 'aria-label': t('decide')}, WHATS.map(one),
    (!single || now) && button(t('undo'), () => decide(those(), null), {'data-answer': 'undo', class: 'quiet'}));
}

const badge = (one) => {
  const made = decisionOf(one);
  if (one.silenced) return el('span', {class: 'badge silenced'}, t('silenced_one'));
  return made ? el('span', {class: `badge ${made.what}`}, t(`is_${made.what}`)) : null;
};
