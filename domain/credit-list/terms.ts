/** 信用监管事项清单的用语 Power types, the five items of the annex as they are printed, and how two versions differ. */

/** 权力类型 行政检查 is what the annex prints; the five are the catalogues of powers to which records are collected (QHD-2.2a). */
export const powerTypes = {
  'administrative-inspection': { zh: '行政检查', en: 'administrative inspection' },
  penalty: { zh: '行政处罚', en: 'administrative penalty' },
  coercion: { zh: '行政强制', en: 'administrative coercion' },
  confirmation: { zh: '行政确认', en: 'administrative confirmation' },
  payment: { zh: '行政给付', en: 'administrative payment' },
  supervision: { zh: '监督检查', en: 'supervision and inspection' },
} as const;
export type PowerType = keyof typeof powerTypes;
export const powerTypeIds = Object.keys(powerTypes) as [PowerType, ...PowerType[]];

export interface ListItem {
  id: string;
  name: string;
  /** Absent: it was not given, and the list is refused. */
  powerType?: PowerType | undefined;
  note?: string | undefined;
}

/** 附件 The list of 2022 as it is printed: 检测 in the third item stands so in the text. */
export const printedItems: readonly Required<ListItem>[] = [
  ['A1', '对用人单位和个人遵守社会保险法律、法规情况进行监督检查'],
  ['A2', '医疗保险稽核'],
  ['A3', '对药品、医用耗材价格进行检测和成本调查'],
  [
    'A4',
    '对药品上市许可持有人、药品和医用耗材生产企业、药品经营企业和医疗机构向医药价格主管部门提供其药品、医用耗材的实际购销价格和购销数量等资料的监督检查',
  ],
  ['A5', '对纳入基本医疗保险基金支付范围的医疗服务行为和医疗费用进行监督管理'],
].map(([id, name]) => ({
  id: id!,
  name: name!,
  powerType: 'administrative-inspection',
  note: id === 'A3' ? '“检测”依原文照录，疑为“监测” 检测 stands so in the text' : '',
}));

export const changeKinds = ['add', 'delete', 'modify'] as const;
export interface Change {
  kind: (typeof changeKinds)[number];
  item: string;
}
export const changeText = ({ kind, item }: Change): string => `${kind}:${item}`;

/** 增加、删除或修改 How a list differs from the one before it. A note is ours and changes nothing; neither does the order. */
export function changesOf(before: readonly ListItem[], after: readonly ListItem[]): Change[] {
  const old = new Map(before.map((item) => [item.id, item]));
  const now = new Set(after.map(({ id }) => id));
  const differs = (one: ListItem, other: ListItem): boolean =>
    one.name !== other.name || one.powerType !== other.powerType;
  return [
    ...after.flatMap((item): Change[] => {
      const known = old.get(item.id);
      if (!known) return [{ kind: 'add', item: item.id }];
      return differs(known, item) ? [{ kind: 'modify', item: item.id }] : [];
    }),
    ...before
      .filter(({ id }) => !now.has(id))
      .map(({ id }): Change => ({ kind: 'delete', item: id })),
  ];
}

/** 对标省级清单 What to say of a list beside the province's, which is given by the names of its items. Warnings only (QHD-2.1b). */
export function remarksOn(
  items: readonly ListItem[],
  provincial: readonly string[] | undefined,
): string[] {
  if (!provincial)
    return [
      '没有写明所对标的省级清单（QHD-2.1b）。The provincial list with which it is aligned is not given.',
    ];
  const beyond = items.filter(({ name }) => !provincial.includes(name)).map(({ id }) => id);
  const names = new Set(items.map(({ name }) => name));
  const lacking = provincial.filter((name) => !names.has(name)).length;
  return [
    ...(beyond.length > 0
      ? [
          `不在省级清单中的事项：${beyond.join('、')}（QHD-2.1b）。Not on the provincial list: ${beyond.join(', ')}.`,
        ]
      : []),
    ...(lacking > 0
      ? [
          `省级清单中有 ${lacking} 项未列入（QHD-2.1b）。Items of the provincial list that it does not have: ${lacking}.`,
        ]
      : []),
  ];
}
