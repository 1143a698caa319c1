/** 公文 The papers of a special inspection: asked for, filed, made public, and reported (QY-7.1, QY-7.3). */
import {
  addressee,
  after,
  before,
  letter,
  notification,
  record,
  words,
} from '../law/paper-parts.ts';
import { list, maybe, opened, p, rows, said, signed, type Paper } from '../law/papers.ts';
import {
  amendedPlanFiling,
  emergencyApproval,
  governmentApproval,
  justiceFiling,
  specialEnd,
  specialPublication,
  specialWithdrawal,
} from './acts.ts';

const by = 'inspecting';
const plan = {
  planTitle: opened('title', 'line', '专项检查名称', 'Name of the inspection'),
  from: opened('days.from', 'day', '开始日期', 'From'),
  until: opened('days.until', 'day', '结束日期', 'Until'),
  items: opened('items', 'lines', '检查事项', 'Items'),
  scope: opened('scope', 'text', '检查范围', 'Scope'),
};
const department = said('department', 'line', '司法行政部门', 'The justice department');
const planned = [
  rows(['检查范围', '{{scope}}'], ['检查时间', '{{from}}至{{until}}'], ['检查事项', '{{items}}']),
];
export const papers: readonly Paper[] = [
  letter(
    'approval-request',
    ['专项检查计划请示', 'Request for the approval of the government'],
    before(governmentApproval, by),
    { ...plan, addressee, purpose: words('检查目的和理由', 'Purpose and reasons') },
    [
      p('依照{{article}}，现将专项检查计划（{{planTitle}}）报请批准。'),
      ...planned,
      p('检查目的和理由：{{purpose}}'),
      p('妥否，请批示。'),
    ],
    { accompanies: [governmentApproval.type] },
  ),
  letter(
    'justice-filing',
    ['专项检查计划备案函', 'Filing with the justice department'],
    before(justiceFiling, by),
    { ...plan, department },
    [p('依照{{article}}，现将经政府批准的专项检查计划（{{planTitle}}）报送备案。'), ...planned],
    { to: '{{department}}', accompanies: [justiceFiling.type] },
  ),
  // The act holds no amended plan, and what opened the file is the plan before it was amended.
  letter(
    'amended-plan-filing',
    ['专项检查计划（修改）备案函', 'Filing of the amended plan'],
    before(amendedPlanFiling, by),
    {
      planTitle: plan.planTitle,
      department,
      changes: words('修改后的内容', 'As amended', 'lines'),
    },
    [
      p('专项检查计划（{{planTitle}}）已经修改，依照{{article}}报送备案。修改后的内容如下。'),
      list('changes'),
    ],
    { to: '{{department}}', accompanies: [amendedPlanFiling.type] },
  ),
  notification(
    'publication',
    ['专项检查公告', 'Publication of the inspection'],
    before(specialPublication, by),
    plan,
    [p('依照{{article}}，现将专项检查（{{planTitle}}）向社会公布。'), ...planned],
    { to: null, accompanies: [specialPublication.type] },
  ),
  record(
    'emergency-approval',
    ['紧急专项检查审批表', 'Approval of an emergency'],
    before(emergencyApproval, by),
    { ...plan, reason: said('reason', 'text', '紧急部署的理由', 'Why it can not wait') },
    [
      rows(['专项检查名称', '{{planTitle}}']),
      ...planned,
      rows(['紧急部署的理由', '{{reason}}']),
      signed('承办人（签名、日期）', '负责人（签名、日期）'),
    ],
  ),
  notification(
    'withdrawal',
    ['撤回专项检查计划公告', 'Withdrawal of the plan'],
    after(specialWithdrawal, by),
    {
      planTitle: plan.planTitle,
      reason: said('reason', 'text', '理由', 'Reason'),
    },
    [p('专项检查计划（{{planTitle}}）予以撤回。'), p('理由：{{reason}}')],
    { to: null },
  ),
  letter(
    'report',
    ['专项检查情况报告', 'Report on the inspection'],
    before(specialEnd, by),
    {
      ...plan,
      addressee,
      done: words('检查情况', 'What was found'),
      next: maybe(words('处理和整改', 'What follows', 'lines')),
    },
    [
      p('专项检查（{{planTitle}}）已经结束，现将检查情况报告如下。'),
      ...planned,
      p('{{done}}'),
      list('next'),
    ],
  ),
];
