/** 不得 What a publicity refuses, act by act (TJ51-7). Pure. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { ActOf, GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import { formatInstant } from '../time/civil-date.ts';
import type {
  Acts,
  State,
  approval,
  ending,
  omission,
  pause,
  publication,
  text,
  withdrawal,
} from './acts.ts';
import { CLAUSE } from './duties.ts';
import { notStanding, refuseWords } from './opening.ts';
import { isFurther } from './terms.ts';

const refuse = refusing(CLAUSE);

const reasonGiven = ({ facts }: { facts: { reasonGiven: boolean } }): Refusal | undefined =>
  facts.reasonGiven
    ? undefined
    : refuse('reason-missing', '须说明理由。', 'It needs a reason.', '写明理由。', 'State it.');

const byHead = ({ known }: { known?: { head: boolean; barred: boolean } }): Refusal | undefined =>
  known?.head === true
    ? known.barred
      ? refuse(
          'approver-missing',
          '该负责人是本案调查人员或者已经回避。',
          'That head investigated the case or was recused from it.',
          '由另一名负责人提交。',
          'Let another head submit it.',
        )
      : undefined
    : refuse(
        'approver-missing',
        '由监督所或者其上级的负责人办理。',
        'A head of the supervision body or of a unit over it does this.',
        '由登记的负责人提交。',
        'Let a registered head submit it.',
      );

/** What still stands as served may be made public, and nothing else. */
const stands = ({ known }: { known?: { state: string | null } }): Refusal | undefined =>
  known?.state === 'served' ? undefined : notStanding;

/** 决定不再成立 Then it is withdrawn, and neither ends nor is decided against. */
const notFallen = ({ known }: { known?: { state: string | null } }): Refusal | undefined =>
  known?.state === 'fallen' || known?.state === 'changed' ? notStanding : undefined;

const masked: GuardOf<typeof text, State> = ({ facts, known }) =>
  refuseWords({ identifiers: facts.identifiers, masking: known! });

/** 二人 Whoever wrote the text does not approve it, and what is approved is the text that stands. */
const approvedByAnother: GuardOf<typeof approval, State> = (act, state) => {
  const { officer, facts, known } = act;
  if (officer === state.drafter || known?.drafted)
    return refuse(
      'same-person',
      '拟稿人不得审批自己的文稿。',
      'Whoever wrote the text does not approve it.',
      '由另一名负责人审批。',
      'Let another head approve it.',
    );
  return facts.draft === state.draft
    ? undefined
    : refuse(
        'another-draft',
        '所写文稿已被替换。',
        'The text that it names was replaced.',
        '重新查看现有文稿后审批。',
        'Look at the text that stands, and approve that.',
      );
};

const approvalIsSound: GuardOf<typeof approval, State> = (act, { settings, pausedAt }) => {
  const { facts, known } = act;
  if (facts.outcome === 'returned') return reasonGiven(act);
  if (pausedAt !== undefined) return pausedNow;
  if (settings.waitDays > 0 && !facts.remediesOver)
    return refuse(
      'remedies-open',
      '本局设定复议、诉讼结束后方可曝光，须确认已经结束或者没有提起。',
      'The bureau waits for review and suit: say that they are over.',
      '核实后填写 remediesOver。',
      'Find out, then set remediesOver.',
    );
  return stands(act) ?? refuseWords({ identifiers: 0, masking: known! });
};

const pausedNow = refuse(
  'publicity-paused',
  '曝光已经暂停。',
  'The publicity is paused.',
  '先恢复发布。',
  'Resume it first.',
);

/** What was published before the fall was heard of is recorded, also afterwards: it has to be withdrawn. */
const publishedLawfully: GuardOf<typeof publication, State> = (act, state) => {
  const { occurredAt, facts } = act;
  if (isFurther(facts.item) && !facts.outletGiven)
    return refuse(
      'outlet-missing',
      '媒体须写明名称。',
      'Say which medium it was.',
      '填写 outlet。',
      'Fill in outlet.',
    );
  if (state.standing.has(facts.item))
    return refuse(
      'channel-standing',
      '该渠道已经发布，尚未撤回。',
      'It stands on that channel already.',
      '另一媒体用另一编号；同一渠道先撤回。',
      'Use another number for another medium; withdraw it there first.',
    );
  if (state.fallen) return occurredAt! <= state.fallen.heardAt ? undefined : notStanding;
  // What was published before the pause is recorded, also while it lasts.
  if (state.pausedAt !== undefined && occurredAt! >= state.pausedAt) return pausedNow;
  return stands(act) ?? afterApproval(act, state);
};

const afterApproval = (
  { occurredAt }: ActOf<typeof publication>,
  { approvedAt }: State,
): Refusal | undefined =>
  approvedAt !== undefined && occurredAt! >= approvedAt
    ? undefined
    : refuse(
        'before-trigger',
        approvedAt === undefined
          ? '文稿尚未批准。'
          : `发布早于批准（${formatInstant(approvedAt)}）。`,
        approvedAt === undefined
          ? 'The text is not approved.'
          : `It was published before it was approved (${formatInstant(approvedAt)}).`,
        '批准后发布。',
        'Publish after the approval.',
      );

/** Before the decision fell it takes a head to leave a channel out; afterwards it is only said. What was never owed is not left out. */
const omitted: GuardOf<typeof omission, State> = (act, state) =>
  reasonGiven(act) ??
  (state.owedOn().includes(act.facts.item) || !state.changed('omission-owed')
    ? undefined
    : refuse(
        'item-not-awaited',
        '该渠道没有待发布的义务。',
        'Nothing is owed on that channel.',
        '四个渠道以外的，没有发布的无须说明。',
        'Beside the four nothing has to be said where nothing was published.',
      )) ??
  (state.fallen ? undefined : byHead(act));

const withdrawn: GuardOf<typeof withdrawal, State> = (act, { standing, fallen }) => {
  const { item, how, identifiers, publishedAt } = act.facts;
  if (fallen && how === 'corrected')
    return refuse(
      'withdrawal-required',
      '决定已被撤销或者变更，须撤回并公开说明理由，不能只更正；新的决定另行曝光。',
      'The decision was annulled or changed: it is withdrawn, with the reason said publicly, not corrected only; a new decision has a publicity of its own.',
      '撤回后填写 withdrawn。',
      'Withdraw it.',
    );
  const since = standing.get(item) ?? publishedAt;
  if (since === undefined)
    return refuse(
      'item-not-awaited',
      '该渠道没有登记发布。',
      'Nothing is recorded on that channel.',
      '实际发布过的，填写 publishedAt。',
      'Where it was published after all, say when.',
    );
  if (act.occurredAt! < since)
    return refuse(
      'before-trigger',
      `撤回早于发布（${formatInstant(since)}）。`,
      `Withdrawn before it was published (${formatInstant(since)}).`,
      '写明实际的时间。',
      'State when it was.',
    );
  // 仍然成立 What stands alone is taken down by a head only.
  const taken =
    fallen || act.known?.state !== 'served' || how === 'corrected' ? undefined : byHead(act);
  return (
    taken ??
    refuseWords({
      identifiers,
      masking: { unmasked: act.known?.unmasked ?? 0, subjectNamed: true },
    })
  );
};

/** A head answers for both: that nothing goes out any more, and that it goes out again. */
const pausedOrResumed: GuardOf<typeof pause, State> = (act, { pausedAt }) => {
  const paused = pausedAt !== undefined;
  if (act.facts.paused === paused)
    return refuse(
      'not-awaited',
      paused ? '曝光已经暂停。' : '曝光没有暂停。',
      paused ? 'It is paused already.' : 'It is not paused.',
      '无须提交。',
      'Nothing is to be filed.',
    );
  return reasonGiven(act) ?? (act.known ? byHead(act) : undefined);
};

const endedByHead: GuardOf<typeof ending, State> = (act) =>
  reasonGiven(act) ?? byHead(act) ?? notFallen(act);

export const guards: Guards<Acts, State> = {
  'publicity-text': [masked],
  'publicity-approval': [approvedByAnother, byHead, approvalIsSound],
  'publicity-abandonment': [reasonGiven, byHead, notFallen],
  'channel-publication': [publishedLawfully],
  'channel-omission': [omitted],
  'channel-withdrawal': [withdrawn],
  'publicity-pause': [pausedOrResumed],
  'publicity-end': [endedByHead],
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
