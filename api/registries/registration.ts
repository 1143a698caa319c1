/** Entering one row of a registry: who may, what the rules say, what the database finds; then the row and its dated change. */
import type { Querying } from '../../db/client.ts';
import { canonicalize } from 'json-canonicalize';
import {
  closesCircle,
  ownerOf,
  somebodyHolds,
  type Registered,
} from '../../db/queries/registry.ts';
import { faceGateOf } from '../../db/rapid-response/store.ts';
import { twoPersons } from '../../db/queries/proposals.ts';
import { missingReferences } from '../../db/queries/registry-references.ts';
import { writeRow } from '../../db/queries/registry-writes.ts';
import type { Sentence } from '../../domain/law/refusal.ts';
import { circle, refuseChange } from '../../domain/registry/rules.ts';
import {
  faceRecognitionGap,
  type RowRefusal,
  type RuleContext,
} from '../../domain/registry/subject-rules.ts';
import type {
  Institution,
  Officer,
  Practitioner,
  RegistryName,
  RegistryRow,
  RegistryRows,
  Unit,
} from '../../domain/registry/shapes.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { expected, strongTag } from '../http/etag.ts';
import { Problem } from '../http/problems.ts';
import { shown } from './views.ts';

/** Who registers, on which day, and why; `ifMatch`: the tags of what the change is based on (RFC 9110). */
export interface Registrar {
  caller: Caller;
  today: CivilDate;
  reason: string | null;
  ifMatch?: string | undefined;
}

interface Warning extends Sentence {
  code: string;
  clause: string;
  field: string;
}
export interface Outcome {
  result: 'created' | 'changed' | 'unchanged';
  warnings: Warning[];
}

/** Enters a row in an open transaction; `before` is locked. Throws the Problem that refuses it. An unchanged row writes nothing. */
export async function enterRow<N extends RegistryName>(
  tx: Querying,
  name: N,
  before: Registered<N> | undefined,
  row: RegistryRows[N],
  by: Registrar,
): Promise<Outcome> {
  const after = tidy(row);
  await assertScope(tx, before, after, by.caller);
  assertCurrent(name, before, by);
  if (before && canonicalize(before.row) === canonicalize(after))
    return { result: 'unchanged', warnings: [] };
  await assertOfficer(tx, name, before?.row, after, by.caller);
  const context = await rulesOf(tx, after, by);
  const refusal = refuseChange(name, before?.row, after, context);
  if (refusal) throw asProblem(refusal);
  await assertReferences(tx, name, after);
  await writeRow(tx, name, before?.row, after, { by: by.caller.id, reason: by.reason }).catch(
    refuseDuplicate,
  );
  return { result: before ? 'changed' : 'created', warnings: warningsOf(name, before?.row, after) };
}

/** Lists without an order of their own are kept in one order, so that the same content is the same row. */
function tidy<R extends RegistryRow>(row: R): R {
  const practitioner = row as RegistryRow as Practitioner;
  if (Array.isArray(practitioner.institutions))
    return { ...row, institutions: practitioner.institutions.toSorted() };
  return row;
}

const asProblem = ({ field, ...refusal }: RowRefusal): Problem =>
  Problem.refused(refusal, [{ in: 'body', path: field, ...refusal.say }]);

/** A registrar writes only the own bureau's rows, before and after; until a bureau has a registrar, an administrator registers for it. */
async function assertScope<N extends RegistryName>(
  tx: Querying,
  before: Registered<N> | undefined,
  after: RegistryRows[N],
  caller: Caller,
): Promise<void> {
  const owner = await ownerOf(tx, after);
  for (const bureau of new Set([before?.owner, owner])) {
    if (bureau === undefined || bureau === caller.bureau) continue;
    if (holds(caller, 'administrator') && !(await somebodyHolds(tx, bureau, 'registrar'))) continue;
    throw new Problem('other-bureau', {
      say: { zh: '登记员只能登记本局的内容', en: 'A registrar registers for the own bureau only' },
    });
  }
}

/** A change that rests on what was read does not overwrite what was entered since: a suspension, somebody's correction. */
export function assertCurrent<N extends RegistryName>(
  name: N,
  before: Registered<N> | undefined,
  { ifMatch, caller, today }: Registrar,
): void {
  if (
    ifMatch === undefined ||
    expected(ifMatch, before && strongTag(shown(name, before, caller, today)))
  )
    return;
  throw new Problem(
    'precondition-failed',
    before
      ? {}
      : {
          say: {
            zh: '尚无该登记，If-Match 不成立',
            en: 'There is no such registration yet: If-Match does not hold',
          },
          lawful: { zh: '新登记不带 If-Match', en: 'Leave If-Match out for a new registration' },
        },
  );
}

/** Nobody changes their own record; only an administrator makes or unmakes an administrator. Where none of several is left, whoever registers proposes one. */
async function assertOfficer(
  tx: Querying,
  name: RegistryName,
  before: RegistryRow | undefined,
  after: RegistryRow,
  caller: Caller,
): Promise<void> {
  if (name !== 'officers') return;
  if (after.id === caller.id) throw new Problem('own-record');
  const administers = (row: RegistryRow | undefined): boolean =>
    (row as Officer | undefined)?.roles.includes('administrator') ?? false;
  if (administers(before) === administers(after) || holds(caller, 'administrator')) return;
  const { bureau } = caller;
  if (!(await somebodyHolds(tx, bureau, 'administrator')) && (await twoPersons(tx, bureau))) return;
  throw new Problem('not-authorised', {
    say: {
      zh: '只有管理员可以授予或撤销管理员角色',
      en: 'Only an administrator grants or withdraws the role of administrator',
    },
  });
}

async function rulesOf(
  tx: Querying,
  after: RegistryRow,
  { today, reason }: Registrar,
): Promise<RuleContext> {
  return {
    today,
    reason,
    faceGate: 'creditCode' in after ? await faceGateOf(tx, after.bureau) : 'warn',
  };
}

async function assertReferences(
  tx: Querying,
  name: RegistryName,
  after: RegistryRow,
): Promise<void> {
  const missing = await missingReferences(tx, name, after);
  if (missing.length > 0) {
    throw new Problem('unknown-reference', {
      clause: 'TJ51-9.1',
      fields: missing.map((path) => ({
        in: 'body',
        path,
        zh: '引用的登记不存在',
        en: 'There is no such registration',
      })),
    });
  }
  const { superior } = after as Unit;
  if (name === 'units' && superior !== null && (await closesCircle(tx, after.id, superior)))
    throw asProblem(circle);
}

const takenFields: Readonly<Record<string, string>> = {
  institution_nhsa_code_key: '/nhsaCode',
  institution_credit_code_key: '/creditCode',
  practitioner_nhsa_code_key: '/nhsaCode',
  department_institution_id_code_key: '/code',
};

/** TJ51-9.1  A code belongs to one registration. */
function refuseDuplicate(error: unknown): never {
  const constraint =
    typeof error === 'object' && error !== null && 'constraint_name' in error
      ? String(error.constraint_name)
      : '';
  const path = takenFields[constraint];
  if (path === undefined) throw error;
  throw new Problem('duplicate', {
    clause: 'TJ51-9.1',
    fields: [
      {
        in: 'body',
        path,
        zh: '该编码已登记在其他对象名下',
        en: 'The code is registered for another',
      },
    ],
  });
}

/** TJ51-10, as long as it is a pilot. */
function warningsOf(
  name: RegistryName,
  before: RegistryRow | undefined,
  after: RegistryRow,
): Warning[] {
  const gap =
    name === 'institutions'
      ? faceRecognitionGap(before as Institution | undefined, after as Institution)
      : undefined;
  return gap ? [{ code: gap.code, clause: gap.clause, field: gap.field, ...gap.say }] : [];
}
