/** 预约上门服务的文书 The acts of one visit at home, and what the engine is told of each. Who is visited, where and why is sealed. */
import { act } from '../law/acts.ts';
import type { CivilDate } from '../time/instant.ts';

export const parts = ['morning', 'afternoon'] as const;
export type Part = (typeof parts)[number];

/** 预约确认 Who comes, and when; again, where it is put off. */
export const confirmation = act<
  { on: CivilDate; part: Part; officers: string[] },
  { registered: boolean }
>()('visit-confirmation', '上门服务确认', 'Confirmation of the visit');
/** 上门记录 `staff`, `applicant`: the record of each side; `unsigned`: why the other side has none, before a witness. */
export const record = act<
  {
    officers: string[];
    staff: boolean;
    applicant: boolean;
    unsigned: boolean;
    served: boolean;
  },
  { registered: boolean }
>()('visit-record', '上门服务记录', 'Record of the visit');
/** 未遇 Nobody was there. */
export const noShow = act<{ proofHash?: string }>()(
  'visit-no-show',
  '上门未遇',
  'Nobody met at the visit',
);
/** 取消 By whoever has booked, or by the bureau with its reason. */
export const cancellation = act<{ by: 'applicant' | 'office'; reasonGiven: boolean }>()(
  'visit-cancellation',
  '上门服务取消',
  'Cancellation of the visit',
);

export type Acts = typeof confirmation | typeof record | typeof noShow | typeof cancellation;

export interface State {
  /** The day on which it was booked: no visit is before it. */
  bookedOn: CivilDate;
  /** As it is appointed now. */
  on: CivilDate;
  part: Part;
  confirmed: boolean;
  noShows: number;
}
