// What has been decided here, to be taken along: waivers, a table, mail drafts; and taken in again.

function decisionsView() {
  const all = decided().sort(inText);
  const waived = all.filter((one) => decisionOf(one).what === 'waive').length;
  const file = el('input', {type: 'file', id: 'take-in', accept: '.yaml,.yml,.csv,.txt', on: {change: () => takeFile(file)}});
  const name = R.roadmap.as_of;
  return [el('h1', {class: 'view-name'}, t('view_decisions')),
    el('p', {class: 'lead'}, all.length ? many('decided', all.length) : t('none_decided'), ' ', t('kept_where')),
    !store.works && el('p', {class: 'note', role: 'alert'}, t('not_kept')),
    el('section', {class: 'takings', 'aria-labelledby': 'take-along'},
      el('h2', {id: 'take-along'}, t('take_along')),
      el('div', {class: 'row'},
        button(t('save_waivers', {n: number(waived)}), () => download(`waivers-${name}.yaml`, 'application/yaml', waiversYaml()), {id: 'save-yaml', disabled: !waived}),
        button(t('copy_waivers'), () => copy(waiversYaml()), {id: 'copy-yaml', disabled: !waived, class: 'quiet'}),
        button(t('save_table'), () => download(`decisions-${name}.csv`, 'text/csv', decisionsCsv()), {id: 'save-csv', disabled: !all.length})),
      el('p', {class: 'hint'}, t('waivers_where')),
      el('div', {class: 'field'}, el('label', {for: 'take-in'}, t('take_in')), el('span', {class: 'hint'}, t('take_in_hint')), file)),
    mails(),
    el('section', {'aria-labelledby': 'decided-list'}, el('h2', {id: 'decided-list'}, t('decided_list')),
      decidedRows(all), all.length > 0 && button(t('forget_all'), forgetAll, {class: 'quiet'}))];
}

function decidedRows(all) {
  const rows = el('ol', {class: 'rows'});
  const box = el('div', null, rows);
  if (all.length) growing(rows, all.length, (i) => decidedRow(all[i]), 40);
  else refill(box, el('p', {class: 'empty'}, t('decide_how')));
  return box;
}

function decidedRow(one) {
  const made_ = decisionOf(one);
  return el('li', {class: `finding untickable ${one.severity}`},
    el('a', {class: 'finding-link', href: linkTo({view: 'document', doc: one.doc.path, at: marker(one)})},
      el('span', {class: 'finding-head'}, badge(one), ' ', el('span', {class: 'code'}, one.code), ' ', ruleTitle(one.code)),
      el('span', {class: 'finding-text'}, one.excerpt || t('about_all')),
      made_.what === 'waive' && el('span', {class: 'finding-message'}, made_.reason, ' – ', made_.approver,
        made_.until && `, ${t('until').toLowerCase()} ${day(made_.until)}`)),
    el('div', {class: 'finding-side'}, el('span', {class: 'finding-path'}, one.doc.path), el('span', {class: 'finding-owner'}, ownerName(one)),
      button(t('undo'), () => decide([one], null), {class: 'quiet small', 'aria-label': t('undo_this', {code: one.code, path: one.doc.path})})));
}

function mails() {
  const all = toSend();
  if (!all.length) return null;
  return el('section', {'aria-labelledby': 'mails'}, el('h2', {id: 'mails'}, t('mails')), el('p', {class: 'hint'}, t('mails_hint')),
    el('ul', {class: 'plain mails'}, all.map((those) => {
      const who = ownerName(those[0]);
      const file = `${(those[0].who.id || 'nobody').replace(/[^\w.-]/g, '_')}-${R.roadmap.as_of}.eml`;
      return el('li', {class: 'row'}, el('strong', null, who), ` ${many('findings_n', those.length)} `,
        button(t('save_mail'), () => download(file, 'message/rfc822', mailDraft(those)), {class: 'small save-mail', 'aria-label': t('save_mail_to', {who})}),
        button(t('copy_mail'), () => copy(mailText(those)), {class: 'small quiet', 'aria-label': t('copy_mail_to', {who})}));
    })));
}

async function takeFile(input) {
  const [file] = input.files;
  if (!file) return;
  const told = file.size > 50e6 ? null : takeIn(await file.text());
  draw({});
  announce(told ? t('taken_in', {marked: number(told.marked), unknown: number(told.unknown)}) : t('not_ours'));
}

function forgetAll() {
  const box = dialog(t('forget_all'), [el('p', null, t('forget_sure', {n: number(decided().length)})),
    el('div', {class: 'row end'}, button(t('cancel'), () => box.close()),
      button(t('forget_all'), () => { box.close(); decide(decided(), null); }, {class: 'main'}))]);
}
