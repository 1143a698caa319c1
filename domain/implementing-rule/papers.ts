/** 公文 The papers of an implementing rule: its publication, each new version, the countersignature, and the review (TJ84-0.1, 12 to 14, 15.5). */
import {
  after,
  before,
  findings,
  labelledLines,
  notification,
  outcome,
  reason,
  record,
} from '../law/paper-parts.ts';
import {
  h,
  list,
  maybe,
  opened,
  p,
  partLines,
  rows,
  said,
  signed,
  type Paper,
} from '../law/papers.ts';
import { countersignature, rulePublication, ruleReview, ruleRevision } from './acts.ts';
import { sectionIds, sections as headings, type TextSection } from './sections.ts';

const item = opened('item', 'line', '事项', 'Item');
const content = (id: TextSection) =>
  said(`sections.${id}`, 'text', headings[id].zh, headings[id].en);
const fields = {
  item,
  effectiveFrom: said('effectiveFrom', 'day', '施行日期', 'In force from'),
  departments: said(
    'sections.departments',
    'lines',
    headings.departments.zh,
    headings.departments.en,
    labelledLines(['accepting', '受理部门：'], ['supervising', '监管部门：']),
  ),
  materials: content('materials'),
  content: content('content'),
  method: content('method'),
  steps: content('procedure'),
  suggestion: content('suggestion'),
  extra: maybe(
    said('sections.extra', 'lines', '其他内容', 'Further sections', partLines('title', 'text')),
  ),
};
const numerals = ['一', '二', '三', '四', '五', '六', '七'];
/** 第十三条 All six, under the names that the article gives them, in its order; what the rule adds follows. */
const sections = [
  ...sectionIds.flatMap((id, n) => [
    h(`${numerals[n]}、${headings[id].zh}`),
    id === 'departments' ? list(id) : p(`{{${id === 'procedure' ? 'steps' : id}}}`),
  ]),
  h(`${numerals[sectionIds.length]}、其他内容`, 'extra'),
  list('extra'),
];

export const papers: readonly Paper[] = [
  notification(
    'publication',
    ['实施细则', 'Implementing rule'],
    before(rulePublication, 'author'),
    fields,
    [p('依照{{article}}制定本细则，自{{effectiveFrom}}起施行。'), ...sections],
    { title: '{{item}}事中事后监管实施细则', to: null },
  ),
  notification(
    'revision',
    ['实施细则（新版本）', 'New version of the rule'],
    before(ruleRevision, 'author'),
    { ...fields, reason },
    [
      p('依照{{article}}调整本细则，自{{effectiveFrom}}起施行。'),
      p('调整理由：{{reason}}', 'reason'),
      ...sections,
    ],
    { title: '{{item}}事中事后监管实施细则', to: null },
  ),
  record(
    'countersignature',
    ['实施细则会签单', 'Countersignature of the rule'],
    after(countersignature),
    {
      item,
      version: said('version', 'line', '细则版本', 'Version'),
      side: said('side', 'line', '会签方', 'Side'),
    },
    [
      rows(
        ['事项', '{{item}}'],
        ['细则版本', '{{version}}'],
        ['会签方', '{{side}}'],
        ['会签单位', '{{unit}}'],
      ),
      signed('会签单位负责人（签名、盖章、日期）'),
    ],
  ),
  record(
    'review',
    ['实施细则复核报告', 'Review of the rule'],
    before(ruleReview, 'author', 'authority'),
    { item, outcome, findings },
    [
      rows(['事项', '{{item}}'], ['复核结论', '{{outcome}}'], ['复核情况', '{{findings}}']),
      signed('复核人（签名、日期）'),
    ],
  ),
];
