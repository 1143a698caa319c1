/** 可以提交 What a file awaits from whom, and what of it this caller may file. */
import type { FileWithView } from '../../db/queries/files.ts';
import { maySubmit, type Standing } from '../../domain/law/authority.ts';
import type { Sentence } from '../../domain/law/refusal.ts';
import type { Role } from '../../domain/registry/roles.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { procedureOf } from '../../domain/procedures.ts';
import { formOf, schemaOf } from './procedures.ts';

/** What may be filed, as the file shows it. Where `by` holds `*`, any unit may file it but those of `except`; with `roles`, officers of any unit who hold one of them. */
export interface Awaited {
  act: string;
  label: Sentence;
  by: string[];
  clause: string;
  duty?: string;
  item?: string;
  roles?: Role[];
  except?: string[];
}

/** Acts that the system brings have no form, and nobody files them. A file that has ended takes no act. */
export function awaitedOf(file: FileWithView): Awaited[] {
  if (file.closedAt !== null) return [];
  const shown = (file.view.possible ?? []) as Omit<Awaited, 'label'>[];
  return shown.flatMap((one) => {
    const form = formOf(file.procedure, one.act);
    return form ? [{ ...one, label: form.label }] : [];
  });
}

/** Those of them that this caller may file today. `retry` is offered only where the file cannot write. */
export function possibleFor(
  file: FileWithView,
  awaited: readonly Awaited[],
  caller: Caller,
  standing: Standing | null,
  today: CivilDate,
) {
  const filing = {
    bureau: file.bureau,
    named: true,
    reads: true,
    on: today,
    manages: procedureOf(file.procedure)?.manages ?? false,
  };
  const may = ({ act, by, roles = [], except = [] }: Awaited): boolean => {
    if (act === 'retry' && file.attention !== 'technical') return false;
    const entitled =
      by.includes(caller.unit) ||
      (by.includes('*') && !except.includes(caller.unit)) ||
      holds(caller, ...roles);
    return (
      entitled && standing !== null && maySubmit(standing, { ...filing, type: act }) === undefined
    );
  };
  return awaited
    .filter(may)
    .map((one) => ({ ...one, schema: schemaOf(formOf(file.procedure, one.act)!.shape) }));
}
