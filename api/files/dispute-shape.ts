/** 中断争议 A breach in whose last hours the system was out, as it is shown. */
import { z } from 'zod';
import type { DisputeRow } from '../../db/queries/duties.ts';
import { parts } from '../../domain/law/outage.ts';
import { when } from '../http/when.ts';

const text = z.string().nullable();

export const outageShape = z
  .object({
    part: z.enum(parts),
    from: z.string(),
    until: text.meta({ description: '仍在中断的为 null Null while it lasts' }),
  })
  .meta({ id: 'Outage' });

export const outageOf = <P>(o: { part: P; from: number; until: number | null }) => ({
  part: o.part,
  from: when(o.from)!,
  until: when(o.until),
});

export const disputeShape = z
  .object({
    state: z.enum(['disputed', 'upheld', 'excused']).meta({
      description: '待定、维持违期、不计违期 To be decided; the breach is upheld; it is excused',
    }),
    outages: z.array(outageShape),
    decidedAt: text,
    decidedBy: text,
    decidedUnit: text,
    reason: text,
  })
  .meta({ id: 'OutageDispute' });

export const disputeOf = ({ outages, decidedAt, ...dispute }: DisputeRow) => ({
  ...dispute,
  outages: outages.map(outageOf),
  decidedAt: when(decidedAt),
});
