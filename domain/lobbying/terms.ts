/** 用语 The words of Annex 2: what is lobbying, at which stage of a case, and what may follow. */
import type { Sentence } from '../law/refusal.ts';

/** 应当登记的八种行为 The eight acts of Annex 2, part 2, by their numbers. */
export const lobbyingActs = ['2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8'] as const;
type LobbyingAct = (typeof lobbyingActs)[number];

export const actLabels: Readonly<Record<LobbyingAct, Sentence>> = {
  '2.1': { zh: '为当事人请托说情', en: 'Pleading for a party' },
  '2.2': { zh: '邀请私下会见', en: 'Inviting to a private meeting' },
  '2.3': { zh: '违规转递涉案材料', en: 'Passing on material of the case against the rules' },
  '2.4': { zh: '违规打探案情', en: 'Asking about the case against the rules' },
  '2.5': {
    zh: '打听举报人、证据和讨论情况',
    en: 'Asking about informants, evidence and discussions',
  },
  '2.6': { zh: '打听其他未公开情况', en: 'Asking about what else is not public' },
  '2.7': { zh: '以其他方式施加压力', en: 'Putting pressure on officers otherwise' },
  '2.8': { zh: '其他干扰行为', en: 'Interfering otherwise' },
};

/** 环节 At which stage the case was. */
export const stages = ['clue-check', 'filing', 'investigation', 'handling', 'execution'] as const;

/** Written for what could not be learnt of somebody; then it is said how it was tried. */
export const UNKNOWN = '不详';

/** 第七条 What staff must not demand: the grounds of a confirmed finding. */
export const grounds = ['unlawful-demand', 'lobbying-for-party', 'unfair-demand'] as const;

/** 第六条 What may follow a confirmed finding. */
export const consequences = ['discipline', 'party-discipline', 'accountability'] as const;

/** 第五条 What an officer, or a superior, may have failed in. */
export const failures = [
  'not-recorded',
  'recorded-falsely',
  'not-reported',
  'ordered-silence',
] as const;

/** 第五条 What a person may decide of such a failure. */
export const outcomes = [
  'written-self-examination',
  'admonition-talk',
  'criticism',
  'discipline',
] as const;

/** 办理 What may come of a report of retaliation. */
export const retaliationOutcomes = ['confirmed', 'not-confirmed', 'passed-on'] as const;

/** 执法监督处、监察室 The two offices that Annex 2 trusts with the register. */
export const offices = ['enforcement-supervision', 'discipline-inspection'] as const;
