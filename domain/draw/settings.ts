/** 抽查的管理设置 Where the texts give no number: the rule of the draw and its periods, as the bureau has registered them. Never a breach. */
import type { Rule } from './record.ts';

export interface DrawSettings {
  /** Weights by credit class, officers in a team, teams an officer may have in one draw. */
  rule: Rule;
  /** Working days for the second number, for the reveal after it, and until somebody is reminded again. */
  numberDays: number;
  revealDays: number;
  againDays: number;
  /** A record whose plans were never made is published after so many days. */
  withheldDays: number;
}

export const defaultDrawSettings: DrawSettings = {
  rule: { version: 'default.1', weights: { A: 50, B: 100, C: 150, D: 200 }, team: 2, most: 20 },
  numberDays: 2,
  revealDays: 1,
  againDays: 1,
  withheldDays: 180,
};

/** 只抽对象 The registered rule where no officers are drawn. */
export const withoutOfficers = (rule: Rule): Rule => ({
  ...rule,
  version: `${rule.version}.objects`,
  team: 0,
});
