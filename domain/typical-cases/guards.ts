/** 不得 What a selection of typical cases refuses (TJ51-7): what is not public, a period about which nothing is said. Pure. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import type { Acts, State, publication, removal, selection } from './acts.ts';
import { CLAUSE } from './duties.ts';

const refuse = refusing(CLAUSE);

const reasonMissing = refuse(
  'reason-missing',
  '须说明理由。',
  'It needs a reason.',
  '写明理由。',
  'State it.',
);

const saysSomething: GuardOf<typeof selection, State> = ({ facts, known }) => {
  const { cases, none, reasonGiven } = facts;
  if ((cases.length === 0) !== none)
    return refuse(
      'typical-cases-missing',
      '须选定案例，或者写明本期没有。',
      'Select cases, or say that there is none in this period.',
      '填写 cases，或者只填 none: true 和理由。',
      'Fill in cases, or none: true alone, with the reason.',
    );
  if (none) return reasonGiven ? undefined : reasonMissing;
  const unfit = cases.filter((file) => !known!.fit.includes(file));
  return unfit.length === 0
    ? undefined
    : refuse(
        'typical-case-unfit',
        `有 ${unfit.length} 件不是本局正在公开的曝光。`,
        `${unfit.length} of them are no publicities of this bureau that are public now.`,
        '从曝光登记簿选定已发布、决定仍然成立的。',
        'Select from the register of publicities what is published and stands.',
      );
};

/** 主要媒体 Proof and address stand in the publicity, and with them what is withdrawn when the decision falls. */
const standsInMedia: GuardOf<typeof publication, State> = ({ known }) =>
  known?.published === true
    ? undefined
    : refuse(
        'typical-case-unpublished',
        '该案的曝光案卷没有登记主要媒体的发布。',
        'No main medium is recorded in the publicity of the case.',
        '先在曝光案卷提交渠道发布（media-1 至 media-5），附证明。',
        'Record the publication there first, on media-1 to media-5, with its proof.',
      );

const takenOut: GuardOf<typeof removal, State> = ({ facts }, { open }) => {
  if (!open.has(facts.item))
    return refuse(
      'item-not-awaited',
      '该案例不在待刊发之列。',
      'The case does not wait to be published.',
      '写明待刊发的案例。',
      'Name one that does.',
    );
  return facts.reasonGiven ? undefined : reasonMissing;
};

export const guards: Guards<Acts, State> = {
  'typical-selection': [saysSomething],
  'typical-publication': [standsInMedia],
  'typical-removal': [takenOut],
};

export const notAwaited = (act: Act, possible: Possible): Refusal => {
  const what = possible.nameOf(act.type);
  return notAwaitedNow(
    CLAUSE,
    `现在不能提交${what.zh}。`,
    `${what.en} cannot be filed now.`,
    possible,
  );
};
