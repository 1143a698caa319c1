/** 适用 Which kinds go with what an act, or the file before it, has said. */
import { describe, expect, it } from 'vitest';
import { formOf, schemaOf } from '../../../api/intake/procedures.ts';
import { fieldOf, type Node } from '../../../api/pages/forms/schema.ts';
import { nodeAt } from '../../../api/papers/called.ts';
import { unfitting } from '../../../domain/papers/fits.ts';
import { allKinds, paperOf } from '../../../domain/papers/kinds.ts';
import { procedureOf } from '../../../domain/procedures.ts';

const act = (type: string, payload: object, erased: string[] = []) => ({
  id: type,
  type,
  payload,
  erased,
});
const fits = (
  procedure: string,
  kind: string,
  acts: ReturnType<typeof act>[],
  own?: ReturnType<typeof act>,
): boolean => unfitting(paperOf(procedure, kind)!, { act: own, acts }).length === 0;

describe('TJ51-14.1: a paper of a penalty case', () => {
  const of = (kind: string, acts: ReturnType<typeof act>[], own?: ReturnType<typeof act>) =>
    fits('penalty-case', kind, acts, own);
  it('of a decision goes with its outcome, and with a review that has passed', () => {
    const decided = (outcome: string) => act('penalty-decision', { outcome });
    const review = (outcome: string) => act('legal-review', { outcome });
    expect(of('decision', [])).toBe(true);
    expect(of('decision', [review('returned')])).toBe(false);
    expect(of('decision', [review('returned'), review('passed')])).toBe(true);
    // 处罚法 57: each of the four outcomes has its own paper.
    const paperFor = {
      penalty: 'decision',
      'no-penalty': 'no-penalty-decision',
      withdrawn: 'withdrawal-decision',
      transferred: 'transfer-letter',
    };
    for (const outcome of Object.keys(paperFor))
      expect(Object.values(paperFor).filter((kind) => of(kind, [], decided(outcome)))).toEqual([
        paperFor[outcome as keyof typeof paperFor],
      ]);
    // What was erased by order contradicts nothing.
    expect(of('decision', [], act('penalty-decision', {}, ['outcome']))).toBe(true);
    expect(of('demand', [decided('transferred')])).toBe(false);
  });
  it('calls to a hearing that was asked for, and reverses what no court has decided', () => {
    const statement = (hearing: boolean) => act('party-statement', { hearing });
    expect(of('hearing-call', [], statement(false))).toBe(false);
    expect(of('hearing-call', [], statement(true))).toBe(true);
    const reversal = (by: string) => act('decision-reversal', { by, outcome: 'annulled' });
    expect(of('reversal', [reversal('reconsideration')])).toBe(true);
    expect(of('reversal', [reversal('court'), reversal('self')])).toBe(false);
    expect(of('reversal', [reversal('court')], reversal('court'))).toBe(false);
  });
});

it('TJ51-A1-2.3: the head of an institution is told of a practitioner alone; TJ51-4.2: a demand is told where there is one', () => {
  const of = (kind: string) => [
    act('letter', { subject: { kind, id: 'x' } }),
    act('suspension-decision', { outcome: 'suspend' }),
  ];
  expect(fits('rapid-response', 'suspension-notice-unit', of('practitioner'))).toBe(true);
  expect(fits('rapid-response', 'suspension-notice-unit', of('institution'))).toBe(false);
  const declined = [act('suspension-decision', { outcome: 'decline' })];
  expect(fits('rapid-response', 'suspension-notice', declined)).toBe(false);
  // Suspended on a later letter.
  const later = [...declined, act('further-answer', { outcome: 'suspend' })];
  expect(fits('rapid-response', 'suspension-notice', later)).toBe(true);
  expect(fits('patrol', 'demand', [], act('warning-talk', {}))).toBe(false);
  expect(fits('patrol', 'demand', [], act('warning-talk', { demand: { what: '补' } }))).toBe(true);
});

it('TJ84-9.2: nothing is stopped that was found to conform, or that can still be completed', () => {
  const check = (finding: object) => act('check-record', finding);
  const stopped = (...checks: object[]): boolean =>
    fits('commitment-case', 'stop-order', checks.map(check));
  const never = { result: 'not-conforming', canSupplement: false };
  const still = { result: 'not-conforming', canSupplement: true };
  expect([stopped(), stopped(never), stopped({ result: 'not-conforming' })]).toEqual([
    true,
    true,
    true,
  ]);
  expect([stopped({ result: 'conforming' }), stopped(still)]).toEqual([false, false]);
  // As it was found last.
  expect([stopped(still, never), stopped(never, { result: 'conforming' })]).toEqual([true, false]);
});

it('TJ84-8: what differs from a certification is stopped, whatever was judged of completing it', () => {
  const stopped = (type: string, finding: object): boolean =>
    fits('commitment-case', 'stop-order', [
      act('approval', { type }),
      act('check-record', finding),
    ]);
  const still = { result: 'not-conforming', canSupplement: true };
  expect([stopped('certification', still), stopped('credit', still)]).toEqual([true, false]);
  expect(stopped('certification', { result: 'conforming' })).toBe(false);
});

it('X-5: what a kind fits is said by the form of an act, as one of its values', () => {
  const wrong = allKinds.flatMap(({ id, procedure, paper }) =>
    (paper.fits ?? []).flatMap(({ act: type = paper.act, opening, path, values }) => {
      const { opens } = procedureOf(procedure)!;
      if (opening || opens.includes(type)) return [];
      const form = formOf(procedure, type);
      const root = form && (schemaOf(form.shape) as Node);
      const node = root && nodeAt(root, path);
      if (!root || !node) return [`${id}: ${type}/${path}`];
      const field = fieldOf(node, root);
      const known: readonly unknown[] | undefined =
        field.kind === 'yes-no' ? [true, false] : field.kind === 'choice' ? field.real : undefined;
      return (values ?? []).every((one) => one === null || known?.includes(one))
        ? []
        : [`${id}: ${values}`];
    }),
  );
  expect(wrong).toEqual([]);
});
