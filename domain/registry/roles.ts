/** 角色 What an officer or a system may be registered for. Roles come from the registry, never from a token. */
export const officerRoles = [
  'handler',
  'coordinator',
  'regulator',
  'registrar',
  'head',
  'legal-reviewer',
  'receiving-system',
  'administrator',
  'mirror',
] as const;
export type Role = (typeof officerRoles)[number];

const officerRoleLabels: Readonly<Record<Role, string>> = {
  handler: '经办人',
  coordinator: '协调员',
  regulator: '监管人员',
  registrar: '登记员',
  head: '负责人',
  'legal-reviewer': '法制审核人员',
  'receiving-system': '接收系统',
  administrator: '管理员',
  mirror: '镜像',
};
/** A role as people call it in a sentence. */
export const roleName = (role: Role): { zh: string; en: string } => ({
  zh: officerRoleLabels[role],
  en: role.replaceAll('-', ' '),
});

/** 单位职能 Which office of the instruments a unit fills. */
export const unitRoles = [
  'supervision-body',
  'payment-division',
  'system-division',
  'insurance-centre',
  'enforcement-supervision',
  'discipline-inspection',
  // TJ84-5.1, the closed list of accepting departments; and TJ84-3.1
  'city-fund-centre',
  'district-fund-centre',
  'settlement-centre',
  'procurement-centre',
  'street-service-office',
  'supervising-department',
  // QY-7.1, 1.3: whoever approves and is filed with is none of the bureau's; QY-1.4: who may assist and nothing more
  'government',
  'justice-department',
  'third-party',
  // QHD-2.1c: gathers the list of credit supervision and reports its changes
  'fund-supervision',
] as const;
export type UnitRole = (typeof unitRoles)[number];

/** 简称 As people call these offices. */
const unitRoleLabels: Readonly<Record<UnitRole, string>> = {
  'supervision-body': '监督所',
  'payment-division': '支付处',
  'system-division': '制度处',
  'insurance-centre': '社保中心',
  'enforcement-supervision': '执法监督处',
  'discipline-inspection': '监察室',
  'city-fund-centre': '市基金管理中心',
  'district-fund-centre': '区基金管理中心',
  'settlement-centre': '基金结算中心',
  'procurement-centre': '医药采购中心',
  'street-service-office': '街镇办事机构',
  'supervising-department': '监管部门',
  government: '人民政府',
  'justice-department': '司法行政部门',
  'third-party': '第三方机构',
  'fund-supervision': '基金监管科',
};

/** 当事各方 Everybody who owes or is owed something in a file, as a coordinator reads it. */
export const partyLabels: Readonly<Record<string, string>> = {
  ...unitRoleLabels,
  accepting: '受理部门',
  supervising: '监管部门',
  party: '行政相对人',
  author: '制定部门',
  authority: '市医保局',
  convener: '召集部门',
  counterpart: '另一方',
  reporter: '反馈部门',
  coordinator: '协调员所在部门',
  bodies: '审批机关和监管机关',
  inspecting: '检查主体',
  institution: '被检查机构',
  head: '主体负责人',
  government: '人民政府',
  justice: '司法行政部门',
  receiving: '接收部门',
  reviewing: '审核部门',
  handling: '承办部门',
  public: '社会公众',
  'credit-office': '市信用办',
  office: '领导小组办公室',
  'leading-group': '领导小组',
};

/** What a role is called in English where its id alone would not do. */
const englishParties: Readonly<Record<string, string>> = {
  accepting: 'the accepting department',
  supervising: 'the supervising department',
  author: 'the department that writes the rule',
  authority: 'the city bureau',
  convener: 'the department that convenes',
  reporter: 'the department that reports',
  coordinator: "the coordinator's department",
  bodies: 'the approving and the supervising body',
  inspecting: 'the inspecting body',
  justice: 'the justice department',
  receiving: 'the receiving body',
  reviewing: 'the reviewing department',
  handling: 'the handling department',
  institution: 'the institution',
  'fund-supervision': 'the section of fund supervision',
  'credit-office': 'the credit office of the city',
  office: 'the office of the leading group',
  duban: 'this system',
  subject: 'the subject',
};

/** A party as people call it in a sentence. */
export const partyName = (role: string): { zh: string; en: string } => ({
  zh: role === 'duban' ? '本系统' : (partyLabels[role] ?? '有权办理的单位'),
  en: englishParties[role] ?? `the ${role.replaceAll('-', ' ')}`,
});
