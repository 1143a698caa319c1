/** The invented bureau `qy`: enough for a whole inspection of every kind, and lawful as it stands (QY-1 to 6). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assess } from '../../domain/inspection/assess.ts';
import { defaultInspectionSettings } from '../../domain/inspection/settings.ts';
import type { Plan } from '../../domain/inspection/plan.ts';
import type { Known } from '../../domain/inspection/known.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { stopServer, startServer, today, type Server } from './fixtures.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await stopServer(server);
});

const first = addDays(today, 7);
const plan = (changes: Partial<Plan> = {}): Plan => ({
  id: 'pl-sample',
  kind: 'daily',
  institution: 'i-102',
  body: 'qy.ju',
  inNameOf: 'qy.ju',
  filedAt: instant(Date.now()),
  days: { from: first, until: addDays(first, 1) },
  purpose: 'supervision',
  onSiteReasonGiven: true,
  items: [{ item: 'xm-01', method: 'on-site', contents: ['费用明细'], standard: '医保支付范围' }],
  team: [
    { officer: 'o-qy-2', role: 'lead', from: 'body' },
    { officer: 'o-qy-3', role: 'officer', from: 'body' },
    { officer: 'o-qy-bx-1', role: 'assistant', from: 'third-party' },
  ],
  clues: [],
  reasons: [],
  overrides: [],
  jointWith: [],
  draw: {
    id: 'CQ.qy.1',
    revealed: true,
    objectsOn: today,
    officersOn: today,
    institutions: ['i-102'],
    officers: ['o-qy-2', 'o-qy-3'],
  },
  ...changes,
});
async function refusedBy(changes: Partial<Plan> = {}): Promise<string[]> {
  const one = plan(changes);
  const [row] = await server.h.sql<
    { known: Known }[]
  >`select inspection_known(${server.h.sql.json({ plan: one, today } as never)}) as known`;
  const known: Known = {
    ...row!.known,
    today,
    settings: defaultInspectionSettings,
    history: [],
    plans: [],
    places: [],
    partners: [],
    pairs: [],
    campaigns: [],
  };
  return assess({ plan: one, known, stage: 'plan' })
    .findings.filter(({ outcome }) => outcome === 'refused')
    .map(({ clause, code }) => `${clause} ${code}`);
}
const only = (id: string) => [
  { item: id, method: 'on-site' as const, contents: ['费用明细'], standard: '医保支付范围' },
];

it.each<[string, Partial<Plan>, string[]]>([
  ['a daily inspection by the city', {}, []],
  [
    'QY-3.2: by a county in its own area',
    {
      body: 'qy.xf.ju',
      inNameOf: 'qy.xf.ju',
      team: [
        { officer: 'o-qy-xf-1', role: 'lead', from: 'body' },
        { officer: 'o-qy-xf-2', role: 'officer', from: 'body' },
      ],
      draw: { ...plan().draw!, officers: ['o-qy-xf-1', 'o-qy-xf-2'] },
    },
    [],
  ],
  [
    'QY-3.2: by another county',
    { body: 'qy.qc.ju', inNameOf: 'qy.qc.ju' },
    ['QY-3.2 outside-territory'],
  ],
  ['QY-1.3: by the delegate, in the name of the city', { body: 'qy.jczx' }, []],
  [
    'QY-1.3: by the delegate, beyond its delegation',
    { body: 'qy.jczx', items: only('xm-03') },
    ['QY-1.3 outside-delegation'],
  ],
  [
    'QY-1.1: by the delegate in its own name',
    { body: 'qy.jczx', inNameOf: 'qy.jczx' },
    ['QY-1.1 body-unqualified', 'QY-1.2 qualification-unpublished'],
  ],
  ['QY-2.3: an item that is not published', { items: only('xm-10') }, ['QY-2.3 item-unpublished']],
  ['QY-2.3: an item that is withdrawn', { items: only('xm-11') }, ['QY-2.3 item-withdrawn']],
  [
    'QY-3.1: on site where the list says in writing',
    { items: only('xm-09') },
    ['QY-3.1 method-outside-list'],
  ],
  [
    'QY-4.1: an institution without a cap',
    { institution: 'i-107', draw: { ...plan().draw!, institutions: ['i-107'] } },
    ['QY-4.1 cap-missing'],
  ],
  [
    'QY-1.5, 10.6: an assistant in the place of the second officer',
    { team: plan().team.filter(({ officer }) => officer !== 'o-qy-3') },
    ['QY-10.6 too-few-officers'],
  ],
  [
    'X-7: an officer with an interest',
    {
      team: [plan().team[0]!, { officer: 'o-qy-6', role: 'officer', from: 'body' }],
      draw: { ...plan().draw!, officers: ['o-qy-2', 'o-qy-6'] },
    },
    ['X-7 recusal'],
  ],
])('the sample holds: %s', async (_name, changes, expected) => {
  expect(await refusedBy(changes)).toEqual(expected);
});

it('QY-6.1: the chain of the sample is intact; twelve items, thirteen institutions, fifteen officers with certificates', async () => {
  const [row] = await server.h.sql<
    Record<string, number | null>[]
  >`select broken_inspection_entry('qy') as broken, (select count(*)::int from inspection_item where bureau_id = 'qy') as items,
    (select count(*)::int from inspection_officer where bureau_id = 'qy' and certificate_number is not null) as officers, (select count(*)::int from inspection_objects where bureau_id = 'qy') as objects`;
  expect(row).toMatchObject({ broken: null, items: 12, officers: 15 });
  expect(row!['objects']).toBeGreaterThanOrEqual(13);
});
