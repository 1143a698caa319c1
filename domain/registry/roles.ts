/** 角色 What an officer or a system may be registered for. Roles come from the registry, never from a token. */
export const officerRoles = [
  'handler', 'coordinator', 'regulator', 'registrar', 'head', 'legal-reviewer', 'receiving-system', 'administrator',
] as const;
export type Role = (typeof officerRoles)[number];

/** 单位职能 Which office of the instruments a unit fills. */
export const unitRoles = [
  'supervision-body', 'payment-division', 'system-division', 'insurance-centre', 'enforcement-supervision', 'discipline-inspection',
] as const;
export type UnitRole = (typeof unitRoles)[number];
