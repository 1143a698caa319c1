/** 逐项文书 The acts of all procedures as the document describes them: each its own operation, with its own form. */
import { z } from 'zod';
import { commonForms } from '../../domain/law/common-acts.ts';
import type { ActForm, Procedure } from '../../domain/law/procedure.ts';
import { procedures } from '../../domain/procedures.ts';
import { ofActs, ofProcedure } from '../http/problem-responses.ts';
import type { Operation } from '../http/route.ts';
import { fileId } from './file-shape.ts';

interface Filed {
  form: ActForm;
  of: Procedure;
}

const params = z.strictObject({ id: fileId });

/** Beside the fields of any act, and no part of it (api/intake/receipts.ts). */
const receivedAt = z.string().optional().meta({
  format: 'date-time',
  description:
    '仅限本机构登记的收文系统：所盖的收到时间，不晚于到达 Of the receiving system that the bureau has registered alone: when it stamped the receipt, no later than the arrival',
});
/** A form of several kinds is stamped in each. */
const stamped = (shape: z.ZodType): z.ZodType => {
  if (shape instanceof z.ZodObject) return shape.safeExtend({ receivedAt });
  if (shape instanceof z.ZodPipe) return stamped(shape.in as z.ZodType);
  if (shape instanceof z.ZodUnion)
    return z.union(shape.options.map((one) => stamped(one as z.ZodType)));
  return shape;
};

/** For the document only: the route itself takes whatever the procedure of the file knows. */
export function actOperations(): Operation[] {
  const byType = new Map<string, Filed[]>();
  for (const of of procedures as readonly Procedure[])
    for (const [type, form] of Object.entries(of.forms))
      byType.set(type, [...(byType.get(type) ?? []), { form, of }]);
  return [
    ...[...byType].map(([type, filed]) => operation(type, filed)),
    ...Object.entries<ActForm>(commonForms).map(([type, { label, shape, deprecated }]) => ({
      path: pathOf(type),
      summary: `${label.zh} — ${label.en}`,
      description: '各程序通用 In every procedure',
      params,
      body: stamped(shape).meta({ id: named(type) }),
      problems: ofActs,
      deprecated,
    })),
  ];
}

function operation(type: string, filed: readonly Filed[]): Operation {
  const { label } = filed[0]!.form;
  const bodies = filed.map(({ form, of }) => stamped(form.shape).meta({ id: named(of.id, type) }));
  const problems = new Set([...ofActs, ...filed.flatMap(({ of }) => ofProcedure(of))]);
  return {
    path: pathOf(type),
    summary: `${label.zh} — ${label.en}`,
    description: filed.map(({ of }) => `${of.title.zh} ${of.title.en}`).join('；'),
    params,
    // Of one name in several procedures: which form counts the procedure of the file says.
    body: bodies.length === 1 ? bodies[0]! : z.union(bodies).meta({ id: named(type) }),
    problems: [...problems],
    // Of one name in several procedures it is to go when it is in all of them.
    deprecated: filed.every(({ form }) => form.deprecated) ? filed[0]!.form.deprecated : undefined,
  };
}

const pathOf = (type: string): string => `/v1/files/:id/acts/${type}`;

/** The name of a schema in the document and in generated clients. */
const named = (...words: readonly string[]): string =>
  words
    .flatMap((word) => word.split('-'))
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
