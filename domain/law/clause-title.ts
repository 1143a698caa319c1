/** 条款名称 What a clause id stands for, as people cite it: the instrument's number and the article. */
import type { Sentence } from './refusal.ts';
import { instruments } from './instruments.ts';
import type { InstrumentId } from './basis.ts';

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 一 to 九十九. */
function chinese(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[ones]}`;
}

/** What follows the instrument: an annex with its part and paragraph, or an article. Sub-paragraphs of ours (`2a`) are no part of the text. */
function placeOf(instrument: InstrumentId, rest: string): Sentence | undefined {
  if (instrument === 'QHD') return placeOfScheme(rest);
  if (instrument === 'QJ') return placeOfPlan(rest);
  const annex = /^A([1-9])(?:[.-]([1-9])\d?(?:\.([1-9])\d?[a-z]?)?|-X\d+)?/.exec(rest);
  if (annex) {
    const [, number, part, paragraph] = annex;
    const zh = `附件${number}${part ? ` ${chinese(Number(part))}` : ''}${paragraph ? `（${chinese(Number(paragraph))}）` : ''}`;
    return {
      zh,
      en: `annex ${number}${part ? `, part ${part}` : ''}${paragraph ? `, paragraph ${paragraph}` : ''}`,
    };
  }
  const article = /^(\d{1,2})(?:\.(\d{1,2}))?/.exec(rest);
  if (!article) return undefined;
  const n = Number(article[1]);
  if (n === 0) return { zh: '通知正文', en: 'the covering notice' };
  const part =
    instrument === 'TJ51'
      ? { zh: `（${chinese(n)}）`, en: `item ${n}` }
      : { zh: `第${chinese(n)}条`, en: `article ${n}` };
  const item =
    instrument === 'TJ84' && n === 15 && article[2] && article[2] !== '0'
      ? Number(article[2])
      : undefined;
  return item ? { zh: `${part.zh}（${chinese(item)}）`, en: `${part.en} (${item})` } : part;
}

/** 秦医保〔2022〕23号 Parts with their paragraphs, and an annex of items. */
function placeOfScheme(rest: string): Sentence | undefined {
  const item = /^A(\d)$/.exec(rest)?.[1];
  if (item) return { zh: `附件 第${item}项`, en: `annex, item ${item}` };
  const [, part, paragraph] = /^(\d)\.(\d)/.exec(rest) ?? [];
  if (!part || !paragraph) return undefined;
  return {
    zh: `${chinese(Number(part))}（${chinese(Number(paragraph))}）`,
    en: `part ${part}, paragraph ${paragraph}`,
  };
}

/** 黔江 2021 Parts with their paragraphs, and three annexes: the first is divided as the second part is, the others are lists. */
function placeOfPlan(rest: string): Sentence | undefined {
  const [, annex, row] = /^A([1-3])(?:-(\d{1,2}))?/.exec(rest) ?? [];
  if (annex && annex !== '1' && row)
    return { zh: `附件${annex} 第${row}项`, en: `annex ${annex}, item ${row}` };
  if (annex)
    return {
      zh: `附件${annex}${row ? ` （${chinese(Number(row))}）` : ''}`,
      en: `annex ${annex}${row ? `, paragraph ${row}` : ''}`,
    };
  const [, part, paragraph] = /^([1-3])(?:\.(\d))?/.exec(rest) ?? [];
  if (!part) return undefined;
  return {
    zh: `${chinese(Number(part))}${paragraph ? `（${chinese(Number(paragraph))}）` : ''}`,
    en: `part ${part}${paragraph ? `, paragraph ${paragraph}` : ''}`,
  };
}

/** Undefined for what is no clause of ours. */
export function clauseTitle(clause: string): Sentence | undefined {
  if (/^X-\d+$/.test(clause))
    return { zh: `本系统规则 ${clause}`, en: `rule ${clause} of this system` };
  const [, id, rest] = /^([A-Z]{2}\d{0,2}|QHD)-(.+)$/.exec(clause) ?? [];
  if (!id || !rest || !Object.hasOwn(instruments, id)) return undefined;
  const instrument = instruments[id as InstrumentId];
  const place = placeOf(instrument.id, rest);
  return (
    place && { zh: `${instrument.number} ${place.zh}`, en: `${instrument.number}, ${place.en}` }
  );
}
