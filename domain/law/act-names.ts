/** 文书名称 What people call the acts of a file, as its procedure declares them: where a sentence speaks of one, it says the name and not the code. */
import * as common from './common-act-types.ts';
import type { Sentence } from './refusal.ts';

export interface ActNames {
  /** An act without a name is one of ours, which nobody files. */
  nameOf: (type: string) => Sentence;
  isNamed: (type: string) => boolean;
}

/** 现在可以提交的文书 What the unit of a refused act may file now instead. */
export interface Possible extends ActNames {
  types: readonly string[];
}

const isNamed = (value: unknown): value is { type: string; label: Sentence } =>
  typeof value === 'object' && value !== null && 'type' in value && 'label' in value;

export const unnamed: Sentence = { zh: '该文书', en: 'this act' };

/** `declared`: the modules in which a procedure declares its acts. Those that every file takes are added. */
export function actNames(declared: readonly object[]): ActNames {
  const names = new Map(
    [common, ...declared]
      .flatMap((acts) => Object.values(acts))
      .filter(isNamed)
      .map(({ type, label }) => [type, label]),
  );
  return {
    nameOf: (type) => names.get(type) ?? unnamed,
    isNamed: (type) => names.has(type),
  };
}

/** In words. */
export function canBeFiled({ types, nameOf, isNamed }: Possible): Sentence {
  const names = types.filter(isNamed).map(nameOf);
  if (names.length === 0)
    return {
      zh: '本单位现在没有可以提交的文书。',
      en: 'There is nothing for your unit to file now.',
    };
  return {
    zh: `本单位现在可以提交：${names.map(({ zh }) => zh).join('、')}。`,
    en: `Your unit can file now: ${names.map(({ en }) => en).join(', ')}.`,
  };
}
