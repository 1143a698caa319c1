/** 第五条 The archive: all three parts, and a change afterwards is a new version with its reason. */
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import type { ArchiveParts, archiveVersion } from './acts.ts';
import type { State } from './state.ts';

const partNames = { application: '申请材料', commitment: '承诺书', result: '办理结果' } as const;
export const missingParts = (parts: ArchiveParts): (keyof ArchiveParts)[] =>
  (Object.keys(partNames) as (keyof ArchiveParts)[]).filter((part) => !parts[part]);

export function refuseParts(parts: ArchiveParts): Refusal | undefined {
  const missing = missingParts(parts);
  if (missing.length === 0) return undefined;
  return refuse(
    'archive-incomplete',
    'TJ84-5.2',
    `归档缺少：${missing.map((part) => partNames[part]).join('、')}。`,
    `The archive lacks: ${missing.join(', ')}.`,
    '申请材料、承诺书、办理结果三件齐全后归档。',
    'Archive all three: application, commitment and result.',
  );
}

// 第五条 All three parts; after the push a change is a new version, with its reason.
export const archiveIsComplete = ({
  facts,
}: {
  facts: { parts: ArchiveParts };
}): Refusal | undefined => refuseParts(facts.parts);
export const versionIsNew: GuardOf<typeof archiveVersion, State> = ({ facts }, s) => {
  const { parts, reasonGiven } = facts;
  if (!reasonGiven)
    return refuse(
      'reason-missing',
      'TJ84-5.2',
      '变更已归档的档案须说明理由。',
      'A new version of the archive needs its reason.',
      '写明变更理由。',
      'State the reason.',
    );
  const same = (Object.keys(partNames) as (keyof ArchiveParts)[]).every(
    (part) => parts[part] === s.archive?.[part],
  );
  return same
    ? refuse(
        'archive-unchanged',
        'TJ84-5.2',
        '三件材料与现有版本相同。',
        'All three documents are those of the present version.',
        '无需新版本。',
        'Nothing to do.',
      )
    : undefined;
};
