/** 依规不予显示 What a reader of a dossier is not shown, by scope: the same that every other answer withholds, said where it would stand. */
import type { Scope } from '../law/authority.ts';
import { procedureOf } from '../procedures.ts';
import type { Mark } from './parts.ts';

const X4 = 'X-4';

export function markOf(
  procedure: string,
  scope: Scope,
  what: { zh: string; en: string },
  sha256: string | null = null,
): Mark {
  const unannounced = scope === 'withheld' ? procedureOf(procedure)?.unannounced : undefined;
  const [zh, en] = unannounced
    ? ['公开前只对有权知悉的人员显示', 'shown before it is announced only to those who may know it']
    : [
        '只对当事单位及其上级、监管人员显示',
        'shown to party units, their superiors and regulators',
      ];
  return {
    clause: unannounced ?? X4,
    say: { zh: `依规不予显示：${what.zh}${zh}`, en: `Withheld: ${what.en} ${en}` },
    sha256,
  };
}

/** What the act says in confidence stands nowhere outside its seal. */
export function sealedIn(procedure: string, act: string): Mark | undefined {
  const sealed = procedureOf(procedure)?.sealed ?? {};
  if (!Object.hasOwn(sealed, act)) return undefined;
  const { clause, say } = sealed[act]!;
  return { clause, say, sha256: null };
}

/** What is left of it can't be checked by the act's hash, and is not shown for the whole. */
export const erasedMark = (sha256: string): Mark => ({
  clause: X4,
  say: {
    zh: '依令删除：文书的部分内容已按判决或决定删除，见台账“依令删除内容”',
    en: 'Erased by order: words of the act are gone; the entry of the register says which',
  },
  sha256,
});

export const whatIs = {
  payload: { zh: '文书内容', en: 'what acts say is' },
  body: { zh: '条目内容', en: 'what the entry says is' },
  attempts: { zh: '退回的提交', en: 'refused attempts are' },
  documents: { zh: '文书引用', en: 'references to documents are' },
  gates: { zh: '关口与突破', en: 'gates and overrides are' },
  subject: { zh: '当事人', en: 'the subject is' },
  history: { zh: '流程历史', en: 'the workflow history is' },
} as const;
