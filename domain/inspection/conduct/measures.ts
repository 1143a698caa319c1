/** 不得 Measures on the spot: the stop order, sealing, its extension and release (QY-12.2, 13.3). */
import type { GuardOf, Guards } from '../../law/acts.ts';
import { refuseMeasure, sealedThrough } from '../outcomes.ts';
import type { sealing, sealingExtension, sealingRelease, stopOrder, MeasureActs } from './acts.ts';
import type { ConductState } from './state.ts';
import { refuse } from '../../law/refuse.ts';
import { afterStart, dayOfAct, reasonMissing, refuseApproval, refusePresence } from './refusing.ts';

// 第十二条 At once, with its reason and the way to contest it.
const stopHolds: GuardOf<typeof stopOrder, ConductState> = (act) => {
  const { facts } = act;
  if (!facts.reasonGiven)
    return reasonMissing('QY-12.2', '责令停止须说明理由。', 'A stop order needs its reason.');
  return facts.remediesGiven
    ? undefined
    : refuse(
        'remedies-missing',
        'QY-12.2',
        '责令停止须告知救济途径。',
        'A stop order tells how it can be contested.',
        '写明救济机关和期限。',
        'Name body and period.',
      );
};

// 第十三条 Sealing only, by two officers, approved by the head, with its list; once extended, by the head, before the last day is over, by at most as long again (行政强制法 25, our reading).
const sealingHolds: GuardOf<typeof sealing, ConductState> = (act, s) => {
  const { facts, known } = act;
  const approved = refuseApproval(
    known,
    facts.approvedBy,
    facts.approved,
    dayOfAct(act),
    'QY-13.3',
  );
  const measure = refuseMeasure(facts.measure, true) ?? approved;
  const there = measure ?? refusePresence(known, dayOfAct(act), facts.present, s.settings);
  if (there) return there;
  if (!facts.inventoried)
    return refuse(
      'document-missing',
      'QY-13.3',
      '封存没有清单。',
      'The sealing has no inventory.',
      '当场清点并附清单。',
      'Take the inventory on the spot.',
    );
  if (!facts.reasonGiven)
    return reasonMissing(
      'QY-13.3',
      '封存须说明资料可能被转移、隐匿或者灭失的理由。',
      'Sealing needs the reason why records may vanish.',
    );
  return s.sealed.has(facts.item)
    ? refuse(
        'duplicate',
        'QY-13.3',
        '该封存编号已经使用。',
        'This sealing is registered already.',
        '另用编号。',
        'Use another id.',
      )
    : undefined;
};
const extensionHolds: GuardOf<typeof sealingExtension, ConductState> = (act, s) => {
  const { facts, known } = act;
  const sealed = s.sealed.get(facts.item);
  if (!sealed || sealed.released)
    return refuse(
      'not-awaited',
      'QY-13.3',
      '没有该项封存，或者已经解除。',
      'There is no such sealing, or it is released.',
      '填写现有封存的编号。',
      'Name a sealing that stands.',
    );
  if (sealed.extended)
    return refuse(
      'extension-unlawful',
      'QY-13.3',
      '封存已经延长一次。',
      'It was extended once already.',
      `须在 ${sealed.lastDay} 之前解除。`,
      `Release it by ${sealed.lastDay}.`,
    );
  if (dayOfAct(act) > sealed.lastDay)
    return refuse(
      'extension-unlawful',
      'QY-13.3',
      `封存期限已于 ${sealed.lastDay} 届满。`,
      `The sealing ended on ${sealed.lastDay}.`,
      '立即解除封存。',
      'Release it at once.',
    );
  if (facts.until <= sealed.lastDay || facts.until > sealedThrough(sealed.lastDay))
    return refuse(
      'extension-unlawful',
      'QY-13.3',
      `延长不得超过三十日（至 ${sealedThrough(sealed.lastDay)}）。`,
      `Extended by 30 days at most (to ${sealedThrough(sealed.lastDay)}).`,
      '缩短延长的期限。',
      'Extend it by less.',
    );
  if (!facts.reasonGiven)
    return reasonMissing(
      'QY-13.3',
      '延长封存须说明理由并书面告知当事人。',
      'An extension gives its reason, in writing, to the party.',
    );
  return refuseApproval(known, facts.approvedBy, facts.approved, dayOfAct(act), 'QY-13.3');
};
const releaseHolds: GuardOf<typeof sealingRelease, ConductState> = ({ facts }, s) =>
  s.sealed.get(facts.item)?.released === false
    ? undefined
    : refuse(
        'not-awaited',
        'QY-13.3',
        '没有该项封存，或者已经解除。',
        'There is no such sealing, or it is released.',
        '填写现有封存的编号。',
        'Name a sealing that stands.',
      );

export const measureGuards: Guards<MeasureActs, ConductState> = {
  'stop-order': [afterStart, stopHolds],
  sealing: [afterStart, sealingHolds],
  'sealing-extension': [extensionHolds],
  'sealing-release': [releaseHolds],
};
