/** 公文 The papers of a yearly programme of joint inspections: announced, amended, settled between levels, reported (QY-5.2, QY-5.3). */
import {
  before,
  decision,
  labelledLines,
  letter,
  notification,
  words,
} from '../law/paper-parts.ts';
import { h, list, maybe, opened, p, said, type Paper } from '../law/papers.ts';
import { amendment, announcement, quarterReport, settlement, yearReport } from './acts.ts';

const year = opened('year', 'line', '年度', 'Year');
const quarters = labelledLines(['quarter', '季度：'], ['inspections', '拟检查数：']);
const addressee = words('报送机关', 'To whom it is reported', 'line');
const by = 'inspecting';

export const papers: readonly Paper[] = [
  notification(
    'announcement',
    ['年度联合检查计划公告', 'Announcement of the programme'],
    before(announcement, by),
    {
      year,
      subjects: maybe(
        opened('subjects', 'lines', '检查主体', 'Who inspects', labelledLines(['name', ''])),
      ),
      objects: maybe(
        opened(
          'objects',
          'lines',
          '检查对象',
          'Who is inspected',
          labelledLines(['kind', ''], ['area', '地区：'], ['count', '数量：']),
        ),
      ),
      contents: maybe(opened('contents', 'lines', '检查内容', 'What is inspected')),
      time: maybe(opened('time', 'lines', '检查时间', 'When', quarters)),
    },
    [
      p('依照{{article}}，现将{{year}}年度联合检查计划公布如下。'),
      h('一、检查主体', 'subjects'),
      list('subjects'),
      h('二、检查对象', 'objects'),
      list('objects'),
      h('三、检查内容', 'contents'),
      list('contents'),
      h('四、检查时间', 'time'),
      list('time'),
    ],
    { title: '{{year}}年度联合检查计划公告', to: null },
  ),
  notification(
    'amendment',
    ['年度联合检查计划修改公告', 'Amendment of the programme'],
    before(amendment, by),
    {
      year,
      time: said('time', 'lines', '检查时间', 'When', quarters),
      reason: said('reason', 'text', '修改理由', 'Reason'),
    },
    [p('因{{reason}}，{{year}}年度联合检查计划的检查时间修改如下。'), list('time')],
    { title: '{{year}}年度联合检查计划修改公告', to: null },
  ),
  decision(
    'settlement',
    ['上级统筹决定书', 'Settlement of overlapping levels'],
    before(settlement, by),
    {
      addressee: words('下级检查主体', 'The lower body', 'line'),
      programme: said('programme', 'line', '下级计划的案卷', 'The lower programme'),
      items: said('items', 'lines', '重叠的事项', 'Items'),
      acting: said('acting', 'line', '实施方式', 'Who acts'),
    },
    [
      p(
        '你单位的年度计划（{{programme}}）与上级计划在以下事项上重叠，依照{{article}}决定：{{acting}}。',
      ),
      list('items'),
    ],
  ),
  letter(
    'quarterly-report',
    ['年度联合检查计划季度执行情况报告', 'Report of a quarter'],
    before(quarterReport, by),
    {
      year,
      quarter: said('quarter', 'line', '季度', 'Quarter'),
      addressee,
      done: words('执行情况', 'What was done'),
    },
    [p('现将{{year}}年第{{quarter}}季度年度联合检查计划的执行情况报告如下。'), p('{{done}}')],
  ),
  letter(
    'year-report',
    ['年度联合检查计划执行情况报告', 'Report of the year'],
    before(yearReport, by),
    { year, addressee, done: words('执行情况', 'What was done') },
    [p('现将{{year}}年度联合检查计划的全年执行情况报告如下。'), p('{{done}}')],
  ),
];
