/** A lawful daily plan and everything the registries say of it; each test spoils one thing. */
import { assess } from '../../../domain/inspection/assess.ts';
import type { Finding, GateId } from '../../../domain/inspection/findings.ts';
import type { Case, Plan } from '../../../domain/inspection/plan.ts';
import type {
  Clue,
  Known,
  ListedItem,
  OfficerOnFile,
  OpenPlan,
  PastInspection,
} from '../../../domain/inspection/known.ts';
import { defaultInspectionSettings } from '../../../domain/inspection/settings.ts';
import type { Stage } from '../../../domain/inspection/terms.ts';
import type { Partner } from '../../../domain/inspection/known.ts';
import { parseInstant } from '../../../domain/time/civil-date.ts';
import type { CivilDate } from '../../../domain/time/instant.ts';

export const on = (text: string) => text as CivilDate;
export const at = (text: string) =>
  parseInstant(text.length > 10 ? text : `${text}T09:00:00+08:00`)!;
export const always = { from: on('2020-01-01'), until: null };

export const item = (id: string, change: Partial<ListedItem> = {}): ListedItem => ({
  id,
  basis: { repealedOn: null },
  contents: ['a', 'b'],
  methods: ['on-site', 'written'],
  standards: ['s1'],
  cap: { perYear: 2, exempts: [] },
  publishedOn: on('2025-08-01'),
  withdrawnOn: null,
  ...change,
});
export const officer = (id: string, change: Partial<OfficerOnFile> = {}): OfficerOnFile => ({
  id,
  unit: 'qy.x',
  listed: true,
  recusedFrom: [],
  certificate: {
    number: `N-${id}`,
    kind: '行政执法证',
    holder: id,
    valid: { from: on('2024-01-01'), until: on('2026-12-31') },
    suspended: null,
  },
  ...change,
});
export const plan = (change: Partial<Plan> = {}): Plan => ({
  id: 'P-1',
  kind: 'daily',
  institution: 'I-1',
  body: 'qy.x',
  inNameOf: 'qy.x',
  filedAt: at('2026-03-01'),
  days: { from: on('2026-03-10'), until: on('2026-03-12') },
  items: [{ item: 'i-1', method: 'on-site', contents: ['a'], standard: 's1' }],
  purpose: 'supervision',
  onSiteReasonGiven: true,
  team: [
    { officer: 'o1', role: 'lead', from: 'body' },
    { officer: 'o2', role: 'officer', from: 'body' },
  ],
  clues: [],
  reasons: [],
  overrides: [],
  jointWith: [],
  draw: {
    id: 'D-1',
    revealed: true,
    objectsOn: on('2026-02-20'),
    officersOn: on('2026-02-20'),
    institutions: ['I-1', 'I-2'],
    officers: ['o1', 'o2', 'o3'],
  },
  approval: { by: 'head', on: on('2026-03-02') },
  ...change,
});
export const known = (change: Partial<Known> = {}): Known => ({
  today: on('2026-03-02'),
  settings: { ...defaultInspectionSettings, specialsPerYear: 2 },
  body: {
    unit: 'qy.x',
    area: '621002',
    level: 'county',
    superiors: ['qy', 'gs'],
    qualification: { valid: always, suspended: null, publishedOn: on('2025-07-01') },
    delegation: null,
    heads: [
      { officer: 'head', post: 'principal', in: always },
      { officer: 'deputy', post: 'deputy-in-charge', in: always },
    ],
  },
  institution: {
    id: 'I-1',
    area: '621002',
    ownership: 'private',
    status: 'designated',
    yearlyCap: 2,
  },
  items: [item('i-1'), item('i-2')],
  officers: ['o1', 'o2', 'o3'].map((id) => officer(id)),
  clues: [],
  lists: {
    objects: on('2026-02-15'),
    officers: on('2026-02-15'),
    assistants: on('2026-02-15'),
    items: on('2026-02-15'),
  },
  history: [],
  plans: [],
  places: [],
  partners: [],
  pairs: [],
  campaigns: [],
  designator: null,
  startCheck: {
    present: ['o1', 'o2'],
    shown: [
      { officer: 'o1', document: 'certificate' },
      { officer: 'o2', document: 'certificate' },
    ],
    noticeServed: true,
  },
  ...change,
});
export const asked = (
  p: Partial<Plan> = {},
  k: Partial<Known> = {},
  stage: Stage = 'approval',
): Case => ({
  plan: plan(p),
  known: known(stage === 'start' ? { today: on('2026-03-10'), ...k } : k),
  stage,
});
export const past = (
  id: string,
  ended: string | null,
  change: Partial<PastInspection> = {},
): PastInspection => ({
  id,
  level: 'county',
  kind: 'daily',
  onSite: true,
  items: ['i-1'],
  startedOn: on(ended ?? '2026-03-01'),
  endedOn: ended === null ? null : on(ended),
  lastOnSiteOn: ended === null ? null : on(ended),
  found: 'no-violation',
  ...change,
});
export const other = (
  id: string,
  from: string,
  until: string,
  change: Partial<OpenPlan> = {},
): OpenPlan => ({
  id,
  level: 'county',
  filedAt: at('2026-02-01'),
  items: ['i-9'],
  days: { from: on(from), until: on(until) },
  state: 'approved',
  ...change,
});
export const partner = (id: string, change: Partial<Partner> = {}): Partner => ({
  id,
  confirms: true,
  days: { from: on('2026-03-10'), until: on('2026-03-12') },
  state: 'filed',
  startedOn: null,
  visit: null,
  ...change,
});
export const clue = (kind: Clue['kind'], change: Partial<Clue> = {}): Clue => ({
  id: 'C-1',
  kind,
  institution: 'I-1',
  items: ['i-1'],
  registeredAt: at('2026-02-10'),
  by: 'clerk',
  evidence: true,
  grounded: true,
  used: false,
  ...(kind === 'superior-order' && { orderedBy: 'qy' }),
  ...(kind === 're-check' && {
    rechecks: { institution: 'I-1', items: ['i-1', 'i-2'], ordered: true },
  }),
  ...change,
});

export const findingsOf = (c: Case, gate: GateId): Finding[] =>
  assess(c).findings.filter((f) => f.gate === gate);
/** Outcome, code, clause and earliest day of everything that is not simply in order. */
export const told = (c: Case): string[] =>
  assess(c)
    .findings.filter((f) => f.outcome !== 'passed' && f.outcome !== 'pending')
    .map((f) =>
      [f.outcome, f.gate, f.code, f.clause, f.earliest].filter((x) => x !== undefined).join(' '),
    );
