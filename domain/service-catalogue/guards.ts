/** 不得 What a file of one version refuses. Pure; each refusal cites its clause and says what would be lawful. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import { type Acts, type confirmation, type rejection, type State } from './acts.ts';
import { LIST } from './duties.ts';

const refuse = refusing(LIST);

const inOffice: GuardOf<typeof confirmation, State> = ({ known }) =>
  known?.office === true
    ? undefined
    : refuse(
        'approver-missing',
        '清单由在任的负责人、登记员或管理员复核。',
        'A head, a registrar or an administrator in office confirms the lists.',
        '由其中一人提交。',
        'Let one of them submit it.',
      );

/** 双人复核 A second account under the same certificate, or a system that acts for a person, is no other person. */
const byAnother: GuardOf<typeof confirmation, State> = ({ known }) =>
  known?.another === true
    ? undefined
    : refuse(
        'same-person',
        '提出清单的人不得自己复核，也不得由系统代为复核。',
        'Whoever has proposed the lists does not confirm them, nor does a system for anybody.',
        '由另一人以自己的凭证复核。',
        'Let another person confirm them with a token of their own.',
      );

/** What is confirmed is what was read. */
const thisList: GuardOf<typeof confirmation, State> = ({ facts }, { list }) =>
  facts.list === list
    ? undefined
    : refuse(
        'catalogue-other-list',
        '所复核的内容与本件提出的清单不是同一内容。',
        'What was read is not the list that this file proposes.',
        '读取本件的清单，按其哈希复核。',
        'Read the list of this file and confirm its hash.',
      );

/** What was compared with another version than the one that it would follow says nothing of its changes; what is in force is changed by a next version. */
const stillFits: GuardOf<typeof confirmation, State> = ({ known }, { revokes }) => {
  if (known?.fits !== false) return undefined;
  return revokes
    ? refuse(
        'catalogue-day-come',
        '该版本已经施行或者已被撤回，不能撤回。',
        'The version is in force already, or has been revoked.',
        '提出新的版本。',
        'Propose a next version.',
      )
    : refuse(
        'catalogue-base-other',
        '提出之后，所接续的版本已变，本件的变更不再与它对照。',
        'Since it was proposed it would follow another version than the one that it was compared with.',
        '不予施行本件，再对照现行版本提出。',
        'Reject this one and propose it again.',
      );
};

const withReason: GuardOf<typeof rejection, State> = ({ facts }) =>
  facts.reasonGiven
    ? undefined
    : refuse(
        'reason-missing',
        '不予施行须写明理由。',
        'A rejection says why.',
        '写明理由。',
        'State the reason.',
      );

export const guards: Guards<Acts, State> = {
  'service-catalogue-confirmation': [inOffice, byAnother, thisList, stillFits],
  'service-catalogue-rejection': [withReason],
};

export const notAwaited = (_act: Act, possible: Possible): Refusal =>
  notAwaitedNow(LIST, '本件现在不接收这种文书。', 'Such an act is not awaited now.', possible);
