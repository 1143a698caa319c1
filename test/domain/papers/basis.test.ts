/** 采用 What a paper rests on: law where the instrument binds the bureau, the bureau's own decision where it has adopted it. */
import { expect, it } from 'vitest';
import { restingOn } from '../../../api/papers/gather.ts';
import { basisOf, citedAs } from '../../../domain/papers/basis.ts';
import { paperOf } from '../../../domain/papers/kinds.ts';
import { sheetOf } from '../../../domain/papers/sheet.ts';
import type { CivilDate } from '../../../domain/time/instant.ts';

const day = '2026-06-01' as CivilDate;
const clause = 'TJ51-4';
const adopted = (decidedOn: string, documentNo?: string) => ({
  instrument: 'TJ51' as const,
  decidedOn,
  documentNo,
});
const basis = (area: string, ...adoptions: ReturnType<typeof adopted>[]) =>
  basisOf({ area, adoptions }, { clause }, day);

it('X-11: an instrument binds its own area, and is adopted by the last decision that was made until then', () => {
  expect(basis('120000')).toBe('binding');
  expect(basis('120101', adopted('2026-01-01', '甲'))).toBe('binding');
  expect(basis('621000')).toBe('foreign');
  expect(basis('621000', adopted('2026-06-02', '乙'))).toBe('foreign');
  const [first, second] = [adopted('2026-01-01', '甲'), adopted('2026-06-01', '乙')];
  expect(basis('621000', second, first, adopted('2026-06-02', '丙'))).toBe(second);
  // A rule of this system is of every place; the instrument of a file is asked for by itself.
  expect(basisOf({ area: '621000', adoptions: [] }, { clause: 'X-5' }, day)).toBe('binding');
  expect(basisOf({ area: '621000', adoptions: [] }, 'QY', day)).toBe('binding');
});

it('X-11: what was adopted is cited with its decision, by its day where no number is registered', () => {
  expect(citedAs('某文件（四）', 'binding')).toBe('某文件（四）');
  expect(citedAs('某文件（四）', adopted('2026-01-01', '样医保发〔2026〕3号'))).toBe(
    '本局决定采用的某文件（四）（采用决定：样医保发〔2026〕3号）',
  );
  expect(citedAs('某文件（四）', adopted('2026-01-01'))).toContain('采用决定：2026年1月1日');
  expect(citedAs('某文件（四）', 'foreign')).toContain('不施行于本地区');
});

it('X-11: what was only adopted makes no penalty heavier (TJ51-4)', () => {
  const paper = paperOf('patrol', 'demand')!;
  const said = (bindingArticle: string): string =>
    JSON.stringify(
      sheetOf(
        paper,
        paper.template,
        { article: '本局决定采用的某文件', bindingArticle },
        {
          number: '某〔2026〕1号',
          replaces: null,
        },
      ),
    );
  expect(said('某文件（四）')).toContain('依照某文件（四）从重处罚');
  expect(said('')).not.toContain('从重');
});

it('X-11: the article that may be held against a party is given where it binds alone', () => {
  const resting = (area: string, ...adoptions: ReturnType<typeof adopted>[]) =>
    restingOn([[{ area, adoptions }, day]], { instrument: 'TJ51', clause });
  const { article, bindingArticle } = resting('120000');
  expect(bindingArticle).toBe(article);
  expect(resting('621000', adopted('2026-01-01', '甲'))).toMatchObject({
    article: expect.stringContaining('采用决定：甲'),
    bindingArticle: '',
  });
  expect(resting('621000').bindingArticle).toBe('');
});
