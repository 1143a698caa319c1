/** QY-10.3 What a dossier of an inspection that is not announced says of acts and late entries: that they came, and nothing that they state. */
import { expect, it } from 'vitest';
import { dossierOf } from '../../../domain/dossier/model.ts';
import type { SourceEntry, Sources } from '../../../domain/dossier/sources.ts';
import { parseInstant } from '../../../domain/time/civil-date.ts';

const day = parseInstant('2026-03-02T09:00:00+08:00')!;
const entry = (
  seq: number,
  key: string,
  type: string,
  act: string | null,
  body: object,
): SourceEntry => ({
  seq,
  key,
  type,
  clause: null,
  act,
  body: body as SourceEntry['body'],
  bodyHash: 'ab'.repeat(32),
  edition: 2,
  salt: null,
  prev: '',
  hash: 'cd'.repeat(32),
  recordedAt: day,
});
const counted = {
  due: '2026-03-03T09:00:00+08:00',
  inclusive: true,
  status: 'firm',
  calendarVersions: [],
};
const duty = {
  duty: 'report',
  action: { zh: '报告', en: 'report' },
  owedBy: 'u',
  owedTo: 'v',
  instrument: 'QY',
  article: '第十条',
  force: 'text',
  judgedBy: 'occurrence',
  from: '2026-03-02T09:00:00+08:00',
};
const performs = { duty: 'report', date: '2026-03-02T10:00:00+08:00', timing: 'claimed-in-time' };

const sources = (scope: 'full' | 'withheld'): Sources => ({
  file: {
    id: 'f',
    procedure: 'inspection',
    bureau: 'b',
    subjectKind: 'institution',
    subjectId: 's',
    direction: null,
    stage: 'planned',
    attention: 'on-track',
    openedAt: day,
    closedAt: null,
    outcome: null,
    units: {},
    notes: [],
    instrument: 'QY',
    changes: [],
  },
  made: { at: day, officer: 'o', unit: 'u', scope, version: '1' },
  cut: undefined,
  entries: [
    entry(1, 'armed:report', 'duty-armed', null, { ...duty, ...counted }),
    entry(2, 'act:a', 'act-accepted', 'a', {
      act: { type: 'x', unit: 'u', officer: 'p', facts: {} },
      performs,
    }),
  ],
  acts: [
    {
      id: 'a',
      number: 1,
      type: 'x',
      unit: 'u',
      officer: 'p',
      system: 'oa',
      hash: 'ef'.repeat(32),
      occurredAt: day,
      servedAt: day,
      receivedAt: day,
      arrivedAt: day,
      payload: {},
      verdict: { accepted: true, timing: 'claimed-in-time', duty: 'report' },
    },
  ],
  duties: [],
  attempts: { items: [], counted: [] },
  gates: [],
  names: { bureau: '样例', subject: null, units: new Map(), officers: new Map() },
  calendars: [],
  settings: [],
  histories: [],
});

it('QY-10.3 neither what acts state of themselves, nor by which system they came, nor what a late entry claims', () => {
  const shown = dossierOf(sources('full'), { sha256: '', life: '' });
  expect(shown.acts[0]).toMatchObject({ system: 'oa', by: { officer: 'p' } });
  expect([shown.acts[0]!.dates.occurred, shown.acts[0]!.dates.served]).not.toContain(null);
  expect(shown.lateEntries).toHaveLength(1);
  const hidden = dossierOf(sources('withheld'), { sha256: '', life: '' });
  for (const { dates } of [...hidden.acts, ...hidden.chronology])
    expect([dates.occurred, dates.served]).toEqual([null, null]);
  expect(hidden.acts[0]).toMatchObject({ system: null, by: { officer: '—' }, payload: null });
  expect(hidden.acts[0]!.dates.received).not.toBeNull();
  expect(hidden.lateEntries).toEqual([]);
});
