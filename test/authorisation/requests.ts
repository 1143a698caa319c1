/** What is asked in each row of the matrix: the ids of the prepared bureau in the address, and a body that is good enough to reach the question who may. */
import { codes, files, ids, secrets, type Principal } from './fixtures.ts';

export interface Row {
  route: string;
  method: string;
  path: string;
  subject?: string;
}
export interface Asked {
  path: string;
  body?: object;
}

/** `GET /v1/files/{id} · rapid-response`: the route, and which of several subjects. */
export function rowOf(name: string): Row {
  const [route = '', subject] = name.split(' · ');
  const [method = '', path = ''] = route.split(' ');
  return { route, method, path, ...(subject && { subject }) };
}

/** Ids by the beginning of the address: the first that fits. */
const byPath: [begins: string, params: Record<string, string>][] = [
  [
    '/v1/files',
    {
      id: files['rapid-response'],
      file: files['inspection-begun'],
      type: 'chase',
      act: ids.act,
      key: 'd',
      seq: '1',
      number: '1',
      paper: 'none',
    },
  ],
  ['/desk/open', { name: 'rapid-responses', kind: 'letter' }],
  ['/desk/letters', { paper: 'none' }],
  ['/v1/papers/openings', { paper: 'none' }],
  [
    '/desk/files',
    {
      file: files['rapid-response'],
      type: 'chase',
      act: ids.act,
      paper: 'none',
      kind: 'final-decision',
    },
  ],
  ['/v1/procedures', { procedure: 'rapid-response', type: 'final-decision' }],
  ['/v1/service-catalogues', { file: files['service-catalogue'] }],
  ['/v1/services/notes', { id: '1' }],
  ['/v1/services/cases', { case: 'x' }],
  ['/v1/log', { bureau: 'am', place: '0/000.p/1' }],
  ['/v1/proposals', { id: '1' }],
  ['/v1/bureaus', { id: 'am' }],
  ['/v1/units', { id: 'am.own' }],
  ['/v1/officers', { id: 'am-own' }],
  ['/v1/institutions', { id: secrets.target }],
  ['/v1/departments', { id: 'am-department', unit: 'am.own' }],
  ['/v1/practitioners', { id: 'am-practitioner' }],
  ['/v1/calendars', { year: '2026' }],
  ['/v1/service-lists', { day: '2026-06-01' }],
  ['/v1/service-items', { id: 'am-item' }],
  ['/v1/legal-bases', { day: '2026-06-01' }],
  ['/v1/results', { id: ids.result }],
  ['/v1/credit-records', { id: ids.credit }],
  ['/v1/credit/records', { id: ids.record }],
  ['/v1/credit/subjects', { kind: 'institution', id: 'am-i-open' }],
  ['/v1/credit/sources', { id: `${files['penalty-case']}:1` }],
  ['/v1/credit/reports', { id: files['credit-report'] }],
  ['/v1/credit/changes', { id: '999999999' }],
  ['/v1/credit/rules', { version: '1' }],
  ['/v1/credit/grades', { kind: 'institution', id: 'am-i-open' }],
  ['/v1/licence-revocations', { id: files['licence-revocation'] }],
  ['/v1/result-revocations', { id: files['result-revocation'] }],
  ['/v1/commitment-cases', { id: files['commitment-case'] }],
  ['/v1/implementing-rules', { item: 'am-item', version: '1' }],
  ['/v1/inspections', { id: files.inspection, file: files['inspection-begun'] }],
  ['/v1/enforcement-complaints', { file: files['enforcement-complaint'] }],
  ['/v1/file-reviews', { sample: ids.sample, file: files['inspection-begun'] }],
  ['/v1/frequency-alerts', { id: ids.alert }],
  ['/v1/inspection-programmes', { file: files['inspection-programme'] }],
  ['/v1/draws', { id: files['inspection-draw'] }],
  ['/v1/revisits', { id: files.revisit, institution: 'am-i-open' }],
  ['/v1/clues', { id: ids.clue }],
  ['/v1/consultation-schedules', { accepting: 'am.own', supervising: 'am.zfc' }],
  ['/v1/sanctioned-lists', { id: files['sanctioned-list'] }],
  ['/v1/service-evaluations', { id: ids.evaluation }],
  ['/v1/service-complaints', { file: files['service-complaint'] }],
  ['/v1/home-visits', { file: files['home-visit'] }],
  ['/v1/joint-punishments', { id: '1' }],
  ['/v1/insured-credit', { id: '1' }],
  ['/v1/list-recipients', { kind: 'health' }],
  ['/v1/work-reviews', { id: files['work-review'] }],
  ['/v1/indicators', { id: 'cards', version: '1' }],
  ['/v1/hand-overs', { id: '1' }],
  ['/v1/receivers', { id: ids.receiver }],
  ['/v1/reminders', { id: '00000000-0000-4000-8000-000000000001' }],
  ['/v1/me/feeds', { id: '00000000-0000-4000-8000-000000000001' }],
  ['/v1/feeds', { address: 'x'.repeat(43) }],
  ['/v1/deliveries', { receiver: ids.receiver, file: files['rapid-response'], seq: '1' }],
  ['/problems', { code: 'not-found' }],
];
const otherwise: Record<string, string> = {
  institution: secrets.target,
  unit: 'am.own',
  officer: 'am-own',
  list: 'objects',
  id: 'am-x',
  code: 'am-x',
};

const reason = encodeURIComponent('样例');
const queries: Readonly<Record<string, string>> = {
  'GET /v1/enforcement-complaints/{file}/complainant': `reason=${reason}`,
  'GET /v1/inspections/{file}/evaluations': `reason=${reason}`,
  'GET /v1/revisits/{id}/institutions/{institution}/answers': `reason=${reason}`,
  // A month of its own: what falls due in the present one depends on the day of the test.
  'GET /desk/calendar': 'month=2000-01',
  'GET /v1/exchange-figures': 'from=2026-06-01&to=2026-06-02',
  // Whoever is asked about reads hundreds of routes before: the reading that is looked for may stand on a later page of a hundred.
  'GET /v1/reads': 'limit=500',
  // Asked for what is hidden: whoever may not know of it finds nothing by it.
  'GET /v1/search': `q=${secrets.target}`,
  'GET /v1/draws': 'bureau=am',
  'GET /v1/services/figures': 'from=2026-05-01&until=2026-06-30',
  'GET /v1/services/figures/trend': 'from=2026-05-01&until=2026-06-30&kpi=online',
  'GET /v1/services/figures/chart': 'from=2026-05-01&until=2026-06-30&kpi=online',
  'GET /v1/service-catalogues/in-force': 'bureau=am',
  'GET /v1/credit/planning': 'year=2026&inspections=10',
  'GET /v1/service-evaluations/figures': 'from=2026-06-01&until=2026-06-02',
  'GET /v1/service-complaints/figures': 'from=2026-06-01&until=2026-06-02',
  // As text, in which what must not shine through would be found.
  'GET /v1/files/{id}/dossier': 'format=json',
  'GET /v1/log/{bureau}/proofs/inclusion': `leaf=${'00'.repeat(32)}`,
  'GET /v1/log/{bureau}/proofs/consistency': 'from=1&to=2',
  'GET /v1/inspection-checklists': 'items=i-1',
  'DELETE /v1/files/{id}/duties/{key}/assignee': 'expected=am-own',
  'GET /v1/reports/cases': 'kind=refused-attempts&from=2026-01-01',
};

const document = { id: 'd', sha256: 'ab'.repeat(32), where: 'oa' };
/** Beside the days of the unannounced plan, so that these shine through if they do. */
const days = { from: '2031-03-20', until: '2031-03-21' };
const plan = {
  kind: 'daily',
  institution: secrets.target,
  days,
  items: [{ item: 'i-1', method: 'on-site', contents: ['x'], standard: 'x' }],
  purpose: 'supervision',
  onSiteReason: 'x',
  team: [
    { officer: 'am-own', role: 'lead', from: 'body' },
    { officer: 'am-team', role: 'officer', from: 'body' },
  ],
};
/** What is refused for something else than authority where the caller may. */
const bodies: Readonly<Record<string, object>> = {
  'POST /v1/files/{id}/papers': { kind: 'final-decision' },
  'POST /v1/files/{id}/papers/preview': { kind: 'final-decision' },
  'POST /v1/files/{id}/papers/{paper}/withdrawal': { reason: 'x' },
  'POST /v1/papers/openings': {
    kind: 'rapid-response/letter',
    subject: { kind: 'institution', id: 'am-none' },
  },
  'POST /v1/papers/openings/preview': {
    kind: 'rapid-response/letter',
    subject: { kind: 'institution', id: 'am-none' },
  },
  'POST /v1/papers/openings/{paper}/withdrawal': { reason: 'x' },
  'PUT /v1/papers/series': { kind: 'none' },
  'PUT /v1/papers/templates': { kind: 'none' },
  'POST /v1/what-if': { change: { reading: { take: 'second' } } },
  'POST /v1/inspections/assess': plan,
  'POST /v1/inspections/assess · another body': { ...plan, body: 'am.other' },
  'POST /v1/inspections/assess · own body': { ...plan, body: 'am.own' },
  'POST /v1/inspections/assess · the same day': {
    ...plan,
    days: { from: '2031-03-16', until: '2031-03-19' },
  },
  'POST /v1/inspections/assess · far days': {
    ...plan,
    days: { from: '2031-09-01', until: '2031-09-02' },
  },
  'POST /v1/inspections/assess · a case': {
    ...plan,
    kind: 'case',
    clues: [ids.clue],
    overrides: [{ gate: 'combination', reason: 'x' }],
  },
  'POST /v1/file-reviews/{sample}/files/{file}': { grade: 'qualified', findings: 'x', document },
  'POST /v1/frequency-alerts/{id}/follow-ups': { finding: 'being-verified', measures: 'x' },
  'POST /v1/files/{id}/breaches/{key}/outage-decision': { decision: 'upheld', reason: 'x' },
  'POST /v1/files/{id}/comments': { words: 'x', mentions: ['nobody'] },
  'PUT /v1/files/{id}/comments/{number}': { words: 'x', version: 1 },
  'PUT /v1/files/{id}/duties/{key}/assignee': { officer: 'am-own', expected: null },
  'POST /v1/comments/erasures': { file: 'none', number: 1, documentNo: 'x', reason: 'x' },
  'POST /v1/mentions/seen': { items: [{ file: 'none', number: 1 }] },
  'POST /v1/hand-overs': { to: 'nobody', fromOn: '2199-01-01', untilOn: '2199-01-01' },
  'POST /v1/touches': { event: 'e', subject: { kind: 'institution' } },
  'POST /v1/breaker-acknowledgements': {
    acknowledgements: [{ event: 'e', file: 'RD.x', item: 'stop:1', at: '2026-06-01T00:00:00Z' }],
  },
  'POST /v1/sealed-register': { do: 'list' },
  'POST /v1/revisits/{id}/institutions/{institution}/answers': {
    fairness: { answer: 'yes' },
    justice: { answer: 'yes' },
    integrity: { answer: 'yes' },
    civility: { answer: 'yes' },
  },
  'POST /v1/revisits/{id}/institutions/{institution}/clue': { to: 'am.handling' },
  'POST /v1/revisits/{id}/institutions/{institution}/clue/outcome': { outcome: 'unknown' },
  'PUT /v1/credit/rules/{version}': { title: 'x' },
  'POST /v1/credit/subjects': { institutions: 'all' },
  'POST /v1/credit/subjects/{kind}/{id}/commitments': { signedOn: '2199-01-01', document },
  'POST /v1/credit/records': { subject: { kind: 'employer', id: 'none' }, words: 'x' },
  'POST /v1/credit/sources/{id}/records': { records: [{ words: 'x' }] },
  'POST /v1/credit/records/{id}/changes': { kind: 'withdrawal' },
  'POST /v1/credit/subjects/{kind}/{id}/codes': { document },
  'POST /v1/credit/objections': { subject: { kind: 'employer', id: 'none' } },
  'POST /v1/credit/trainings': {
    kind: 'training',
    heldOn: '2199-01-01',
    topic: 'x',
    audience: 'x',
    document,
  },
  'POST /v1/credit/changes/{id}/decision': { decision: 'confirmed', reason: 'x' },
  // A mark by default: nothing is kept of it, whoever may.
  'POST /v1/service-evaluations': {
    evaluations: [
      {
        platform: 'other',
        number: 'x',
        active: false,
        grade: 'satisfied',
        evaluatedAt: '2026-06-01T00:00:00Z',
      },
    ],
  },
  'POST /v1/services/cases': { cases: [{ case: 'x' }] },
  'POST /v1/services/notes': {
    kind: 'delegation',
    on: '2020-01-01',
    title: 'x',
    to: 'x',
    service: 1,
    conditions: 'x',
    materials: [],
    process: 'x',
    batch: 1,
    document,
  },
  'POST /v1/services/notes/{id}/withdrawal': { reason: 'x' },
  'POST /v1/services/notes/{id}/confirmation': {},
  'POST /v1/services/cases/{case}/withdrawal': { reason: 'x' },
  'POST /v1/service-catalogues/{file}/revocation': { document, reason: 'x' },
  'POST /v1/checks/{code}/evaluations': { step: 'whole', score: 9, courteous: true },
};

const subjects = files as Readonly<Record<string, string>>;

export function askedIn(name: string, principal: Principal): Asked {
  const { route, path, subject } = rowOf(name);
  const code =
    principal === 'institution'
      ? route.endsWith('/evaluations')
        ? codes.evaluation
        : codes.check
      : codes.none;
  const found = byPath.find(([begins]) => path.startsWith(begins))?.[1] ?? {};
  const [about, type] = subject?.split('/') ?? [];
  const verified: Record<string, string> = route.endsWith('/verification') ? { id: ids.draw } : {};
  const named =
    about === undefined
      ? {}
      : subjects[about]
        ? {
            id: subjects[about],
            file: subjects[about],
            act: about === 'rapid-response' ? ids.act : `am-act-${subjects[about]}`,
            ...(type && { type }),
          }
        : {};
  const params: Record<string, string> = {
    ...otherwise,
    ...(path.startsWith('/v1/checks') && { code }),
    ...found,
    ...named,
    ...verified,
  };
  const address = path.replace(/\{(\w+)\}/g, (_, param: string) => params[param] ?? 'x');
  const query = queries[route];
  return {
    path: query ? `${address}?${query}` : address,
    body: bodies[name] ?? bodies[route] ?? {},
  };
}
