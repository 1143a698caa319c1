/** 程序目录 The catalogue for whoever builds on the API: nothing that is declared is missing in it, and its forms are those that are taken. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commonForms } from '../../domain/law/common-acts.ts';
import type { Procedure } from '../../domain/law/procedure.ts';
import { procedures } from '../../domain/procedures.ts';
import { schemaOf } from '../../api/intake/procedures.ts';
import { fieldOf, labelOf, valueLabel, type Node } from '../../api/pages/forms/schema.ts';
import { Bureau, people } from '../setup/bureau.ts';
import { validator } from '../setup/schemas.ts';

interface InFull {
  id: string;
  opens: { act: string; path: string; schema: object }[];
  acts: { type: string; href: string }[];
  duties: { duty: string; act: string; clause: string; limitWords: { zh: string } }[];
  codes: string[];
}
interface Form {
  type: string;
  path: string;
  schema: object;
  duties: { duty: string; act: string }[];
}

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());
const ask = async <T>(path: string): Promise<T> => {
  const reply = await b.get(people.regulator, path);
  expect([path, reply.status]).toEqual([path, 200]);
  return reply.body as T;
};
const all = procedures as readonly Procedure[];

it('has every procedure with its duties, codes and acts', { timeout: 60_000 }, async () => {
  const { items } = await ask<{ items: { id: string; href: string }[] }>('/v1/procedures');
  expect(items.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  const inFull = await Promise.all(items.map(({ href }) => ask<InFull>(href)));
  for (const [i, one] of inFull.entries()) {
    const { forms, codes = {}, duties } = all[i]!;
    expect(one.acts.map(({ type }) => type)).toEqual([
      ...Object.keys(forms),
      ...Object.keys(commonForms),
    ]);
    expect(one.codes).toEqual(Object.keys(codes));
    expect(one.duties).toHaveLength(duties({}).length);
  }
  // What people open they find the way to; these the system alone opens.
  expect(
    inFull
      .filter(({ opens }) => opens.length === 0)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([
    'circuit-breaker',
    'credit-blacklist',
    'credit-cycle',
    'credit-report',
    'inspection-window',
    'sanctioned-list',
    // Evaluations are collected, many at once; a bad one opens a file.
    'service-evaluation',
    'typical-cases',
    'work-task',
  ]);
});

it('each act has its form, which is the one of the file', { timeout: 60_000 }, async () => {
  const ajv = validator();
  for (const { id, forms } of all)
    for (const type of Object.keys(forms)) {
      const form = await ask<Form>(`/v1/procedures/${id}/acts/${type}`);
      expect(form.path).toBe(`/v1/files/{id}/acts/${type}`);
      expect(() => ajv.compile(form.schema), `${id} ${type}`).not.toThrow();
      expect(form.duties.every(({ act }) => act === type)).toBe(true);
    }
});

/** What a form has whose name on a page would be its code: a form that several share says nothing of what its field is. */
function unnamed(procedure: string, where: string, root: Node): string[] {
  const chinese = ({ zh }: { zh: string }): boolean => /\p{sc=Han}/u.test(zh);
  const named = (value: string): boolean =>
    /^\d+$/.test(value) || chinese(valueLabel(procedure, value));
  const walk = (given: Node): string[] => {
    const field = fieldOf(given, root);
    switch (field.kind) {
      case 'choice':
      case 'choices':
        return field.values.filter((value) => !named(value)).map((value) => `${where} = ${value}`);
      case 'group':
        return field.parts.flatMap(([name, part]) => [
          ...(chinese(labelOf(name, part).label) ? [] : [`${where} ${name}`]),
          ...walk(part),
        ]);
      case 'list':
        return walk(field.each);
      case 'either':
        return field.among.flatMap(walk);
      default:
        return [];
    }
  };
  return walk(root);
}

it('every field and value of every form has a name in Chinese', { timeout: 60_000 }, async () => {
  const missing: string[] = [];
  for (const { id, forms } of all) {
    for (const [type, { shape }] of Object.entries({ ...forms, ...commonForms }))
      missing.push(...unnamed(id, `${id} ${type}`, schemaOf(shape) as Node));
    const { opens } = await ask<InFull>(`/v1/procedures/${id}`);
    for (const { path, schema } of opens) missing.push(...unnamed(id, path, schema as Node));
  }
  expect(missing).toEqual([]);
});

it('TJ51-A1-1.3: says the duty with its limit and clause', async () => {
  const { duties } = await ask<InFull>('/v1/procedures/rapid-response');
  expect(duties.map(({ clause, limitWords }) => `${clause} ${limitWords.zh}`)).toContainEqual(
    expect.stringMatching(/^TJ51-A1-.* 24 ?小时/),
  );
});

it('X-11: says under which instrument a procedure opens in the bureau of whoever asks, and why another does not', async () => {
  interface Line {
    id: string;
    governing: { id: string; basis: string } | null;
    refusal: { clause: string; say: { zh: string } } | null;
  }
  const of = async (by: string, id: string): Promise<Line> => {
    const reply = await b.get(by, '/v1/procedures');
    return (reply.body as { items: Line[] }).items.find((one) => one.id === id)!;
  };
  const binding = (id: string): object => ({ governing: { id, basis: 'binding' }, refusal: null });
  expect(await of(people.supervision, 'rapid-response')).toMatchObject(binding('TJ51'));
  // Under either of its two.
  expect(await of(people.supervision, 'inspection-draw')).toMatchObject(binding('TJ51'));
  expect(await of(people.other, 'inspection-draw')).toMatchObject(binding('QY'));
  expect(await of(people.other, 'rapid-response')).toMatchObject({
    governing: null,
    refusal: {
      code: 'no-legal-basis',
      clause: 'X-11',
      say: { zh: expect.stringContaining('津人社局发〔2017〕51号') },
    },
  });
  expect(await ask<Line>('/v1/procedures/credit-list')).toMatchObject({
    id: 'credit-list',
    governing: null,
    refusal: { clause: 'X-11' },
  });
});

it('knows nothing that is not declared', async () => {
  for (const path of [
    '/v1/procedures/lobbying',
    '/v1/procedures/rapid-response/acts/nothing',
    '/v1/procedures/constructor',
  ])
    expect((await b.get(people.regulator, path)).status, path).toBe(404);
});
