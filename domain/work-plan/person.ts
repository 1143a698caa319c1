/** 由工作人员办理 What no system does for anybody. */
import { refuse } from '../law/refuse.ts';
import { GROUP } from './clauses.ts';

export const personRequired = refuse(
  'person-required',
  GROUP,
  '由工作人员办理，不由系统办理。',
  'A person does this, not a system.',
  '由领导小组办公室的工作人员提交。',
  'Let somebody of the office of the group submit it.',
);
