/** 卷面 What the Temporal UI shows of a complaint about enforcement. */
import { expect, it } from 'vitest';
import { summaryOf } from '../../../domain/enforcement-complaint/summary.ts';

it('QY-17.1: neither the inspection nor the grounds, for whoever looks there may be complained of', () => {
  const opening = {
    units: { handling: 'qy.xf' },
    grounds: ['unlawful-fee'],
    inspection: 'XJ-1.qy.2026-00001',
  };
  const said = JSON.stringify(summaryOf(opening));
  expect(said).toContain('qy.xf');
  expect(said).not.toMatch(/unlawful-fee|XJ-1/);
});
