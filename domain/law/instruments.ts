import type { CivilDate } from '../time/instant.ts';
import type { Instrument, InstrumentId } from './basis.ts';
import type { Refusal } from './refusal.ts';

const on = (date: string): CivilDate => date as CivilDate;

/**
 * 依据文件 The five instruments, and the two that TJ84 refers to. None has been confirmed lately to be in force, so none carries `checkedOn`:
 * each shows as 待核实 until somebody records the check.
 */
export const instruments: Readonly<Record<InstrumentId, Instrument>> = {
  TJ51: {
    id: 'TJ51',
    number: '津人社局发〔2017〕51号',
    title: '市人力社保局关于加强医疗保险监督管理工作的意见',
    area: '120000',
    inForceFrom: on('2017-05-18'),
  },
  TJ84: {
    id: 'TJ84',
    number: '津医保局发〔2021〕84号',
    title: '天津市医疗保障政务服务承诺制事项事中事后监管实施办法',
    area: '120000',
    inForceFrom: on('2021-09-22'),
  },
  TJ55: {
    id: 'TJ55',
    number: '津医保局发〔2019〕55号',
    title: '关于印发有关政务服务事项事中事后监管实施细则的通知',
    area: '120000',
    inForceFrom: on('2020-01-01'),
    yearOnly: true,
  },
  TJ19: {
    id: 'TJ19',
    number: '津医保局发〔2020〕19号',
    title: '天津市医疗保障局公共服务事项承诺制管理办法（暂行）',
    area: '120000',
    inForceFrom: on('2021-01-01'),
    yearOnly: true,
  },
  QHD: {
    id: 'QHD',
    number: '秦医保〔2022〕23号',
    title: '市本级医疗保障企业信用分级分类监管工作实施方案',
    area: '130300',
    inForceFrom: on('2022-05-06'),
  },
  QJ: {
    id: 'QJ',
    number: '2021年4月27日通知',
    title: '2021年医疗保障政务服务工作方案',
    area: '500114',
    inForceFrom: on('2021-04-27'),
  },
  QY: {
    id: 'QY',
    number: '2025年6月26日通知',
    title: '关于进一步规范对民营定点医药机构医保行政检查工作的通知',
    area: '621000',
    inForceFrom: on('2025-06-26'),
  },
};

/** 采用 A bureau's recorded decision to follow another area's instrument. */
interface Adoption {
  instrument: InstrumentId;
  decidedOn: string;
}

/** What X-11 needs to know of a bureau. */
export interface BureauJurisdiction {
  area: string;
  adoptions: readonly Adoption[];
}

/** `binding`: the text is law here. `adopted`: followed by decision, so that every period is management. */
export interface Applicability {
  basis: 'binding' | 'adopted';
}

/** GB/T 2260: pairs of trailing zeros stand for "the whole of": 120000 covers 120101, 621000 covers 621002. */
export function areaCovers(area: string, other: string): boolean {
  return other.startsWith(area.replace(/^(..(?:..)??)(?:00)+$/, '$1'));
}

/** X-11  Whether an instrument governs a bureau on a day: it binds the bureaus of its area; others only by their recorded adoption. */
export function bindingInstruments(
  bureau: BureauJurisdiction,
  id: InstrumentId,
  day: CivilDate,
): Applicability | Refusal {
  const instrument = instruments[id];
  if (day < instrument.inForceFrom) return notYetInForce(instrument);
  if (areaCovers(instrument.area, bureau.area)) return { basis: 'binding' };
  if (bureau.adoptions.some((a) => a.instrument === id && a.decidedOn <= day))
    return { basis: 'adopted' };
  return {
    code: 'no-legal-basis',
    clause: 'X-11',
    say: {
      zh: `${instrument.number}不适用于本局所在地区，本局也没有采用该文件的决定`,
      en: `${id} does not bind this bureau's area, and the bureau has not decided to adopt it`,
    },
    lawful: {
      zh: '先登记采用该文件的决定；采用后各项期限仅作为管理要求',
      en: 'Record a decision to adopt the instrument; its periods are then management settings',
    },
  };
}

/** X-11  Under which of several instruments something may be done: one that binds goes before one that was adopted. Where none governs, why the first does not. */
export function governing(
  bureau: BureauJurisdiction,
  ids: readonly [InstrumentId, ...InstrumentId[]],
  day: CivilDate,
): (Applicability & { id: InstrumentId }) | Refusal {
  const asked = ids.map((id) => ({ id, is: bindingInstruments(bureau, id, day) }));
  const found = asked.flatMap(({ id, is }) => (isRefusal(is) ? [] : [{ id, basis: is.basis }]));
  const refused = asked.flatMap(({ is }) => (isRefusal(is) ? [is] : []));
  return found.find(({ basis }) => basis === 'binding') ?? found[0] ?? refused[0]!;
}

function notYetInForce(instrument: Instrument): Refusal {
  if (instrument.yearOnly) return uncertain(instrument);
  return {
    code: 'no-legal-basis',
    clause: 'X-11',
    say: {
      zh: `${instrument.number}自${instrument.inForceFrom}起施行，该日之前没有依据`,
      en: `${instrument.id} is in force from ${instrument.inForceFrom}; there is no basis before that day`,
    },
    lawful: { zh: `${instrument.inForceFrom}及以后`, en: `on or after ${instrument.inForceFrom}` },
  };
}

/** Nothing is assumed: before the year of issue has run out, nobody here knows whether it was in force. */
function uncertain({ id, number, inForceFrom }: Instrument): Refusal {
  return {
    code: 'no-legal-basis',
    clause: 'X-11',
    say: {
      zh: `${number}的施行日期待核实，${inForceFrom}之前不能确认其有效`,
      en: `The day from which ${id} holds is not confirmed; before ${inForceFrom} it is not certain`,
    },
    lawful: { zh: `${inForceFrom}及以后`, en: `on or after ${inForceFrom}` },
  };
}

export const isRefusal = (value: object): value is Refusal => 'code' in value;
