/** 请托说情登记的管理设定 Annex 2 gives no number for these: management settings of the bureau, never a breach. */
export interface LobbyingSettings {
  /** Hours between two beats of cover: at each of them the whole register is sealed anew, whatever has happened. */
  beatHours: number;
  /** How many records the register has room for when it is opened, and how many more each step of growth brings. */
  places: number;
  /** Kilobytes that are kept for each place. */
  placeKilobytes: number;
  /** Hours within which a recipient reports to the next level: the text counts only the registrant's report. */
  nextLevelHours: number;
  /** Days within which an office takes up a report of retaliation. */
  retaliationDays: number;
  /** In a summary a number below this one, and above nothing, is withheld. */
  smallNumber: number;
  /** How many entries one person makes in a day at most. */
  entriesPerDay: number;
  /** The share of its room, in percent, above which the offices are told that the register should grow. */
  fullPercent: number;
}

export const defaultLobbyingSettings: LobbyingSettings = {
  beatHours: 1,
  places: 32,
  placeKilobytes: 8,
  nextLevelHours: 48,
  retaliationDays: 3,
  smallNumber: 3,
  entriesPerDay: 60,
  fullPercent: 60,
};
