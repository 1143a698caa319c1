/** May this be recorded as cooperation of city and district (TJ51-8.2)? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import type { CivilDate } from '../time/instant.ts';

/** A supervision body of the city or of a district; undefined: no supervision body of the bureau. */
export type Level = 'city' | 'district' | undefined;

export interface CooperationToRecord {
  recorder: { unit: string; level: Level };
  sides: readonly { unit: string; level: Level }[];
  on: CivilDate;
  today: CivilDate;
  /** How many of the people named belong to the side that records. */
  ownOfficers: number;
  /** Every file named is one of the bureau's that the caller may read. */
  filesKnown: boolean;
}

const refuse = refusing('TJ51-8.2');

export function refuseOpening(c: CooperationToRecord): Refusal | undefined {
  return refuseSides(c) ?? refuseContent(c);
}

/** 两级 The city body with one district or several, or a district with the city body: never one side alone, never two districts without the city. */
function refuseSides({ recorder, sides }: CooperationToRecord): Refusal | undefined {
  if ([recorder, ...sides].some(({ level }) => level === undefined))
    return refuse(
      'cooperation-unit',
      '所写单位中有的不是本局登记的市级或者区级监督机构。',
      'One of the units is no supervision body of the city or of a district here.',
      '写明本局登记的监督机构；区级机构先登记辖区。',
      'Name supervision bodies of this bureau; register the area of a district body first.',
    );
  const units = sides.map(({ unit }) => unit);
  const levels = new Set([recorder, ...sides].map(({ level }) => level));
  if (levels.size === 2 && new Set(units).size === units.length && !units.includes(recorder.unit))
    return undefined;
  return refuse(
    'cooperation-unit',
    '协同须有市、区两级参加，各方不得重复。',
    'City and district both take part, each named once.',
    '市级机构写明参加的区级机构，区级机构写明市级机构。',
    'The city body names the districts, a district names the city body.',
  );
}

function refuseContent(c: CooperationToRecord): Refusal | undefined {
  if (c.on > c.today)
    return refuse(
      'in-the-future',
      '协同记录的日期不得晚于今日。',
      'What is recorded has taken place.',
      '完成之后记录。',
      'Record it when it is done.',
    );
  if (c.ownOfficers === 0)
    return refuse(
      'attendee-unknown',
      '所列参加人员中没有记录单位的在册人员。',
      'Nobody named is registered with the side that records.',
      '填写本单位名册中的人员编号。',
      'Name officers of this unit.',
    );
  return c.filesKnown
    ? undefined
    : refuse(
        'link-unknown',
        '所写案卷不存在，或者本单位无权查看。',
        'A file named does not exist, or your unit may not read it.',
        '核对案卷编号，或不填案卷。',
        'Check the file, or leave it out.',
      );
}
