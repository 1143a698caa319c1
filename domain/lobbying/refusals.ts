/** 不予受理 What the register refuses. Somebody who may not read a record is told none of it: for him there is none. */
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';

export const refuse = refusing('TJ51-A2-3.2');

export const officesOnly = (): Refusal =>
  refuse(
    'offices-only',
    '只有执法监督处、监察室的人员可以办理。',
    'Only the supervision of enforcement and discipline inspection may do this.',
    '由执法监督处或者监察室的人员办理。',
    'An officer of one of the two offices does it.',
    'TJ51-A2-8',
  );

export const ofTheChain = (): Refusal =>
  refuse(
    'office-of-chain',
    '登记人和报告链上的接收人不得对本件作出认定。',
    'The registrant and the recipients of its chain decide nothing on it.',
    '由执法监督处、监察室中未参与报告的人员认定。',
    'Somebody of the two offices who has no part in the chain decides.',
    'TJ51-A2-6.2',
  );

export const tooMany = (): Refusal =>
  refuse(
    'register-day-full',
    '一个人当日的登记、更正和报告已达管理设定的件数。',
    'One person has entered as much today as the management setting allows.',
    '明日继续；当日遇有的，先用纸质登记表登记，再补录。',
    'Go on tomorrow; what happens today is recorded on paper first and entered then.',
  );

export const repeatedOtherwise = (): Refusal =>
  refuse(
    'encounter-repeated',
    '同一编号已提交过不同的内容。',
    'The same id was sent before with another content.',
    '另一次请托用新的 encounter 编号；更正用 correct，带新的 key。',
    'Another encounter has an id of its own; what was wrong is corrected by `correct` with a new key.',
  );
