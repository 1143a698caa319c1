/**
 * The bureau that the authorisation matrix is asked in: every kind of principal, and a file of each procedure with something in it that only some may read.
 * Its files are closed, so that whoever may file an act is told `file-closed` and nothing is sent to the engine.
 */
import { createHash } from 'node:crypto';
import { pino } from 'pino';
import { Sequencer } from '../../api/log/sequencer.ts';
import type { Sql } from '../../db/client.ts';

/** 各类人员 Everybody the matrix asks, and who they are; `as`: in whose name, and through which system. */
export const principals = {
  own: {
    says: '当事单位的经办人 A handler of a party unit, who filed the plan',
    officer: 'am-own',
  },
  unsigned: {
    says: '当事单位没有承诺书的经办人 A handler of a party unit without a commitment letter',
    officer: 'am-unsigned',
  },
  team: { says: '检查组成员 A member of the team of the plan', officer: 'am-team' },
  head: { says: '检查主体在任负责人 The head of the body, in post', officer: 'am-head' },
  'former-head': { says: '已离任负责人 A head whose post has ended', officer: 'am-former' },
  superior: {
    says: '上级单位的经办人 A handler of the superior of a party unit',
    officer: 'am-superior',
  },
  'other-unit': {
    says: '无关单位的经办人 A handler of a unit that has nothing to do with it',
    officer: 'am-other',
  },
  'other-head': { says: '无关单位的负责人 A head of such a unit', officer: 'am-other-head' },
  coordinator: { says: '协调员 A coordinator', officer: 'am-coord' },
  regulator: { says: '监管人员 A regulator, of the supervision of enforcement', officer: 'am-reg' },
  'own-coordinator': {
    says: '当事（被反映）单位的协调员 A coordinator of the party unit, the one complained of',
    officer: 'am-own-coord',
  },
  'own-regulator': {
    says: '当事（被反映）单位的监管人员 A regulator of the party unit, the one complained of',
    officer: 'am-own-reg',
  },
  handling: {
    says: '承办单位的经办人 A handler of the unit that deals with the complaint',
    officer: 'am-handling',
  },
  assigned: {
    says: '承办单位指定的经办人 The handler to whom the complaint was given',
    officer: 'am-assigned',
  },
  registrar: { says: '登记员 A registrar', officer: 'am-registrar' },
  administrator: { says: '管理员 An administrator', officer: 'am-admin' },
  removed: {
    says: '已清除的当事单位人员 An officer of a party unit, removed',
    officer: 'am-removed',
  },
  'no-role': {
    says: '当事单位没有角色的人员 An officer of a party unit without a role',
    officer: 'am-no-role',
  },
  system: {
    says: '当事单位的系统 A system of a party unit, in its own name',
    officer: 'am-system',
  },
  'system-for-person': {
    says: '本局系统代当事单位经办人 A system of the bureau for a handler of a party unit',
    officer: 'am-own',
    as: 'am-system',
  },
  'foreign-system': {
    says: '外局系统代当事单位经办人 A system of another bureau for that handler',
    officer: 'am-own',
    as: 'am2-system',
  },
  'other-bureau': { says: '外局经办人 A handler of another bureau', officer: 'am2-handler' },
  'other-bureau-head': { says: '外局负责人 A head of another bureau', officer: 'am2-head' },
  'other-bureau-regulator': {
    says: '外局监管人员 A regulator of another bureau',
    officer: 'am2-reg',
  },
  institution: {
    says: '被检查机构（凭码） The institution, with its codes and no token',
    officer: null,
  },
  public: { says: '公众 Anybody, without a token or a code', officer: null },
} as const satisfies Record<string, { says: string; officer: string | null; as?: string }>;
export type Principal = keyof typeof principals;
export const everybody = Object.keys(principals) as Principal[];

/** What must not shine through to those who may not know it; found by looking for the text in the answer. */
export const secrets = {
  narrative: 'zz-narrative',
  sealed: 'zz-sealed-words',
  target: 'am-i-target',
  plan: 'pl-am-unbegun',
  day: '2031-03-17',
  member: 'am-member',
  complaint: 'RQ.am.2026-00001',
  party: '91120000ZZPARTY001',
  'clue-kind': 'own-request',
} as const;
export type Secret = keyof typeof secrets;

export const codes = {
  check: 'AAAAABBBBBCCCCCDDDDDEEEEE0',
  evaluation: 'AAAAABBBBBCCCCCDDDDDEEEEE1',
  none: 'AAAAABBBBBCCCCCDDDDDEEEEE2',
} as const;

/** A file of each procedure, in which `am.own` fills the role of the first party. */
export const files = {
  'rapid-response': 'RR-A.am.2026-00001',
  'commitment-case': 'CC-C.am.2026-00001',
  'implementing-rules': 'SX.am.2026-00001',
  'licence-revocation': 'LR.am.2026-00001',
  'result-revocation': 'CX.am.2026-00001',
  'coordination-issue': 'CI.am.2026-00001',
  consultation: 'HS.am.2026-00001',
  inspection: 'XJ.am.2026-00001',
  'inspection-begun': 'XJ.am.2026-00002',
  'inspection-window': 'CK.am.2026-00001',
  'inspection-draw': 'SJ.am.2026-00001',
  'special-inspection': 'ZX.am.2026-00001',
  'inspection-programme': 'JH.am.2026-00001',
  'enforcement-complaint': secrets.complaint,
  'joint-meeting': 'LX.am.2026-00001',
  'penalty-case': 'LA.am.2026-00001',
  patrol: 'XC.am.2026-00001',
  'circuit-breaker': 'RD.am.2026-00001',
  'district-cooperation': 'XT.am.2026-00001',
  publicity: 'BG.am.2026-00001',
  'decision-fall': 'BC.am.2026-00001',
  'sanctioned-list': 'MD.am.2026-00001',
  revisit: 'HF.am.2026-00001',
  'typical-cases': 'DX.am.2026-00001',
  'credit-list': 'QD.am.2026-00001',
  'service-catalogue': 'FW.am.2026-00001',
  'credit-cycle': 'PJ.am.2026-00001',
  'credit-blacklist': 'HM.am.2026-00001',
  'credit-objection': 'YY.am.2026-00001',
  'credit-report': 'XB.am.2026-00001',
  'service-evaluation': 'HP.am.2026-00001',
  'service-complaint': 'TS.am.2026-00001',
  'home-visit': 'SM.am.2026-00001',
  'work-plan': 'GH.am.2026-00001',
  'work-task': 'RW.am.2026-00001',
  'work-review': 'TB.am.2026-00001',
} as const;
export const ids = {
  alert: 'pc-00000000-0000-4000-8000-000000000001',
  sample: 'yb-00000000-0000-4000-8000-000000000001',
  result: 'am-result',
  credit: 'am-credit',
  record: 'XR.am.2026-000001',
  clue: 'xs-am-clue',
  begun: 'pl-am-begun',
  act: 'am-act-rapid-response',
  receiver: 'am-receiver',
  draw: 'SJ.am.2026-00002',
  evaluation: `pj-${'0'.repeat(32)}`,
} as const;

const units: [id: string, superior: string | null, roles: string[]][] = [
  ['am.ju', null, []],
  ['am.above', null, []],
  ['am.own', 'am.above', ['supervision-body']],
  ['am.other', null, []],
  ['am.sup', null, ['enforcement-supervision']],
  ['am.handling', null, ['discipline-inspection', 'fund-supervision']],
  ['am.zfc', null, ['payment-division']],
];
const officers: [id: string, unit: string, kind: string, roles: string[], removed?: string][] = [
  ['am-own', 'am.own', 'person', ['handler']],
  ['am-unsigned', 'am.own', 'person', ['handler']],
  ['am-team', 'am.own', 'person', ['handler']],
  ['am-member', 'am.own', 'person', ['handler']],
  ['am-head', 'am.own', 'person', ['head']],
  ['am-former', 'am.other', 'person', ['head']],
  ['am-superior', 'am.above', 'person', ['handler']],
  ['am-other', 'am.other', 'person', ['handler']],
  ['am-other-head', 'am.other', 'person', ['head']],
  ['am-coord', 'am.other', 'person', ['coordinator']],
  ['am-reg', 'am.sup', 'person', ['regulator']],
  ['am-own-coord', 'am.own', 'person', ['coordinator']],
  ['am-own-reg', 'am.own', 'person', ['regulator']],
  ['am-handling', 'am.handling', 'person', ['handler']],
  ['am-assigned', 'am.handling', 'person', ['handler']],
  ['am-registrar', 'am.ju', 'person', ['registrar']],
  ['am-admin', 'am.ju', 'person', ['administrator']],
  [
    'am-removed',
    'am.own',
    'person',
    ['handler', 'head', 'regulator', 'coordinator', 'registrar', 'administrator'],
    '2026-03-02',
  ],
  ['am-no-role', 'am.own', 'person', []],
  ['am-system', 'am.own', 'system', ['receiving-system']],
  ['am-author', 'am.zfc', 'person', ['handler']],
  ['am2-handler', 'am2.ju', 'person', ['handler']],
  ['am2-head', 'am2.ju', 'person', ['head']],
  ['am2-reg', 'am2.ju', 'person', ['regulator']],
  ['am2-system', 'am2.ju', 'system', ['receiving-system']],
];

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The bureau without the plan that is still unannounced: what can be read then shows nothing of it. `seal` seals as the API does. */
export async function build(
  sql: Sql,
  seal: (text: string, context: string) => string,
): Promise<void> {
  const adoptions = ['QY', 'TJ84'].map((instrument) => ({
    instrument,
    decidedOn: '2025-07-01',
    document: { id: 'd', sha256: hash('d'), where: 'oa' },
  }));
  for (const id of ['am', 'am2'])
    await sql`insert into bureau (id, name, area, adoptions) values (${id}, ${id}, '120000', ${sql.json(id === 'am' ? adoptions : [])})`;
  for (const [id, superior, roles] of [...units, ['am2.ju', null, []] as (typeof units)[number]])
    await sql`insert into unit (id, bureau_id, name, superior_id, roles) values (${id}, ${id.split('.')[0]!}, ${id}, ${superior}, ${roles})`;
  for (const [id, unit, kind, roles, removed = null] of officers) {
    const until = id === 'am-unsigned' ? null : '2099-12-31';
    await sql`insert into officer (id, unit_id, kind, name, roles, removed_on, commitment_signed_on, commitment_valid_until) values (${id}, ${unit}, ${kind}, ${id}, ${roles}, ${removed}, ${until && '2026-01-05'}, ${until})`;
  }
  for (const [id, n] of [
    ['am-i-target', 1],
    ['am-i-open', 2],
  ] as const) {
    await sql`insert into institution (id, bureau_id, nhsa_code, credit_code, name, kind, ownership, area, status) values (${id}, 'am', ${`am-nhsa-${n}`}, ${`am-credit-${n}`}, ${id}, 'hospital', 'private', '120000', 'designated')`;
  }
  await sql`insert into inspection_body (unit_id, bureau_id, level, area) values ('am.own', 'am', 'county', '120000')`;
  await sql`insert into body_head (unit_id, officer_id, from_on, until_on, post) values ('am.own', 'am-head', '2026-01-01', null, 'principal'), ('am.own', 'am-former', '2025-01-01', '2025-12-31', 'principal')`;
  await sql`insert into clue (id, bureau_id, kind, institution_id, registered_by, registered_at) values (${ids.clue}, 'am', ${secrets['clue-kind']}, 'am-i-open', 'am-own', now())`;
  for (const [procedure, file] of Object.entries(files))
    if (procedure !== 'inspection') await openFile(sql, procedure.replace('-begun', ''), file);
  await begun(sql, seal);
  await commitments(sql);
  await complaint(sql, seal);
  await sql`insert into penalty_case (file_id, bureau_id, unit_id, subject_kind, subject_id, matter, case_no, filed_at)
    values (${files['penalty-case']}, 'am', 'am.own', 'institution', 'am-i-open', 'fund-use', 'AM-2026-1', '2026-06-01')`;
  await sql`insert into publicity (file_id, bureau_id, unit_id, decision_file, decision_number, subject_kind, subject_id)
    values (${files.publicity}, 'am', 'am.own', ${files['penalty-case']}, 1, 'institution', 'am-i-open')`;
  await sql`insert into decision_fall (file_id, bureau_id, kind, decision_file, decision_number, subject_kind, subject_id, cause, outcome, decided_at, effective_at, recorded_by, recorded_at, state, settled_by, settled_at)
    values (${files['decision-fall']}, 'am', 'fall', ${files['rapid-response']}, 1, 'institution', 'am-i-open', 'court', 'annulled', '2026-06-01', '2026-06-01', 'am-own', '2026-06-01', 'confirmed', 'am-head', '2026-06-01')`;
  await sql`insert into sanctioned_list (file_id, bureau_id, unit_id, kind, from_on, until_on)
    values (${files['sanctioned-list']}, 'am', 'am.own', 'period', '2026-05-01', '2099-01-01')`;
  await sql`insert into patrol (file_id, bureau_id, unit_id, subject_kind, subject_id, matter, found_at) values (${files.patrol}, 'am', 'am.own', 'institution', 'am-i-open', 'fund-use', '2026-06-01')`;
  await sql`insert into work_plan (file_id, bureau_id, year, issued_on, document, printed) values (${files['work-plan']}, 'am', 2026, '2026-01-05', '{}', false)`;
  await sql`insert into work_review (file_id, plan_id, bureau_id, span, from_on, until_on, opens_on, version, content, sha256)
    values (${files['work-review']}, ${files['work-plan']}, 'am', 'month', '2026-02-01', '2026-03-01', '2026-03-02', 1, '{}', ${hash('{}')})`;
  await revisits(sql, seal);
  await creditRecords(sql);
  await sql`insert into service_version (file_id, bureau_id, version, decided_on, in_force_on, document, changes, confirmed_at, confirmed_by, in_force_from)
    values (${files['service-catalogue']}, 'am', 1, '2026-05-01', '2026-05-01', '{}', '{}', now(), 'am-head', '2026-05-01')`;
  await sql`insert into public_service (file_id, number, name) values (${files['service-catalogue']}, 1, 'x')`;
  await grading(sql);
  await said(sql, seal);
}

/** 好差评、投诉、上门服务 Sealed words of an evaluation, of a complaint about another officer of the unit, and of whoever is visited at home. */
async function said(sql: Sql, seal: (text: string, context: string) => string): Promise<void> {
  for (const id of ['words:am-e', 'words:am-c'])
    await sql`insert into service_words (id, bureau_id, sealed, mark) values (${id}, 'am', ${seal(JSON.stringify({ words: secrets.sealed }), id)}, 'x')`;
  await sql`insert into service_evaluation (id, bureau_id, platform, number, grade, evaluated_at, unit_id, officer_id, anonymous, words_id, collected_by, file_id)
    values (${ids.evaluation}, 'am', 'yukuaiban', 'am-1', 'dissatisfied', '2026-06-01', 'am.own', 'am-member', true, 'words:am-e', 'am-own', ${files['service-evaluation']})`;
  await sql`insert into service_complaint (file_id, bureau_id, source, number, received_at, officer_id, words_id, handling_id) values (${files['service-complaint']}, 'am', 'yukuaiban', 'am-1', '2026-06-01', 'am-member', 'words:am-c', 'am.own')`;
  const visited = JSON.stringify({ name: secrets.sealed, contact: secrets.sealed });
  await sql`insert into service_words (id, bureau_id, sealed, mark) values ('words:am-v', 'am', ${seal(visited, 'words:am-v')}, 'x')`;
  await sql`insert into home_visit (file_id, bureau_id, unit_id, ground, services, words_id, booked_at, appointed_on, part, confirmed, officers)
    values (${files['home-visit']}, 'am', 'am.own', 'other', '{05}', 'words:am-v', '2026-06-01', '2099-01-01', 'morning', true, '{am-other}')`;
}

const parties: Readonly<Record<string, Record<string, string>>> = {
  'enforcement-complaint': { handling: 'am.handling' },
  'rapid-response': { supervision: 'am.own', payment: 'am.zfc' },
  'inspection-draw': { inspecting: 'am.own', contributor: 'am.zfc' },
  'commitment-case': { accepting: 'am.own', supervising: 'am.zfc' },
  'joint-meeting': { supervision: 'am.own', handling: 'am.zfc' },
  'penalty-case': { 'supervision-body': 'am.own', reviewing: 'am.zfc' },
  patrol: { 'supervision-body': 'am.own', head: 'am.above' },
  'circuit-breaker': { handling: 'am.own', 'payment-division': 'am.zfc' },
  'district-cooperation': { recorder: 'am.own', 'side-1': 'am.zfc' },
  publicity: { 'supervision-body': 'am.own', approving: 'am.own' },
  'decision-fall': { recording: 'am.own', confirming: 'am.own' },
  'sanctioned-list': { 'supervision-body': 'am.own' },
  revisit: { body: 'am.own', contributor: 'am.zfc' },
  'typical-cases': { 'supervision-body': 'am.own' },
  'credit-list': { 'fund-supervision': 'am.own' },
  'service-catalogue': { proposing: 'am.own', confirming: 'am.own' },
  'credit-cycle': { 'fund-supervision': 'am.own' },
  'credit-blacklist': { 'fund-supervision': 'am.own', approving: 'am.above' },
  'credit-objection': { handling: 'am.own', deciding: 'am.above' },
  'credit-report': { 'fund-supervision': 'am.own' },
  'service-evaluation': { accepting: 'am.own' },
  'service-complaint': { handling: 'am.own' },
  'home-visit': { handling: 'am.own' },
  'work-plan': { office: 'am.own' },
  'work-task': { office: 'am.own', 'responsible-1': 'am.zfc' },
  'work-review': { office: 'am.own', 'responsible-1': 'am.zfc' },
};

/** What else an opening says that a list shows. */
const stated: Readonly<Record<string, object>> = {
  'joint-meeting': { on: 1, topics: { count: 1, files: [] } },
  'typical-cases': { period: { from: '2026-05-01', until: '2099-01-01' } },
  'district-cooperation': { kind: 'training', on: '2026-06-01', files: [] },
};

async function openFile(
  sql: Sql,
  procedure: string,
  id: string,
  subject = `s-${id}`,
  more: readonly string[] = [],
): Promise<void> {
  const units = parties[procedure] ?? {
    first: 'am.own',
    second: 'am.zfc',
    inspecting: 'am.own',
    head: 'am.own',
  };
  const owes = procedure === 'enforcement-complaint' ? 'am.handling' : 'am.own';
  const letter = { id: `am-act-${id}`, officer: 'am-own', receivedAt: 1 };
  await sql`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, started_at, inbox_number, judged_number, closed_at, exported_at, outcome, stage, view)
    values (${id}, ${procedure}, 'am', 'x', ${subject}, ${sql.json({ units, letter, procedure, bureau: 'am', file: id, ...stated[procedure] })}, now(), now(), 1, 1, now(), now(), 'done', 'closed', '{"possible": [], "notes": []}')`;
  await sql`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key, signalled_at, verdict, settled_at)
    values (${procedure === 'rapid-response' ? ids.act : letter.id}, ${id}, 1, 'opening', 'am.zfc', 'am-author', '{}', ${sql.json({ narrative: secrets.narrative })}, ${hash(id)}, now(), now(), ${id}, now(), '{"accepted": true}', now())`;
  await keepHistory(sql, id, [subject, ...more]);
  await sql`insert into register (file_id, seq, key, type, clause, body, body_hash, recorded_at, prev, hash, salt)
    values (${id}, 1, 'opened', 'act-accepted', 'X-6', '{}', ${hash(id)}, now(), '', ${hash(id)}, decode(${hash(id).slice(0, 32)}, 'hex'))`;
  await sql`insert into duty values (${id}, 'd', 'd', null, ${procedure}, 'am', 'a', ${owes}, 'am.zfc', 'X-8', 'text', now(), now(), null, 'firm', 'overdue', null, 0, 0,
    '{"action": {"zh": "x", "en": "x"}, "article": "x", "inclusive": true, "explanation": [], "calendarVersions": []}')`;
  await sql`insert into breach values (${id}, 'd', 'd', ${procedure}, 'am', 'X-8', ${owes}, 'am.zfc', now(), null, now(), now(), 1, 'standing')`;
}

/** The kept history of its only run, with what its opening says. */
async function keepHistory(sql: Sql, file: string, says: readonly string[]): Promise<void> {
  const opening = { eventId: '1', eventTime: '2026-06-01T00:00:00Z', eventType: 'started', says };
  await sql`insert into history_export (file_id, run_id, history, hash) values (${file}, ${`run-${file}`}, ${sql.json({ events: [opening] })}, ${hash(file)})`;
}

/** 存证 What stands in the files' registers and inboxes comes into the log, and a head of it is on record. */
export async function log(sql: Sql): Promise<void> {
  await sql`select stage_leaves('am', x.kind, array_agg(x.ref order by x.ref)) from (
      select 'entry' as kind, r.file_id || '/' || r.seq as ref from register r join file f on f.id = r.file_id where f.bureau_id = 'am'
      union all select k, i.act_id from inbox i join file f on f.id = i.file_id cross join unnest(array['act', 'verdict']) k where f.bureau_id = 'am') x
    group by x.kind`;
  const sequencer = new Sequencer({ sql, log: pino({ level: 'silent' }), every: 1e9 });
  // Another process may be at it.
  while ((await sql`select 1 from leaf_staged where bureau_id = 'am' limit 1`).length > 0)
    await sequencer.append('am');
  await sql`select add_checkpoint('am', size, ${hash('root')}, 'duban.example/v1/log/am', 'note') from log where bureau_id = 'am'`;
}

/** An inspection that is over, with its codes; a draw; a sample; an alert. */
async function begun(sql: Sql, seal: (text: string, context: string) => string): Promise<void> {
  const plan = {
    id: ids.begun,
    team: [{ officer: 'am-team', role: 'lead', from: 'body' }],
    items: [],
    clues: [],
    jointWith: [],
    days: { from: '2026-06-01', until: '2026-06-02' },
  };
  await sql`insert into inspection_plan (id, file_id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, filed_at, filed_by, days_from, days_until, plan, on_site, started_on, last_on_site_on, ended_on, code_hash, approved_by, approved_on)
    values (${ids.begun}, ${files['inspection-begun']}, 'am', 'am-i-open', 'am.own', 'am.own', 'county', 'daily', 'ended', '2026-06-01', 'am-team', '2026-06-01', '2026-06-02', ${sql.json(plan)}, true, '2026-06-01', '2026-06-02', '2026-06-02', ${hash(codes.check)}, 'am-head', '2026-06-01')`;
  await sql`insert into check_code (plan_id, sealed) values (${ids.begun}, ${seal(codes.check, `check:${ids.begun}`)})`;
  await sql`insert into evaluation_code (plan_id, hash, sealed) values (${ids.begun}, ${hash(codes.evaluation)}, ${seal(codes.evaluation, `evaluation-code:${ids.begun}`)})`;
  await sql`insert into inspection_evaluation (plan_id, bureau_id, body_unit, step, score, courteous, signs, comment_sealed) values (${ids.begun}, 'am', 'am.own', 'notice', 1, false, '{}', ${seal(secrets.sealed, `evaluation:${ids.begun}:notice`)})`;
  await sql`insert into frequency_alert (id, bureau_id, institution_id, plan_id, span, on_day, number, most) values (${ids.alert}, 'am', 'am-i-open', ${ids.begun}, 'per-day', '2026-06-01', 2, 1)`;
  await sql`insert into review_sample (id, bureau_id, kind, from_on, until_on, population, population_hash, seed, algorithm, drawn, drawn_by) values (${ids.sample}, 'am', 'file-review', '2026-06-01', '2026-06-30', ${[ids.begun]}, 'x', 'x', 'x', ${[ids.begun]}, 'am-reg')`;
  // One without a record yet; and one of which only some may see who is drawn (its pick comes with the plan).
  for (const [id, state, record] of [
    [ids.draw, 'committed', null],
    [files['inspection-draw'], 'revealed', { narrative: secrets.narrative }],
  ] as const) {
    await sql`insert into draw (id, bureau_id, clause, body_unit, contributor_unit, state, statement, statement_hash, secret, committed_at, reveal_by, root_id, record, record_hash, ended_at)
      values (${id}, 'am', 'QY-6.2', 'am.own', 'am.zfc', ${state}, ${sql.json({ narrative: secrets.narrative })}, ${hash('s')}, 'sealed', now(), now(), ${id}, ${record && sql.json(record)}, ${record && hash('r')}, ${record && new Date()})`;
  }
}

/** A round whose draw is revealed, and what the one institution answered to a revisitor of another unit. */
async function revisits(sql: Sql, seal: (text: string, context: string) => string): Promise<void> {
  const id = files.revisit;
  await sql`insert into draw (id, bureau_id, clause, body_unit, contributor_unit, state, statement, objects, count, statement_hash, secret, committed_at, reveal_by, root_id, record, record_hash, ended_at)
    values (${id}, 'am', 'TJ51-18', 'am.own', 'am.zfc', 'revealed', '{}', 2, 1, ${hash('s')}, 'sealed', now(), now(), ${id}, '{}', ${hash('r')}, now())`;
  await sql`insert into revisit_round (id, bureau_id, unit_id, period_from, period_until, grounds_hash, started_by) values (${id}, 'am', 'am.own', '2026-05-01', '2026-06-30', ${hash('g')}, 'am-own')`;
  await sql`insert into revisit_ground values (${id}, 'am-i-open', 'inspection', ${files['inspection-begun']}, '2026-06-01')`;
  await sql`insert into revisit_place (round_id, place, institution_id, state, officers) values (${id}, 1, 'am-i-open', 'visited', '{am-other}')`;
  const one = { answer: 'no', words: secrets.sealed };
  const said = JSON.stringify({ fairness: one, justice: one, integrity: one, civility: one });
  await sql`insert into revisit_answer (round_id, institution_id, sealed, mark, given_by, team) values (${id}, 'am-i-open', ${seal(said, `revisit:${id}:am-i-open`)}, 'x', 'am-other', '{am-other}')`;
  await sql`insert into revisit_clue (round_id, institution_id, bureau_id, to_unit, handed_by, due_on) values (${id}, 'am-i-open', 'am', 'am.handling', 'am-other', '2030-06-30')`;
}

/** What a case has brought, and a record of its subject with a change that is proposed. */
async function creditRecords(sql: Sql): Promise<void> {
  await sql`insert into credit_subject (bureau_id, kind, id, name, credit_code, registered_by) values ('am', 'institution', 'am-i-open', 'x', 'x', 'am-registrar')`;
  await sql`insert into credit_source (id, bureau_id, kind, file_id, number, subject_kind, subject_id, told_at) values (${`${files['penalty-case']}:1`}, 'am', 'penalty-case', ${files['penalty-case']}, 1, 'institution', 'am-i-open', now())`;
  await sql`insert into credit_entry (id, bureau_id, subject_kind, subject_id, class, act_on, words, evidence, source_kind, recorded_by, unit_id)
    values (${ids.record}, 'am', 'institution', 'am-i-open', 'basic', '2026-06-01', 'x', ${sql.json({ id: 'd', sha256: hash('d'), where: 'oa' })}, 'by-hand', 'am-own', 'am.own')`;
  await sql`insert into credit_objection (file_id, bureau_id, subject_kind, subject_id, target, channel, opened_at) values (${files['credit-objection']}, 'am', 'institution', 'am-i-open', 'grade', 'officer', now())`;
  await sql`insert into credit_report (file_id, bureau_id, from_on, until_on, content, sha256) values (${files['credit-report']}, 'am', '2026-05-01', '2099-01-01', '{}', ${hash('{}')})`;
  await sql`insert into credit_change (bureau_id, entry_id, kind, reason, document, proposed_by) values ('am', ${ids.record}, 'withdrawal', 'x', ${sql.json({ id: 'd', sha256: hash('d'), where: 'oa' })}, 'am-other')`;
}

/** 信用评价 A rule, a cycle, and a subject that is listed. */
async function grading(sql: Sql): Promise<void> {
  const document = sql.json({ id: 'd', sha256: hash('d'), where: 'oa' });
  const explanation = sql.json({ acts: [], promised: false });
  await sql`insert into credit_rule (bureau_id, version, title, document, in_force_from, sample, columns, lines, entered_by)
    values ('am', 1, 'x', ${document}, '2025-01-01', true, '[{"id": "all", "name": "x", "polarity": "bad"}]', '[{"when": {}, "grade": "D"}]', 'am-registrar')`;
  await sql`insert into credit_cycle (file_id, bureau_id, from_on, until_on, rule_version, assessed_at) values (${files['credit-cycle']}, 'am', '2025-01-01', '2026-01-01', 1, now())`;
  await sql`insert into credit_grade (bureau_id, cycle, cycle_from, subject_kind, subject_id, cause, by_table, line, counts, grade, proposed_d, explanation, in_force_from)
    values ('am', ${files['credit-cycle']}, '2025-01-01', 'institution', 'am-i-open', 'regular', 'D', 1, '{1}', 'C', true, ${explanation}, now())`;
  await sql`insert into credit_blacklist (file_id, bureau_id, subject_kind, subject_id, cycle) values (${files['credit-blacklist']}, 'am', 'institution', 'am-i-open', ${files['credit-cycle']})`;
}

/** A result and a credit entry; the units are those of the case. */
async function commitments(sql: Sql): Promise<void> {
  await sql`insert into service_list (bureau_id, version, effective_from, document, reason, registered_by) values ('am', 1, '2022-01-01', '{}', 'x', 'am-registrar')`;
  await sql`insert into service_item (bureau_id, version, id, name, types) values ('am', 1, 'am-item', 'x', '{certification}')`;
  await sql`insert into result (id, bureau_id, item_id, list_version, type, party_code, accepting_unit, supervising_unit, approved_on, file_id)
    values (${ids.result}, 'am', 'am-item', 1, 'certification', ${secrets.party}, 'am.own', 'am.zfc', '2026-06-01', ${files['commitment-case']})`;
  await sql`insert into credit_record (id, bureau_id, party_code, file_id, basis, recorded_by, unit_id, at) values (${ids.credit}, 'am', ${secrets.party}, ${files['commitment-case']}, '{"x": 1}', 'am-own', 'am.own', now())`;
}

async function complaint(sql: Sql, seal: (text: string, context: string) => string): Promise<void> {
  const id = secrets.complaint;
  await sql`insert into sealed_text (id, sealed) values ('mf-am', ${seal(JSON.stringify({ narrative: secrets.sealed }), 'mf-am')})`;
  await sql`insert into enforcement_complaint (file_id, bureau_id, body_unit, channel, grounds, secret_id, received_on) values (${id}, 'am', 'am.own', 'hotline', '{rough-enforcement}', 'mf-am', '2026-06-03')`;
  await sql`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key, signalled_at, verdict, settled_at)
    values ('am-assignment', ${id}, 2, 'handler-assignment', 'am.handling', 'am-handling', '{}', '{"officer": "am-assigned"}', ${hash('a')}, now(), now(), 'assignment', now(), '{"accepted": true}', now())`;
  await sql`update file set inbox_number = 2, judged_number = 2 where id = ${id}`;
}

/** The plan that is still unannounced: its target, its days and its team are nobody's to know but the insiders'. */
export async function plan(sql: Sql): Promise<void> {
  await openFile(sql, 'inspection', files.inspection, secrets.plan, [
    secrets.target,
    secrets.day,
    secrets.member,
  ]);
  const days = { from: secrets.day, until: '2031-03-18' };
  const document = {
    id: secrets.plan,
    kind: 'daily',
    institution: secrets.target,
    body: 'am.own',
    inNameOf: 'am.own',
    days,
    items: [],
    clues: [],
    jointWith: [],
    team: ['am-team', secrets.member].map((officer) => ({ officer, role: 'lead', from: 'body' })),
  };
  await sql`insert into inspection_plan (id, file_id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, filed_at, filed_by, days_from, days_until, plan, on_site, uses_place)
    values (${secrets.plan}, ${files.inspection}, 'am', ${secrets.target}, 'am.own', 'am.own', 'county', 'daily', 'approved', now(), 'am-own', ${days.from}, ${days.until}, ${sql.json(document)}, true, true)`;
  await sql`insert into draw_pick (draw_id, institution_id, officers, object_on, officers_on) values (${files['inspection-draw']}, ${secrets.target}, ${['am-team', secrets.member]}, '2026-06-01', '2026-06-01')`;
  await sql`insert into inspection_place (plan_id, institution_id, year, state) values (${secrets.plan}, ${secrets.target}, 2031, 'reserved')`;
}
