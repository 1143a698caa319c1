/** 公文 The papers of an implementing rule: its publication, each new version, the countersignature, and the review (TJ84-0.1, 12 to 14, 15.5). */
import {
  after,
  before,
  findings,
  notification,
  outcome,
  reason,
  record,
} from '../law/paper-parts.ts';
import { h, maybe, opened, p, rows, said, signed, type Paper } from '../law/papers.ts';
import { countersignature, rulePublication, ruleReview, ruleRevision } from './acts.ts';

const item = opened('item', 'line', '事项', 'Item');
const content = (path: string, zh: string, en: string) =>
  maybe(said(`sections.${path}`, 'text', zh, en));
const fields = {
  item,
  effectiveFrom: said('effectiveFrom', 'day', '施行日期', 'In force from'),
  materials: content('materials', '申请材料', 'Materials'),
  content: content('content', '检查内容', 'What is checked'),
  method: content('method', '检查方式', 'How it is checked'),
  steps: content('procedure', '检查程序', 'In which steps'),
  suggestion: content('suggestion', '处理建议', 'Suggestions'),
};
const sections = [
  h('一、申请材料', 'materials'),
  p('{{materials}}', 'materials'),
  h('二、检查内容', 'content'),
  p('{{content}}', 'content'),
  h('三、检查方式', 'method'),
  p('{{method}}', 'method'),
  h('四、检查程序', 'steps'),
  p('{{steps}}', 'steps'),
  h('五、处理建议', 'suggestion'),
  p('{{suggestion}}', 'suggestion'),
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
