/** 第二、三、五、九条 May this approval open a file? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import type { CivilDate } from '../time/instant.ts';
import type { ArchiveParts, Promised } from './acts.ts';
import { mayAccept } from './departments.ts';
import type { CommitmentType } from './terms.ts';
import { refuseParts } from './archiving.ts';
import { refuse } from '../law/refuse.ts';

export interface ApprovalToOpen {
  type: CommitmentType;
  approvedOn: CivilDate;
  /** The day of receipt. */
  today: CivilDate;
  /** Version of the list in force on the day of approval. */
  listVersion?: number;
  /** The item as that version has it. */
  item?: { id: string; types: readonly string[]; materials: readonly string[] };
  accepting: { unit: string; roles: readonly string[] };
  /** Who supervises what this department accepts, by that version (TJ84-3.1); never by free text. */
  supervising?: string;
  missing: readonly Promised[];
  explained: boolean;
  archive?: ArchiveParts;
  push: boolean;
  /** The file that the result has already, open or closed. */
  filed?: string;
}

/** Why the approval cannot open a file; nothing when it can. */
export function refuseOpening(a: ApprovalToOpen): Refusal | undefined {
  return (
    refuseDate(a) ??
    refuseAcceptor(a) ??
    refuseItem(a) ??
    refuseMissing(a) ??
    refuseArchive(a) ??
    refuseSecond(a)
  );
}

/** 第三条 Supervision after approval begins with the approval. */
function refuseDate({ approvedOn, today }: ApprovalToOpen): Refusal | undefined {
  if (approvedOn <= today) return undefined;
  return refuse(
    'approval-in-future',
    'TJ84-3.2',
    `批准日期（${approvedOn}）在将来。`,
    `The approval is dated in the future (${approvedOn}).`,
    '批准之后再立卷。',
    'Open the file once it is approved.',
  );
}

/** 第五条 The closed list of accepting departments. */
function refuseAcceptor({ accepting }: ApprovalToOpen): Refusal | undefined {
  if (mayAccept(accepting.roles)) return undefined;
  return refuse(
    'acceptor-not-listed',
    'TJ84-5.1',
    '该单位不是受理部门。',
    'This unit is not an accepting department.',
    '由第五条所列受理部门提交。',
    'Let one of the departments of art. 5 submit it.',
  );
}

/** 第二、三条 Exactly one of the two types, one that the item allows; the supervising department by the list. */
function refuseItem({ listVersion, item, type, supervising }: ApprovalToOpen): Refusal | undefined {
  if (listVersion === undefined)
    return refuse(
      'list-missing',
      'TJ84-3.1',
      '批准当日没有生效的政务服务事项清单。',
      'No list of service items was in force on the day of approval.',
      '先登记该日生效的清单。',
      'Register the list of that day first.',
    );
  if (!item)
    return refuse(
      'item-unknown',
      'TJ84-2',
      '批准当日的清单没有该事项。',
      'The list of that day has no such item.',
      '核对事项编号。',
      'Check the item.',
    );
  if (!item.types.includes(type))
    return refuse(
      'type-not-allowed',
      'TJ84-2',
      '该事项不适用这种承诺方式。',
      'The item does not allow this type of commitment.',
      `可选：${item.types.join('、') || '无'}。`,
      `One of: ${item.types.join(', ') || 'none'}.`,
    );
  return supervising
    ? undefined
    : refuse(
        'supervisor-unknown',
        'TJ84-3.1',
        '清单没有规定该部门受理该事项时的监管部门。',
        'The list names no supervising department for what this department accepts of the item.',
        '由清单所列部门受理，或先更新清单。',
        'Let a department on the list accept it, or register a new list first.',
      );
}

/** 第九条第一款 What was promised and is missing, each with its date; none only with an explanation. */
function refuseMissing(a: ApprovalToOpen): Refusal | undefined {
  const { type, missing, explained } = a;
  if (type === 'certification')
    return missing.length === 0
      ? undefined
      : refuse(
          'missing-not-for-type',
          'TJ84-9.1',
          '暂缺材料只适用于信用承诺制。',
          'Missing materials belong to credit commitment only.',
          '删去 missing。',
          'Leave missing out.',
        );
  if (missing.length === 0)
    return explained
      ? undefined
      : refuse(
          'explanation-missing',
          'TJ84-9.1',
          '信用承诺制没有暂缺材料的，须说明。',
          'A credit commitment without missing materials needs an explanation.',
          '列明暂缺材料，或填写 explanation。',
          'List what is missing, or give explanation.',
        );
  return refusePromises(a);
}

/** Each material that may be promised, once, for a day that is not before the approval. */
function refusePromises({ missing, item, approvedOn }: ApprovalToOpen): Refusal | undefined {
  const stranger = missing.find((m) => !item?.materials.includes(m.material));
  if (stranger)
    return refuse(
      'material-not-promisable',
      'TJ84-9.1',
      `${stranger.material} 不是该事项可以承诺的材料。`,
      `${stranger.material} may not be promised for this item.`,
      `可以承诺：${item?.materials.join('、') || '无'}。`,
      `May be promised: ${item?.materials.join(', ') || 'none'}.`,
    );
  if (new Set(missing.map((m) => m.material)).size < missing.length)
    return refuse(
      'material-twice',
      'TJ84-9.1',
      '同一材料列了两次。',
      'A material is listed twice.',
      '每项材料列一次。',
      'List each material once.',
    );
  const early = missing.find((m) => m.promisedOn < approvedOn);
  return early
    ? refuse(
        'promise-before-approval',
        'TJ84-9.1',
        `${early.material} 的承诺日期早于批准日期。`,
        `${early.material} is promised for a day before the approval.`,
        '承诺日期不得早于批准日期。',
        'The promised date is not before the approval.',
      )
    : undefined;
}

/** 第五条 With the approval or after it: all three, and nothing is pushed without them. */
function refuseArchive({ archive, push }: ApprovalToOpen): Refusal | undefined {
  if (archive) return refuseParts(archive);
  return push
    ? refuse(
        'archive-first',
        'TJ84-5.2',
        '推送之前须归档。',
        'The archive comes before the push.',
        '随同归档。',
        'Give the archive too.',
      )
    : undefined;
}

function refuseSecond({ filed }: ApprovalToOpen): Refusal | undefined {
  return filed === undefined ? undefined : resultHasFile(filed);
}

/** A result has one file, for good. */
export const resultHasFile = (file: string): Refusal =>
  refuse(
    'result-has-file',
    'TJ84-3.2',
    `该办理结果已有案卷 ${file}。`,
    `The result has its file already: ${file}.`,
    '在原案卷中办理。',
    'Go on in that file.',
  );

/** What is allowed but shown: remarks for the file. */
export function remarksOn({ supervising, accepting, missing, type }: ApprovalToOpen): string[] {
  return [
    ...(supervising === accepting.unit
      ? [
          '受理与监管为同一部门：须由两名不同人员办理（TJ84-3.1）。One department accepts and supervises: two different persons act.',
        ]
      : []),
    ...(type === 'credit' && missing.length === 0
      ? [
          '信用承诺制没有暂缺材料，说明在卷（TJ84-9.1）。A credit commitment without missing materials; the explanation is on file.',
        ]
      : []),
  ];
}
