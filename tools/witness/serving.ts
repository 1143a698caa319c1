/** What a witness answers to a log that asks it, as C2SP tlog-witness has it, and what it says of it to whoever runs it. */
import { type DoorAnswer, sizeAnswer } from '../kept/door.ts';
import { type Saying, sayingOf } from './sayings.ts';
import type { Cosigned } from './witnessing.ts';

const refusals: Record<400 | 403 | 404, string> = {
  400: 'no request of the form: old SIZE, hashes, an empty line, a signed checkpoint; old SIZE at most that of the checkpoint',
  403: 'no key of this log has signed this checkpoint',
  404: 'this log is not watched here',
};

export function doorAnswer(cosigned: Cosigned): { answer: DoorAnswer; saying?: Saying } {
  const saying = said(cosigned);
  return { answer: answered(cosigned), ...(saying && { saying }) };
}

function answered(cosigned: Cosigned): DoorAnswer {
  switch (cosigned.status) {
    case 200:
      return { status: 200, text: cosigned.line };
    case 409:
      return cosigned.fork
        ? { status: 409, text: 'another tree of this size was cosigned\n' }
        : sizeAnswer(cosigned.size);
    case 422:
      return { status: 422, text: 'the proof does not hold\n' };
    case 503:
      return { status: 503, text: 'nothing is cosigned now\n' };
    default:
      return { status: cosigned.status, text: `${refusals[cosigned.status]}\n` };
  }
}

function said(cosigned: Cosigned): Saying | undefined {
  if (cosigned.status === 200)
    return sayingOf(cosigned.origin, { what: 'cosigned', size: cosigned.size, first: false });
  if (cosigned.status === 503)
    return 'blocked' in cosigned
      ? sayingOf(cosigned.origin, { what: 'blocked', folder: cosigned.blocked })
      : sayingOf('add-checkpoint', { what: 'failed', why: cosigned.why, lost: cosigned.lost });
  return 'fork' in cosigned && cosigned.fork
    ? sayingOf(cosigned.origin, { what: 'fork', folder: cosigned.fork })
    : undefined;
}
