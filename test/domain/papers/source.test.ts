/** 出处 From which act of a file a paper takes what it says: as it stands, and of the thing that it is about. */
import { expect, it } from 'vitest';
import {
  askedShape,
  dataOf,
  type PaperSources,
  type SourceAct,
} from '../../../domain/papers/data.ts';
import { paperOf } from '../../../domain/papers/kinds.ts';

const act = (type: string, payload: object, erased: string[] = []): SourceAct => ({
  id: `${type}-${JSON.stringify(payload)}`,
  type,
  payload,
  erased,
});
function made(
  [procedure, kind]: readonly [string, string],
  acts: readonly SourceAct[],
  { of, given = {} }: { of?: SourceAct; given?: object } = {},
) {
  const paper = paperOf(procedure, kind)!;
  const called: PaperSources['called'] = (_, __, value) => value;
  const common = {} as PaperSources['common'];
  const none = { shapeAt: () => undefined, stated: () => undefined };
  const sources: PaperSources = { act: of, acts, common, word: String, called, ...none };
  const asked = Object.keys(askedShape(paper, sources).shape);
  return { asked, ...dataOf(paper, sources, given as Record<string, unknown>) };
}

const plan = act('inspection-plan', {
  days: { from: '2026-12-01', until: '2026-12-02' },
  team: [{ officer: '甲', role: 'lead' }],
});
const changes = [
  act('plan-change', { days: { from: '2026-12-08', until: '2026-12-09' }, reason: '路阻' }),
  act('plan-change', { team: [{ officer: '乙', role: 'lead' }], reason: '回避' }),
];

it('QY-10.1: a notice of inspection names the days and the officers of the plan as it was changed', () => {
  const { data, taken } = made(['inspection', 'notice'], [plan, ...changes]);
  expect([data['from'], data['team']]).toEqual(['2026年12月8日', ['lead：乙']]);
  expect(taken).toContainEqual({ act: changes[1]!.id, field: 'team' });
  expect(made(['inspection', 'notice'], [plan]).data['from']).toBe('2026年12月1日');
  // What was erased of the change does not bring back what stood before it.
  const gone = act('plan-change', { reason: '回避' }, ['team']);
  const erased = made(['inspection', 'notice'], [plan, changes[1]!, gone]);
  expect(erased.data['team']).toBe('（依令删除）');
});

it('QY-10.1: an approval is of the plan as it stood then', () => {
  const approval = act('approval', {});
  const acts = [plan, changes[0]!, approval, changes[1]!];
  const { data } = made(['inspection', 'approval'], acts, { of: approval });
  expect([data['from'], data['team']]).toEqual(['2026年12月8日', ['lead：甲']]);
});

it('TJ51-7: the approval of publicity has the text that was approved, not the one that was sent back', () => {
  const first = act('publicity-draft', { title: '初稿', text: '含姓名' });
  const returned = act('publicity-approval', { outcome: 'returned' });
  const second = act('publicity-text', { title: '二稿', text: '不含姓名' });
  const approved = act('publicity-approval', { outcome: 'approved', draft: second.id });
  const acts = [first, returned, second, approved];
  const of = (one: SourceAct): unknown =>
    made(['publicity', 'approval'], acts, { of: one }).data['draft'];
  expect([of(returned), of(approved)]).toEqual(['含姓名', '不含姓名']);
});

it('TJ51-5.0: a meeting that was put off is cancelled by its new time', () => {
  const call = act('meeting-call', { on: '2026-12-01T09:00:00+08:00' });
  const later = act('postponement', { newTime: '2026-12-05T09:00:00+08:00' });
  const cancelled = act('meeting-cancellation', {});
  const { data } = made(['joint-meeting', 'cancellation'], [call, later, cancelled], {
    of: cancelled,
  });
  expect(data['on']).toContain('12月5日');
  // The one that puts it off says when it was to be.
  const { data: put } = made(['joint-meeting', 'postponement'], [call, later], { of: later });
  expect(put['on']).toContain('12月1日');
});

it('TJ51-14.1, QY-12.2: of several things that were preserved or sealed whoever decides says which', () => {
  const goods = (id: string, n: string) =>
    act('preservation', { id, goods: `账册${n}`, documentNo: `存${n}号` });
  const one = made(['penalty-case', 'preservation-decision'], [goods('a', '1')]);
  expect([one.asked.includes('goods'), one.data['goods']]).toEqual([false, '账册1']);
  const given = { goods: '账册1', preservedNo: '存1号' };
  const both = [goods('a', '1'), goods('b', '2')];
  const two = made(['penalty-case', 'preservation-decision'], both, { given });
  expect(two.asked).toEqual(expect.arrayContaining(['goods', 'preservedNo']));
  expect([two.data['goods'], two.data['preservedNo']]).toEqual(['账册1', '存1号']);
  // Where the words of either are erased, so are these.
  for (const { id } of both) expect(two.taken).toContainEqual({ act: id, field: 'goods' });
  expect(Object.keys(two.filled)).not.toContain('/goods');
  const sealed = ['1', '2'].map((n) => act('sealing', { id: n, documentNo: `封${n}号` }));
  for (const kind of ['sealing-release', 'sealing-extension'])
    expect(made(['inspection', kind], sealed).asked).toContain('sealedNo');
});

it('TJ51-A1-1.3a, TJ51-A1-1.4a: a notice and a reply are of the decision that suspends, and not of the one that did not', () => {
  const letter = act('letter-a', { documentNo: '函1号', grounds: [] });
  const declined = act('suspension-decision', { documentNo: '不停1号', outcome: 'decline' });
  const later = act('further-answer', { documentNo: '停2号', outcome: 'suspend' });
  const filed = act('further-answer', { documentNo: '立3号', outcome: 'filed' });
  const no = (kind: string, ...acts: SourceAct[]): unknown =>
    made(['rapid-response', kind], [letter, ...acts]).data['decisionNo'];
  expect(no('suspension-notice', declined)).toBeUndefined();
  expect(no('suspension-notice', declined, later, filed)).toBe('停2号');
  expect(no('decision-reply', declined)).toBe('不停1号');
  expect(no('decision-filing', declined, later, filed)).toBe('停2号');
  const reply = made(['rapid-response', 'decision-reply'], [letter, declined, later, filed]);
  expect(reply.data['outcome']).toBe('suspend');
});
