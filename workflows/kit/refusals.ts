/** What every file refuses, whatever its procedure. */
import type { Act } from '../../domain/law/act.ts';
import type { Refusal, Sentence } from '../../domain/law/refusal.ts';
import { partyName } from '../../domain/registry/roles.ts';

/** The date of an act that is allowed but not owed may not be in the future either. */
export function refuseFutureDates(act: Act, clause: string): Refusal | undefined {
  if ((act.occurredAt ?? 0) <= act.receivedAt && (act.servedAt ?? 0) <= act.receivedAt)
    return undefined;
  return {
    code: 'in-the-future',
    clause,
    say: { zh: '所写时间晚于系统收到的时间。', en: 'The stated date is later than its arrival.' },
    lawful: {
      zh: '所写时间不得晚于收到时间。',
      en: 'The stated date may not be later than the arrival.',
    },
  };
}

/** Another unit has to file the act. `roles`: the roles of the units that may; a unit without a role in the file is not named. */
export function refuseOther(what: Sentence, roles: readonly string[], clause: string): Refusal {
  const names = roles.map(partyName);
  const zh = names.map((name) => name.zh).join('、') || '有权办理的单位';
  const en = names.map((name) => name.en).join(', ') || 'the unit that may';
  return {
    code: 'not-owed-by-you',
    clause,
    say: {
      zh: `${what.zh}由${zh}提交，不由本单位提交。`,
      en: `${what.en}: for ${en} to file, not for your unit.`,
    },
    lawful: { zh: `由${zh}提交。`, en: `Let ${en} file it.` },
  };
}

/** Several acts of this type are awaited, each for one addressee, letter or department, but none for the one that this act names. */
export function refuseItem(what: Sentence, items: readonly string[], clause: string): Refusal {
  return {
    code: 'item-not-awaited',
    clause,
    say: {
      zh: `${what.zh}：本件没有对所写对象的该项义务。`,
      en: `${what.en}: nothing of this kind is owed to the one it names.`,
    },
    lawful: {
      zh: `现在可以对以下对象提交：${items.join('、')}。`,
      en: `It can be filed now for: ${items.join(', ')}.`,
    },
  };
}
