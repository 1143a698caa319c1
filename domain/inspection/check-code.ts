/** 核验码 What the institution at the door is told: whether this inspection is lawful today. 130 random bits; how it is written and read. */
import type { Sentence } from '../law/refusal.ts';
import type { CivilDate } from '../time/instant.ts';
import { assess } from './assess.ts';
import type { GateId } from './findings.ts';
import type { Plan } from './plan.ts';
import type { Known } from './known.ts';

/** Crockford's 32: no I, L, O, U, so that it can be typed from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_LENGTH = 26;

/** One character from each random byte, 5 bits of it. */
export const codeFrom = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, CODE_LENGTH), (byte) => ALPHABET[byte & 31]).join('');
/** In groups, as on the notice. */
export const written = (code: string): string => code.match(/.{5}(?!.$)|.+$/g)!.join('-');

/** As somebody may have typed it; what is no code at all becomes one that nobody has. */
export function readCode(text: string): string {
  const plain = text
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return plain.length === CODE_LENGTH && [...plain].every((one) => ALPHABET.includes(one))
    ? plain
    : '';
}

/** What must hold on every day of an inspection, beside its days: asked again of the registries whenever somebody looks. */
const standing: readonly GateId[] = [
  'scope',
  'qualification',
  'qualification-published',
  'delegation',
  'third-parties',
  'certificates',
  'item-basis',
  'item-published',
  'territory',
  'approval',
  'approved-days',
  'two-officers',
  'recusal',
];

export interface Progress {
  state: string;
  paused: boolean;
  endedOn: CivilDate | null;
}
export interface Reason {
  code: string;
  clause: string;
  say: Sentence;
}

/** Why it is not lawful today; none: it is. `plan` as started: its own gates, by today, everybody of the team present. `names`: people are named as on their certificates, not by our ids. */
export function reasonsAgainst(
  plan: Plan,
  known: Omit<Known, 'startCheck'>,
  progress: Progress,
  names: ReadonlyMap<string, string>,
): Reason[] {
  if (progress.state !== 'started') return [ended(progress)];
  const team = plan.team.map(({ officer }) => officer);
  const startCheck = {
    present: team,
    shown: team.map((officer) => ({ officer, document: 'certificate' as const })),
    noticeServed: true,
  };
  const refused = assess({ plan, known: { ...known, startCheck }, stage: 'start' }).findings.filter(
    ({ gate, outcome }) => outcome === 'refused' && standing.includes(gate),
  );
  const reasons = refused.map(({ code, clause, say }) => ({
    code: code!,
    clause,
    say: { zh: named(say.zh, names), en: named(say.en, names) },
  }));
  return progress.paused ? [paused, ...reasons] : reasons;
}

const named = (text: string, names: ReadonlyMap<string, string>): string =>
  [...names]
    .sort(([a], [b]) => b.length - a.length)
    .reduce((said, [id, name]) => said.replaceAll(id, name), text);

const ended = ({ endedOn }: Progress): Reason => ({
  code: 'inspection-ended',
  clause: 'QY-12.1',
  say: {
    zh: `本次检查已于 ${endedOn ?? '此前'} 结束。`,
    en: `This inspection ended on ${endedOn ?? 'an earlier day'}.`,
  },
});
const paused: Reason = {
  code: 'inspection-paused',
  clause: 'QY-10.6',
  say: {
    zh: '检查已经暂停：现场执法人员不齐。',
    en: 'The inspection is paused: its team is not complete.',
  },
};
