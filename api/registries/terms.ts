/** What the registries have in common: their names and keys, the warnings and problems of an entry, the day on which it is made. */
import { z } from 'zod';
import { bureauId, officerId, subjectId, unitId } from '../../domain/law/shapes.ts';
import type { RegistryName } from '../../domain/registry/shapes.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { problemShape } from '../http/problems.ts';
import type { Deps } from '../http/deps.ts';

export const TAG = '登记簿 Registries';

export const labels: Record<RegistryName, string> = {
  bureaus: '医保局',
  units: '单位',
  officers: '人员',
  institutions: '医药机构',
  departments: '科室',
  practitioners: '医师、药师',
};

export const ids = {
  bureaus: bureauId,
  units: unitId,
  officers: officerId,
  institutions: subjectId,
  departments: subjectId,
  practitioners: subjectId,
} as const;

export const warningShape = z.object({
  code: z.string(),
  clause: z.string(),
  field: z.string(),
  zh: z.string(),
  en: z.string(),
});

/** A row of many that is refused: which one, and why. */
export const refusedRowShape = z.object({
  index: z.int(),
  id: z.string().nullable(),
  code: z.string(),
  clause: z.string().optional(),
  zh: z.string(),
  en: z.string(),
  fields: problemShape.shape.fields,
});

export const writeProblems = [
  'other-bureau',
  'duplicate',
  'unknown-reference',
  'role-not-for-kind',
  'removal-is-final',
  'invalid-status-change',
  'reason-missing',
  'agreement-required',
  'new-agreement-required',
  'face-recognition-missing',
  'superior-cycle',
  'own-record',
  'reserved-id',
  'officer-removed',
] as const;

export const today = (deps: Deps): CivilDate => civilDateOf(deps.clock.now());
