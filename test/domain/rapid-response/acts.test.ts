import { expect, it } from 'vitest';
import { measures } from '../../../domain/rapid-response/measures.ts';
import { grounds, keyViolations } from '../../../domain/rapid-response/terms.ts';

it('the key violations are the eight of the instrument, in its order: TJ51-3.1, TJ51-3.2, TJ51-3.3, TJ51-3.4, TJ51-3.5, TJ51-3.6, TJ51-3.7, TJ51-3.8', () => {
  expect(Object.values(keyViolations).map(({ clause, zh }) => [clause, zh])).toEqual([
    ['TJ51-3.1', '承包、出租科室'],
    ['TJ51-3.2', '虚假申报'],
    ['TJ51-3.3', '超许可范围执业'],
    ['TJ51-3.4', '伪造医疗文书或凭证'],
    ['TJ51-3.5', '私自联网结算'],
    ['TJ51-3.6', '敛存社会保障卡'],
    ['TJ51-3.7', '挂靠执业医师证、出借医师工作站'],
    ['TJ51-3.8', '抗拒阻挠监督检查、拒不执行处理处罚决定'],
  ]);
});

it('breach of agreement is a ground against institutions only (TJ51-A1-1.1a, TJ51-A1-2.1a)', () => {
  expect(
    grounds.institution.filter((g) => !(grounds.practitioner as readonly string[]).includes(g)),
  ).toEqual(['agreement-breach']);
});

it('the outcomes are those of TJ51-A1-1.5b, TJ51-A1-2.5b and, under their 等, TJ51-13.2', () => {
  expect([...measures].sort()).toEqual([
    'cancel',
    'recover',
    'rectify',
    'restore',
    'suspend',
    'suspend-payment',
    'terminate',
    'warn',
  ]);
});
