/** TJ51-7: what is masked, from when a decision is effective, and what is refused. */
import { describe, expect, it } from 'vitest';
import type { Act } from '../../../domain/law/act.ts';
import type { State } from '../../../domain/publicity/acts.ts';
import { adopts } from '../../../domain/publicity/duties.ts';
import { guards } from '../../../domain/publicity/guards.ts';
import { identifiersIn } from '../../../domain/publicity/masking.ts';
import { effectiveFrom, refuseNotEffective } from '../../../domain/publicity/opening.ts';
import { defaultPublicitySettings } from '../../../domain/publicity/settings.ts';
import { civilDate, parseInstant } from '../../../domain/time/civil-date.ts';
import { instant } from '../../../domain/time/instant.ts';

const at = (text: string) => parseInstant(text)!;

describe('TJ51-7 遮蔽', () => {
  it.each([
    ['一切正常。', 0],
    ['证件 11010519491231002X', 1],
    ['证件 110105 1949 1231 002x', 1],
    ['证件１１０１０５１９４９１２３１００２Ｘ', 1],
    // A check character that is not the right one is a number of somebody all the same.
    ['编号 110105194912310021', 1],
    ['证件 110105(19491231)002X', 1],
    ['证件 11010519491231002*', 1],
    ['旧证 110105491231002', 1],
    // A credit code, also one that looks like a date of birth; an amount, days, a bill
    ['信用代码 91120101123456789X', 0],
    ['信用代码 12120119400101123N', 0],
    ['罚款 12345678 元，2026-11-30', 0],
    ['罚款 1,234,567.89 元，2026年11月30日、2026-12-01', 0],
    ['卡号 6228480123456780', 0],
    ['电话 138-1234-5678', 1],
    ['13812345678、13912345678', 2],
    ['1、13812345678', 1],
    ['2026-11-30，13812345678', 1],
    ['+86 13812345678', 1],
    ['8613812345678', 1],
    ['138/1234/5678', 1],
    ['138—1234—5678', 1],
    ['（138）12345678', 1],
    ['1️⃣3812345678', 1],
    // No amount is written so.
    ['1,381,234,5678元', 1],
    ['卡号 6222 0212 3456 7890 128', 1],
    ['6228480123456789、6222021234567890128', 2],
    ['电话13812345678，证件11010519491231002X', 2],
  ])('%s', (text, found) => {
    expect(identifiersIn(text) > 0).toBe(found > 0);
  });
});

describe('TJ51-7 生效', () => {
  const servedAt = at('2026-03-02T15:00:00+08:00');
  const decision = { unit: 'u', adverse: true, state: 'served', servedAt };
  it('at the service; with days to wait, on the day after them', () => {
    expect(effectiveFrom(servedAt, 0)).toBe(servedAt);
    expect(effectiveFrom(servedAt, 60)).toBe(at('2026-05-02T00:00:00+08:00'));
    const on = (text: string) => refuseNotEffective(decision, 60, at(text))?.code;
    expect(on('2026-05-01T23:59:59+08:00')).toBe('decision-not-effective');
    expect(on('2026-05-02T00:00:00+08:00')).toBeUndefined();
  });
  it.each([
    ['decided', 'decision-not-effective'],
    ['served', undefined],
    ['fallen', 'decision-not-standing'],
    ['changed', 'decision-not-standing'],
  ])('%s', (state, code) => {
    expect(refuseNotEffective({ ...decision, state }, 0, servedAt)?.code).toBe(code);
  });
  it('the three days are followed from the day of the adoption on', () => {
    const s = { ...defaultPublicitySettings, withdrawalAdoptedOn: civilDate('2026-03-02') };
    expect(adopts(s, civilDate('2026-03-01'))).toBe(false);
    expect(adopts(s, civilDate('2026-03-02'))).toBe(true);
    expect(adopts(defaultPublicitySettings, civilDate('2026-03-02'))).toBe(false);
  });
});

describe('TJ51-7 渠道', () => {
  const state = (changes: Partial<State> = {}): State => ({
    settings: defaultPublicitySettings,
    drafter: 'a',
    draft: 'd',
    approvedAt: instant(1000),
    pauses: [],
    standing: new Map(),
    withdrawnFrom: new Set(),
    seen: false,
    owedOn: () => ['portal'],
    changed: () => true,
    ...changes,
  });
  const code = (type: keyof typeof guards, changes: Partial<Act>, s: State): string | undefined => {
    const act = {
      type,
      officer: 'b',
      known: { state: 'served', head: true, barred: false },
      ...changes,
    } as never;
    for (const guard of guards[type] ?? []) {
      const refusal = guard(act, s);
      if (refusal) return refusal.code;
    }
    return undefined;
  };
  const publishing = (occurredAt: number, s: State, known = { state: 'served', head: true }) =>
    code(
      'channel-publication',
      { occurredAt: instant(occurredAt), facts: { item: 'portal' }, known },
      s,
    );

  it('not before the approval, not at or after the fall, once at a time', () => {
    expect(publishing(999, state())).toBe('before-trigger');
    expect(publishing(1000, state())).toBeUndefined();
    const fallen = state({
      fallen: { state: 'fallen', at: instant(2000), heardAt: instant(3000) },
    });
    expect(publishing(3000, fallen)).toBeUndefined();
    expect(publishing(3001, fallen)).toBe('decision-not-standing');
    expect(publishing(1500, state(), { state: 'fallen', head: true })).toBe(
      'decision-not-standing',
    );
    expect(publishing(1500, state({ standing: new Map([['portal', instant(1)]]) }))).toBe(
      'channel-standing',
    );
  });

  it('is withdrawn after it was published; what was annulled is not only corrected', () => {
    const standing = new Map([['portal', instant(1500)]]);
    const off = (occurredAt: number, how: string, of: 'fallen' | 'changed') =>
      code(
        'channel-withdrawal',
        {
          occurredAt: instant(occurredAt),
          facts: { item: 'portal', how, identifiers: 0 },
          known: { unmasked: 0 },
        },
        state({ standing, fallen: { state: of, at: instant(2000), heardAt: instant(2000) } }),
      );
    expect(off(1499, 'withdrawn', 'fallen')).toBe('before-trigger');
    expect(off(1500, 'withdrawn', 'fallen')).toBeUndefined();
    expect(off(2500, 'corrected', 'fallen')).toBe('withdrawal-required');
    expect(off(2500, 'corrected', 'changed')).toBe('withdrawal-required');
  });

  it('what stands is taken down by a head who had no hand in the case; what fell does not end', () => {
    const standing = new Map([['portal', instant(1500)]]);
    const off = (head: boolean, how: string, decision = 'served') =>
      code(
        'channel-withdrawal',
        {
          occurredAt: instant(2000),
          facts: { item: 'portal', how, identifiers: 0 },
          known: { unmasked: 0, state: decision, head, barred: false },
        },
        state({ standing }),
      );
    expect(off(false, 'withdrawn')).toBe('approver-missing');
    expect(off(true, 'withdrawn')).toBeUndefined();
    expect(off(false, 'corrected')).toBeUndefined();
    expect(off(false, 'withdrawn', 'fallen')).toBeUndefined();
    for (const type of ['publicity-end', 'publicity-abandonment'] as const) {
      const by = (decision: string, barred = false) =>
        code(
          type,
          { facts: { reasonGiven: true }, known: { state: decision, head: true, barred } },
          state(),
        );
      expect([by('served'), by('fallen'), by('changed'), by('served', true)]).toEqual([
        undefined,
        'decision-not-standing',
        'decision-not-standing',
        'approver-missing',
      ]);
    }
  });
});
