/** 当事单位 Who stands in a file under a numbered role, and under which role a unit stands. Pure. */
type Units = Readonly<Record<string, string>>;

export const unitsOf = (units: Units, role: string): string[] =>
  Object.entries(units).flatMap(([name, unit]) => (name.startsWith(`${role}-`) ? [unit] : []));

/** As a sentence calls it; a section that came by an amendment has no role of the opening. */
export const roleOf = (units: Units, unit: string): string =>
  Object.entries(units).find(([, one]) => one === unit)?.[0] ?? unit;
