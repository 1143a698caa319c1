/** 年度联合检查计划 May this programme be taken in? Its four parts, its partners (QY-5.3). Pure. */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';

const parts = {
  subjects: '检查主体',
  objects: '检查对象',
  contents: '检查内容',
  time: '检查时间',
} as const;
export type Part = keyof typeof parts;
export const authorities = ['medical-insurance', 'health', 'market-regulation', 'other'] as const;
type Authority = (typeof authorities)[number];
const partners: Readonly<Partial<Record<Authority, string>>> = {
  health: '卫生健康',
  'market-regulation': '市场监管',
};

export interface ProgrammeToOpen {
  ofBody: boolean;
  registered: boolean;
  year: number;
  thisYear: number;
  missing: readonly Part[];
  authorities: readonly Authority[];
  unpublished: readonly string[];
}

export const refuseOpening = (p: ProgrammeToOpen): Refusal | undefined =>
  refuseMaker(p) ?? refuseContent(p);

/** A registered body makes it, for a year that is not over. */
function refuseMaker(p: ProgrammeToOpen): Refusal | undefined {
  if (!p.registered)
    return refuse(
      'body-unqualified',
      'QY-1.1',
      '该单位没有登记为检查主体。',
      'The unit is not registered as an inspecting body.',
      '由登记的检查主体制定。',
      'Let a registered body make the programme.',
    );
  if (!p.ofBody)
    return refuse(
      'not-authorised',
      'QY-5.3',
      '只能由检查主体或者其上级单位提交。',
      'Only the body or a unit set over it submits it.',
      '由检查主体提交。',
      'Let the body submit it.',
    );
  if (p.year < p.thisYear)
    return refuse(
      'special-days-invalid',
      'QY-5.3',
      '不得为已经过去的年度制定计划。',
      'No programme is made for a year that is over.',
      '制定本年度或者下一年度的计划。',
      'Make it for this year or the next.',
    );
  return undefined;
}

/** QY-5.3  All four parts, made together with the other authorities, of published items. */
function refuseContent(p: ProgrammeToOpen): Refusal | undefined {
  if (p.missing.length > 0)
    return refuse(
      'programme-part-missing',
      'QY-5.3',
      `缺少：${p.missing.map((part) => parts[part]).join('、')}。`,
      `Missing: ${p.missing.join(', ')}.`,
      '四项齐全后提交。',
      'Submit it with all four parts.',
    );
  const without = (Object.keys(partners) as Authority[]).filter((a) => !p.authorities.includes(a));
  if (without.length > 0)
    return refuse(
      'programme-partner-missing',
      'QY-5.3',
      `没有会同：${without.map((a) => partners[a]).join('、')}部门。`,
      `Not made with: ${without.join(', ')}.`,
      '会同卫生健康、市场监管部门制定。',
      'Make it together with health and market regulation.',
    );
  if (p.unpublished.length > 0)
    return refuse(
      'item-unpublished',
      'QY-2.3',
      `没有公布的事项：${p.unpublished.join('、')}。`,
      `Not published: ${p.unpublished.join(', ')}.`,
      '只列入已公布的事项。',
      'List published items only.',
    );
  return undefined;
}

export const programmeExists = (file: string): Refusal =>
  refuse(
    'programme-exists',
    'QY-5.3',
    `该年度计划已有案卷 ${file}。`,
    `The programme of this year has its file ${file}.`,
    '在该案卷中办理。',
    'Go on in that file.',
  );
