/** 文书内容 What is asked for and offered, what a receipt names, and what the form of the act takes of it. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { shapeAt } from '../../../api/papers/shape-at.ts';
import { formOf, schemaOf } from '../../../api/intake/procedures.ts';
import { fromPaper } from '../../../api/pages/from-paper.ts';
import type { Node } from '../../../api/pages/forms/schema.ts';
import { commonFields } from '../../../domain/papers/common.ts';
import {
  askedShape,
  dataOf,
  type PaperSources,
  type SourceAct,
} from '../../../domain/papers/data.ts';
import { paperOf } from '../../../domain/papers/kinds.ts';

const common = {
  ...(Object.fromEntries(
    Object.keys(commonFields).map((name) => [name, name]),
  ) as PaperSources['common']),
  subject: '某医院',
};
const sources = (more: Partial<PaperSources> = {}): PaperSources => ({
  act: undefined,
  acts: [],
  common,
  word: String,
  called: (_act, _path, value) => value,
  shapeAt: (type, path) => shapeAt(formOf('penalty-case', type)!.shape, path),
  stated: () => undefined,
  ...more,
});
const decision: SourceAct = {
  id: 'a-1',
  type: 'penalty-decision',
  payload: { documentNo: '罚〔2026〕1号', outcome: 'no-penalty' },
  erased: [],
};

describe('X-12: a receipt of service', () => {
  const receipt = paperOf('penalty-case', 'receipt')!;
  const given = { method: 'direct', address: '一楼', recipient: '某医院' };
  const acts = [decision];

  it('offers the subject as who receives it, and takes somebody else', () => {
    const shape = askedShape(receipt, sources({ acts }));
    const { properties } = schemaOf(shape) as { properties: Record<string, Node> };
    expect(properties['recipient']!.default).toBe('某医院');
    const rest = { caseNo: '1', served: '决定书', method: 'direct', address: '一楼' };
    expect(shape.parse(rest)).toMatchObject({ recipient: '某医院' });
    expect(shape.parse({ ...rest, recipient: '他人' })).toMatchObject({ recipient: '他人' });
  });

  it('names the paper that its act states; of one from elsewhere the number of the act', () => {
    const stated = () => ({ title: '不予行政处罚决定书', number: '样〔2026〕7号' });
    const here = sources({ acts, stated });
    expect(Object.keys(askedShape(receipt, here).shape)).not.toContain('served');
    expect(dataOf(receipt, here, given).data).toMatchObject({
      served: '不予行政处罚决定书',
      decisionNo: '样〔2026〕7号',
    });
    const elsewhere = sources({ acts });
    expect(Object.keys(askedShape(receipt, elsewhere).shape)).toContain('served');
    const { data, taken } = dataOf(receipt, elsewhere, { ...given, served: '决定书' });
    expect(data).toMatchObject({ served: '决定书', decisionNo: '罚〔2026〕1号' });
    expect(taken).toContainEqual({ act: 'a-1', field: 'documentNo' });
    // Of a notice what its kind is called is known without it.
    const notice = paperOf('penalty-case', 'facts-notice-receipt')!;
    const act = { ...decision, type: 'facts-notice' };
    const of = dataOf(notice, sources({ act, acts: [act] }), given);
    expect(of.data).toMatchObject({ served: '行政处罚事先告知书', servedNo: '罚〔2026〕1号' });
  });
});

describe('TJ51-14.1: a decision', () => {
  const paper = paperOf('penalty-case', 'decision')!;
  const measures = [{ measure: 'fine', amountFen: 5_000_000 }];

  it('asks for its measures as the act does, and says for the act how the case ends', () => {
    const shape = askedShape(paper, sources()).shape['measures'] as z.ZodType;
    expect(shape.safeParse(measures).success).toBe(true);
    expect(shape.safeParse(['罚款五万元']).success).toBe(false);
    expect(shape.safeParse([]).success).toBe(false);
    const { data, filled } = dataOf(paper, sources(), { measures });
    expect(data['measures']).toEqual(['fine，50,000.00元']);
    expect(filled).toEqual({ '/measures': measures, '/outcome': 'penalty' });
    // Of an act that is there nothing is filled in.
    expect(dataOf(paper, sources({ act: decision, acts: [decision] }), {}).filled).toEqual({});
  });

  it('fills in the rows of its form', async () => {
    const states = { '/measures': measures, '/outcome': 'penalty', '/basis': ['甲', '乙'] };
    const own = { id: 'F.P1', sha256: 'a'.repeat(64), where: 'w' };
    const shown = { state: 'issued', statedBy: 'penalty-decision', number: 'n', document: own };
    const visit = {
      query: new URLSearchParams({ paper: 'F.P1' }),
      read: () => Promise.resolve({ ...shown, states }),
    };
    const { form } = await fromPaper(visit as never, {
      file: 'F',
      procedure: 'penalty-case',
      schema: schemaOf(formOf('penalty-case', 'penalty-decision')!.shape) as Node,
      type: 'penalty-decision',
    });
    expect(Object.fromEntries(form)).toMatchObject({
      '_n:/measures': '1',
      '/measures/0/measure': 'fine',
      '/measures/0/amountFen': '5000000',
      '/outcome': 'penalty',
      '_n:/basis': '2',
      '/basis/1': '乙',
    });
  });
});
