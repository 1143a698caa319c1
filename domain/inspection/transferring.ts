/** 移送 To whom something is transferred: another competent body (QY-14.1, 14.2). Pure guards. */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';

/** QY-14.1, 14.2  To a body that is competent; the competent one accepts, or says why not. */
export function refuseTransfer(receiverCompetent: boolean): Refusal | undefined {
  return receiverCompetent
    ? undefined
    : refuse(
        'receiver-not-competent',
        'QY-14.1',
        '接收单位对该违法行为没有管辖权。',
        'The receiver has no jurisdiction.',
        '移送有管辖权的医保部门或者行业主管部门。',
        'Transfer it to the competent department.',
      );
}
export function refuseAcceptance(accepted: boolean, reasonGiven: boolean): Refusal | undefined {
  return accepted || reasonGiven
    ? undefined
    : refuse(
        'reason-missing',
        'QY-14.2',
        '有管辖权的部门应当接收；不接收的须说明理由。',
        'The competent department accepts; a refusal gives its reason.',

        '接收，或者写明理由；有争议的报共同上级。',
        'Accept it, or give the reason; a dispute goes to the common superior.',
      );
}
