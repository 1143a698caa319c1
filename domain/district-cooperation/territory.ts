/** 辖区 TJ51-8.1: a district body deals with the subjects of its area; elsewhere only where the city body has assigned it. Pure. */
import { areaCovers } from '../law/instruments.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';

const refuse = refusing('TJ51-8.1');

export interface Territory {
  /** Of a district body; null: the body deals with the whole city. */
  areas: readonly string[] | null;
  /** Where the institution lies; of a practitioner, where any institution of registration lies. */
  subjectAreas: readonly string[];
  /** Who has assigned it, where somebody has: whether that is a supervision body of the bureau that is no district's. */
  assignedByCity?: boolean | undefined;
}

export function refuseOutside({
  areas,
  subjectAreas,
  assignedByCity,
}: Territory): Refusal | undefined {
  if (assignedByCity === false)
    return refuse(
      'assignment-by-district',
      '指定办理须由市级监督机构作出。',
      'An assignment comes from a supervision body of the city.',
      '写明本局市级监督机构，附指定文书。',
      'Name the supervision body of the city, with its document.',
    );
  if (areas === null || assignedByCity) return undefined;
  if (subjectAreas.some((area) => areas.some((own) => areaCovers(own, area)))) return undefined;
  return refuse(
    'outside-area',
    `该主体所在区划（${subjectAreas.join('、')}）不在本单位辖区（${areas.join('、')}）。`,
    `The subject (${subjectAreas.join(', ')}) lies outside the area of the body (${areas.join(', ')}).`,
    '由所在区的监督机构办理，或者附市级监督机构的指定文书。',
    'Let the body of that district act, or bring the assignment by the city body.',
  );
}

/** 先立案的机关管辖: of two bodies the first to take the subject up has it; whoever comes later sends it what it knows. */
export const withAnotherBody: Refusal = refuse(
  'with-another-body',
  '另一监督机构已先行办理该主体。',
  'Another supervision body has taken the subject up first.',
  '将情况移送先行办理的机构；有争议的报市级监督机构指定。',
  'Send what you know to that body; where it is disputed the city body decides.',
);

export interface DistrictBody {
  bureauArea: string;
  roles: readonly string[] | undefined;
  areas: readonly string[];
}

/** Who may be registered as a district body, and for which areas. */
export function refuseDistrictBody({
  bureauArea,
  roles,
  areas,
}: DistrictBody): Refusal | undefined {
  if (!roles?.includes('supervision-body'))
    return refuse(
      'cooperation-unit',
      '区级监督机构须是本局登记的监督机构。',
      'A district body is a supervision body of this bureau.',
      '先登记该单位及其职能。',
      'Register the unit and its office first.',
    );
  const outside = areas.filter(
    (area) => !areaCovers(bureauArea, area) || areaCovers(area, bureauArea),
  );
  return outside.length === 0
    ? undefined
    : refuse(
        'outside-area',
        `${outside.join('、')} 不是本局区域（${bureauArea}）内的区划。`,
        `${outside.join(', ')} is no part of the area of the bureau (${bureauArea}).`,
        '登记本局区域内的区划代码。',
        'Register areas within that of the bureau.',
      );
}
