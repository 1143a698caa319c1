/** 第六条 The designated person hands the file to an officer who may supervise the item and is there. */
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import type { Rostered, reassignment } from './acts.ts';
import type { State } from './state.ts';

export const distributorIsDesignated = ({ known }: { known?: Rostered }): Refusal | undefined =>
  known?.mayDistribute
    ? undefined
    : refuse(
        'distributor-not-designated',
        'TJ84-6',
        '分发由监管部门明确的专人办理。',
        'Files are distributed by the person whom the supervising department has designated.',
        '由值班表上的专人分发。',
        'Let the designated person distribute it.',
      );
export const assigneeIsFit = ({ known }: { known?: Rostered }): Refusal | undefined => {
  if (!known?.maySupervise)
    return refuse(
      'assignee-not-authorised',
      'TJ84-6',
      '该人员不是本事项的监管人员。',
      'This officer does not supervise the item.',
      '分发给值班表上负责该事项的人员。',
      'Choose an officer on the roster for the item.',
    );
  if (known.absent)
    return refuse(
      'assignee-absent',
      'TJ84-6',
      '该人员当日不在岗。',
      'This officer is absent on that day.',
      '分发给在岗的监管人员。',
      'Choose an officer who is there.',
    );
  return undefined;
};
export const reassignmentIsFounded: GuardOf<typeof reassignment, State> = ({ facts }, s) => {
  if (!facts.reasonGiven)
    return refuse(
      'reason-missing',
      'TJ84-6',
      '改派须说明理由。',
      'A reassignment needs its reason.',
      '写明改派理由。',
      'State the reason.',
    );
  return facts.assignee === s.assignee
    ? refuse(
        'already-assigned',
        'TJ84-6',
        '本件已由该人员监管。',
        'The file is with this officer already.',
        '改派给另一名人员。',
        'Choose somebody else.',
      )
    : undefined;
};
