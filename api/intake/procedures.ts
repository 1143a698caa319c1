/** What the intake needs to know of a procedure: how a file of it starts, and the forms and clauses of its acts. */
import { z } from 'zod';
import type { FileWithView } from '../../db/queries/files.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActForm } from '../../domain/law/procedure.ts';
import { commonForms } from '../../domain/law/common-acts.ts';
import { commonClauses } from '../../domain/law/common-clauses.ts';
import { unmarkedIn } from '../../domain/law/unmarked.ts';
import { procedureOf, procedures } from '../../domain/procedures.ts';
import type { FileToStart } from './file-to-start.ts';

/** What the engine is told when a file starts. When the relay starts the file, it says the same. */
export function startOf(opening: unknown): FileToStart {
  const { file, procedure, bureau, letter } = opening as {
    file: string;
    procedure: string;
    bureau: string;
    letter: Act;
  };
  const declared = procedureOf(procedure);
  if (!declared) throw new Error(`there is no procedure ${procedure}`);
  const { summary, details, unit } = declared.summary(unmarkedIn(opening) as never);
  const { workflow } = declared;
  return {
    id: file,
    workflow,
    opening,
    letter: { id: letter.id, hash: letter.hash },
    summary,
    details,
    attributes: { procedure, bureau, unit, openedAt: letter.receivedAt },
  };
}

/** The form of an act in a procedure, or of one that every file takes. */
export function formOf(procedure: string, type: string): ActForm | undefined {
  const forms = procedureOf(procedure)?.forms ?? {};
  if (Object.hasOwn(forms, type)) return forms[type];
  return Object.hasOwn(commonForms, type)
    ? commonForms[type as keyof typeof commonForms]
    : undefined;
}

/** Under which clause an act of a file stands: that of the duty it would perform now, or that of its step. */
export function clauseOfAct(file: FileWithView, type: string): string {
  const awaited = ((file.view.possible ?? []) as { act: string; clause: string }[]).find(
    ({ act }) => act === type,
  );
  if (awaited) return awaited.clause;
  return Object.hasOwn(commonClauses, type)
    ? commonClauses[type as keyof typeof commonClauses]
    : procedureOf(file.procedure)!.clause(type, file);
}

/** Whether any procedure has such an act. A name that a caller has invented is not repeated in answers or logs. */
export const isActType = (type: string): boolean =>
  Object.hasOwn(commonForms, type) || procedures.some(({ forms }) => Object.hasOwn(forms, type));

/** The JSON Schema of a form, for clients that build forms. */
export function schemaOf(shape: z.ZodType): Record<string, unknown> {
  const known =
    schemas.get(shape) ?? z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });
  schemas.set(shape, known);
  return known;
}
const schemas = new WeakMap<z.ZodType, Record<string, unknown>>();
