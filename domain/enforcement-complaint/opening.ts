/** 登记执法扰企线索 May it be taken in by this unit? Pure. */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from './guards.ts';

export interface ComplaintToOpen {
  /** The inspection named has begun; undefined: none is named. One that has not begun is nobody's to know of. */
  begun?: boolean;
  bodyRegistered: boolean;
  handlingRegistered: boolean;
  /** The unit that would deal with it is the one complained of. */
  sameUnit: boolean;
}

export function refuseOpening(c: ComplaintToOpen): Refusal | undefined {
  if (c.begun === false)
    return refuse(
      'complaint-unknown-inspection',
      '没有该检查，或者尚未开始。',
      'There is no such inspection, or it has not begun.',
      '核对案卷编号，或者只写明被反映单位。',
      'Check the file, or name the body only.',
    );
  if (!c.bodyRegistered || !c.handlingRegistered)
    return refuse(
      'unknown-reference',
      '所写单位没有登记。',
      'A unit named is not registered.',
      '写明本局登记的单位。',
      'Name registered units of the bureau.',
    );
  return c.sameUnit
    ? refuse(
        'not-independent',
        '被反映单位不得办理对自己的反映。',
        'The body complained of does not deal with the complaint.',
        '由执法监督机构等其他单位办理。',
        'Let the supervision of enforcement or another unit deal with it.',
      )
    : undefined;
}
