/** 会签 Who signs a version, and when it has been signed by both sides (TJ84-12.2, 14). */
import type { Refusal } from '../law/refusal.ts';
import type { RuleVersion, State, countersignature } from './acts.ts';
import { refuse } from '../law/refuse.ts';
import type { GuardOf } from '../law/acts.ts';

const clause = 'TJ84-15.5';

export type VersionGuard = (act: RuleVersion, state: State) => Refusal | undefined;

const signerOf = (side: 'accepting' | 'supervising'): [zh: string, en: string] =>
  side === 'accepting'
    ? [
        '由制定部门的协调员会签。',
        'Let the coordinator of the department that writes the rule sign.',
      ]
    : [
        '由该版所列监管部门的协调员会签。',
        'Let the coordinator of a supervising department that the version names sign.',
      ];

/** 第十五条（五）Each side signs once, by its coordinator; two sides, two persons. */
export const countersigned: GuardOf<typeof countersignature, State> = (act, state) => {
  const { version } = act.facts;
  const signed = state.versions.find((v) => v.version === version);
  if (!signed)
    return refuse(
      'version-unknown',
      clause,
      `本案卷没有第${version}版。`,
      `This file has no version ${version}.`,
      `可会签：${state.versions.map((v) => v.version).join('、')}。`,
      `There are: ${state.versions.map((v) => v.version).join(', ')}.`,
    );
  return refuseSigner(act, state, signed);
};

/** The signer is of this side, its coordinator, and nobody who has signed for the other. */
function refuseSigner(
  { facts: { side }, unit, officer, known }: Parameters<typeof countersigned>[0],
  state: State,
  signed: State['versions'][number],
): Refusal | undefined {
  const may = side === 'accepting' ? [state.author] : signed.supervisors;
  if (!may.includes(unit))
    return refuse(
      'not-of-this-side',
      clause,
      `本单位不是该版${side === 'accepting' ? '受理' : '监管'}一侧的部门。`,
      `Your unit is not the ${side} side of this version.`,
      ...signerOf(side),
    );
  if (signed[side] !== undefined)
    return refuse(
      'already-countersigned',
      clause,
      '该侧已经会签。',
      'This side has signed.',
      '无须再签。',
      'Nothing more is needed.',
    );
  if (signed[side === 'accepting' ? 'supervising' : 'accepting'] === officer)
    return refuse(
      'same-person',
      clause,
      '双方须由不同人员会签。',
      'Two different persons sign, one of each side.',
      '由另一侧的协调员会签。',
      'Let the coordinator of the other side sign.',
    );
  return known!.coordinator
    ? undefined
    : refuse(
        'not-coordinator',
        clause,
        '会签人不是该部门当日在岗的协调员。',
        'The signer is not the coordinator of this department on that day.',
        '由在岗的协调员（或其代理人）会签。',
        'Let the coordinator who is present, or the substitute, sign.',
      );
}
