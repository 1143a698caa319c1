/** 提醒的管理设置 When people are told of what is owed, and who is told when it stays undone. Management only: no text gives any of it, and none of it moves a period. */

/** 逐级 Whom a step of the named chain tells: the head of the unit that owes, a coordinator, the leader of the bureau. */
export const chain = ['head', 'coordinator', 'bureau-leader'] as const;
type Link = (typeof chain)[number];

/** `days`: working days for what is owed under a management period, calendar days for what is owed by law; or `hours`, which run for both. */
export type Step = {
  force: 'law' | 'management';
  to: Link;
} & ({ days: number } | { hours: number });

export interface ReminderSettings {
  /** HH:MM in UTC+8; the digest goes out from then on: on working days, and on rest days of what is owed by law and has not been said. */
  digestAt: string;
  /** 免打扰 From and until when nothing is sent, HH:MM; the same twice: never quiet. */
  quiet: { from: string; until: string };
  /** Minutes between two reminders to one receiver, so that what comes meanwhile comes in one. */
  gapMinutes: number;
  steps: readonly Step[];
}

export const defaultReminderSettings: ReminderSettings = {
  digestAt: '08:30',
  quiet: { from: '20:00', until: '07:30' },
  gapMinutes: 30,
  steps: [
    { force: 'law', to: 'head', hours: 0 },
    { force: 'law', to: 'coordinator', days: 1 },
    { force: 'law', to: 'bureau-leader', days: 3 },
    { force: 'management', to: 'head', days: 1 },
    { force: 'management', to: 'coordinator', days: 3 },
    { force: 'management', to: 'bureau-leader', days: 10 },
  ],
};
